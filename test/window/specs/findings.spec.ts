import { routes } from '#shared/contract/routes.ts'
import { expect, test } from '../windowTest.ts'

const firstRow = /^Microaneurysm 1,/

test('the grade stands beside the quality, with what it rests on and what was not assessed', async ({ app }) => {
  await app.open()
  const card = app.page.getByRole('region', { name: 'Grade' })
  await expect(card).toContainText('Moderate NPDR ICDR 2')
  await expect(card).toContainText('87 %')
  await expect(card).toContainText('Could also be severe.')
  await expect(card).toContainText('By rule: moderate (agrees).')
  await expect(card).toContainText('Quality good')
  await expect(card.getByRole('button', { name: 'more than microaneurysms' })).toBeVisible()
  await expect(card).toContainText('venous beading in 2 or more quadrants')
})

test('where rule and classifier disagree both are shown, and that they do', async ({ app }) => {
  await app.open({ with: ['differ'] })
  const card = app.page.getByRole('region', { name: 'Grade' })
  await expect(card).toContainText('Severe NPDR ICDR 3')
  await expect(card).toContainText('By rule: moderate. Rule and classifier disagree: look at the findings yourself.')
})

test('a photograph unlike those that the models know is marked, and no grade or next step put forward', async ({
  app
}) => {
  await app.open({ with: ['unlike'] })
  const { page } = app
  await expect(page.getByText('This photograph is unlike those the models were trained on')).toBeVisible()
  const card = page.getByRole('region', { name: 'Grade' })
  await expect(card.getByRole('heading', { name: 'No grade asserted' })).toBeVisible()
  await expect(card).toContainText('By rule: moderate.')
  await expect(card).toContainText('By the classifier: moderate, 87 %.')
  await expect(page.getByText('Next step')).toHaveCount(0)
  await expect(page.getByText('Macular oedema risk')).toHaveCount(0)
})

test('where the grade comes from can be laid over the photograph', async ({ app }) => {
  await app.open({ with: ['evidence'] })
  const layer = app.page.getByRole('button', { name: /^Grade evidence/ })
  await expect(layer).toHaveAttribute('aria-pressed', 'false')
  await layer.click()
  await expect(layer).toHaveText(/on$/)
})

test('what was looked for and not seen is told apart from what nobody looked for', async ({ app }) => {
  await app.open({ scenario: 'closed' })
  const { page } = app
  await page.getByRole('button', { name: /Phantom B.*no referral/ }).click()
  const also = page.getByRole('region', { name: 'Also looked for' })
  await expect(also).toContainText('Not seenMicroaneurysms, Haemorrhages, Hard exudates, Soft exudates')
  await expect(also).toContainText('Not assessed by any model')
  await expect(also).toContainText('glaucoma 11 %')
})

