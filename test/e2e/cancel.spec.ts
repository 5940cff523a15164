import { photographOf } from './harness/ask.ts'
import { expect, test } from './harness/fixture.ts'
import { phantomAt } from './harness/photographs.ts'
import { PATIENT, analysed, beginSession, deepInAnalysis, dropPhotographs } from './harness/user.ts'

test('an analysis that runs is cancelled at once, leaves nothing behind, and runs again', async ({
  launchApp
}, testInfo) => {
  const { window } = await launchApp()
  await beginSession(window, 'Cancelled')
  await dropPhotographs(window, [await phantomAt(testInfo.outputPath('files', 'eye.webp'))])
  await deepInAnalysis(window)
  await window.getByRole('button', { name: 'Cancel', exact: true }).click()
  await expect(window.getByText('The analysis was cancelled.')).toBeVisible(PATIENT)
  expect(await photographOf(window)).toMatchObject({ analysis: null, findings: [], job: { state: 'cancelled' } })
  await expect(window.getByRole('contentinfo')).not.toContainText('Job')

  await window.getByRole('button', { name: 'Analyse', exact: true }).click()
  await analysed(window)
  expect((await photographOf(window)).analysis?.provenance.remarks).toEqual([])
})
