import { photographOf } from './harness/ask.ts'
import { killEngine } from './harness/engineProcess.ts'
import { expect, test } from './harness/fixture.ts'
import { phantomAt } from './harness/photographs.ts'
import {
  PATIENT,
  analysed,
  beginSession,
  deepInAnalysis,
  dropPhotographs,
  film,
  jobs,
  outOfTheDeep
} from './harness/user.ts'

test('an engine that dies takes nothing with it: the analysis goes on, or fails with its reason and a remedy', async ({
  launchApp
}, testInfo) => {
  const { app, window } = await launchApp()
  await beginSession(window, 'Crash')
  const [first, second] = await Promise.all([
    phantomAt(testInfo.outputPath('files', 'first.png')),
    phantomAt(testInfo.outputPath('files', 'second.bmp'), { seed: 6 })
  ])

  await test.step('killed once: the analysis is made again and says so', async () => {
    await dropPhotographs(window, [first])
    await deepInAnalysis(window)
    await killEngine(app, 'vision')
    await analysed(window)
    expect((await photographOf(window)).job).toBeNull()
    await window.getByText('How this was made').click()
    await expect(window.getByText('analysed again on the processor')).toBeVisible()
  })

  await test.step('killed twice: it fails with the reason, and the window is as usable as before', async () => {
    await dropPhotographs(window, [second], 2)
    await deepInAnalysis(window)
    await killEngine(app, 'vision')
    await outOfTheDeep(window)
    await deepInAnalysis(window)
    await killEngine(app, 'vision')
    const alert = window.getByRole('alert')
    await expect(alert).toContainText('Analysis stopped: the vision engine ended unexpectedly', PATIENT)
    await expect(alert).toContainText('Your images are safe.')
    await film(window).first().getByRole('button').first().click()
    await expect(window.getByRole('region', { name: 'Grade' })).toBeVisible()
    await film(window).nth(1).getByRole('button').first().click()
  })

  await test.step('asked again, the engine has been started again', async () => {
    await window.getByRole('alert').getByRole('button', { name: 'Try again' }).click()
    await analysed(window)
  })

  await test.step('the imaging engine too is started again for the next photograph', async () => {
    await killEngine(app, 'imaging')
    const third = await phantomAt(testInfo.outputPath('files', 'third.jpg'), { seed: 7 })
    await dropPhotographs(window, [third], 3)
    await expect(jobs(window)).toHaveCount(0, PATIENT)
  })
})