test('lesions that nobody looked for are never called absent', async ({ app }) => {
  await app.open({ with: ['noLesions'] })
  const { page } = app
  await expect(page.getByText('Did not run: lesions; grades by the classifier.')).toBeVisible()
  await expect(page.getByText('No lesion was found')).toHaveCount(0)
  await expect(page.getByRole('heading', { name: 'No grade' })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Also looked for' })).not.toContainText('Not seen')
  await expect(page.getByRole('button', { name: /^Haemorrhages –/ })).toBeVisible()
})

test('hovering a row shows its mark, clicking brings it into the middle', async ({ app }) => {
  await app.open()
  const { page } = app
  const row = page.getByRole('button', { name: firstRow })
  await row.hover()
  await expect(page.locator('.mark-tip')).toContainText('Microaneurysm')
  const zoom = await page
    .getByText(/^\d+ %$/)
    .first()
    .textContent()
  await row.click()
  await expect(row).toHaveAttribute('aria-current', 'true')
  await expect(page.getByText(/^\d+ %$/).first()).not.toHaveText(zoom ?? '')
})

test('J, K, A and X go through the findings and judge them, and undo takes it back', async ({ app }) => {
  await app.open()
  const { page } = app
  await page.keyboard.press('j')
  await page.keyboard.press('a')
  const accept = page.getByRole('button', { name: 'Accept Microaneurysm 1', exact: true })
  await expect(accept).toHaveAttribute('aria-pressed', 'true')
  await page.keyboard.press('j')
  await page.keyboard.press('x')
  await expect(page.getByRole('button', { name: /^Microaneurysm 2,/ })).toHaveCount(0)
  await page.keyboard.press('j')
  await expect(page.getByRole('button', { name: /^Microaneurysm 3,/ })).toHaveAttribute('aria-current', 'true')
  await page.keyboard.press('k')
  await expect(page.getByRole('button', { name: firstRow })).toHaveAttribute('aria-current', 'true')
  await page.keyboard.press('Control+z')
  await expect(page.getByRole('button', { name: /^Microaneurysm 2,/ })).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(accept).toHaveAttribute('aria-pressed', 'false')
  await page.keyboard.press('Control+y')
  await expect(accept).toHaveAttribute('aria-pressed', 'true')
})

test('rejected findings are hidden until asked for, struck out then', async ({ app }) => {
  await app.open()
  const { page } = app
  await page.getByRole('button', { name: 'Reject Microaneurysm 1', exact: true }).click()
  await expect(page.getByRole('button', { name: firstRow })).toHaveCount(0)
  await page.getByRole('switch', { name: 'Show rejected (1)' }).click()
  await expect(page.getByRole('button', { name: /^Microaneurysm 1,.*rejected$/ })).toBeVisible()
})

test('a whole group is accepted at once, and reopened at once', async ({ app }) => {
  await app.open()
  const { page } = app
  await page.getByRole('button', { name: 'Accept all: Haemorrhages' }).click()
  await expect(page.getByRole('button', { name: 'Accept Haemorrhage 3' })).toHaveAttribute('aria-pressed', 'true')
  expect(await app.asked('finding.review')).toMatchObject([{ status: 'confirmed' }])
  await page.keyboard.press('Control+z')
  await expect(page.getByRole('button', { name: 'Accept Haemorrhage 3' })).toHaveAttribute('aria-pressed', 'false')
})

test('a verdict that could not be saved is taken back and said', async ({ app }) => {
  await app.open()
  const { page } = app
  await app.failNext('finding.review', { code: 'database.locked', detail: {}, retryable: true })
  await page.getByRole('button', { name: 'Accept Microaneurysm 1', exact: true }).click()
  await expect(page.getByText('Another program is using the database', { exact: true })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Accept Microaneurysm 1', exact: true })).toHaveAttribute(
    'aria-pressed',
    'false'
  )
})

test('six hundred findings are listed without six hundred rows in the document', async ({ app }) => {
  await app.open({ scenario: 'many' })
  const { page } = app
  const list = page.getByRole('list', { name: 'Findings on this photograph' })
  await expect(list.getByRole('button', { name: firstRow })).toHaveCount(1)
  expect(await list.getByRole('listitem').count()).toBeLessThan(120)
  for (let step = 0; step < 40; step++) await page.keyboard.press('k')
  const current = list.locator('[aria-current]')
  await expect(current).toBeInViewport()
})

test('a signed session can be read and not changed', async ({ app }) => {
  await app.open({ with: ['signed'] })
  const { page } = app
  await expect(page.getByText('The report is signed: nothing can be changed until it is reopened.')).toBeVisible()
  await expect(page.getByRole('button', { name: firstRow })).toBeVisible()
  await expect(page.getByRole('button', { name: /^Accept/ })).toHaveCount(0)
  await page.keyboard.press('j')
  await page.keyboard.press('x')
  expect(await app.asked('finding.review')).toEqual([])
})

test('a verdict brings no analysis over again: they never change', async ({ app }) => {
  await app.open()
  const { page } = app
  const verdict = page.getByRole('button', { name: 'Accept all: Haemorrhages' })
  await expect(verdict).toBeVisible()
  const before = (await app.asked('analysis.get')).length
  await verdict.click()
  await expect.poll(async () => (await app.asked('finding.review')).length).toBe(1)
  const session = routes['session.open'].input.parse((await app.asked('session.open'))[0])
  await page.evaluate((changed) => globalThis.fake?.emit('session.changed', changed), session)
  await expect.poll(async () => (await app.asked('session.open')).length).toBeGreaterThan(1)
  expect([before > 0, (await app.asked('analysis.get')).length]).toEqual([true, before])
})
