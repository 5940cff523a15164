import { expect, test } from '../windowTest.ts'

test('everything is there again after a restart, as it was left', async ({ app }) => {
  await app.open()
  const { page } = app
  await page.keyboard.press(']')
  await page.keyboard.press('2')
  await page.keyboard.press('r')
  await page.keyboard.press('g')
  await page.keyboard.press('0')
  await page
    .getByRole('region', { name: 'Layers' })
    .getByRole('button', { name: /Haemorrhages/ })
    .click()
  await expect.poll(async () => JSON.stringify((await app.asked('session.saveView')).at(-1))).toContain('redFree')
  await app.restart()
  await expect(page.getByRole('application', { name: /OD 2, right eye/ })).toBeVisible()
  await expect(page.getByRole('tab', { name: 'Measurements' })).toHaveAttribute('aria-selected', 'true')
  await expect(page.getByRole('button', { name: 'Red-free', exact: true })).toHaveAttribute('aria-pressed', 'true')
  await expect(page.getByRole('button', { name: 'Grid', exact: true })).toHaveAttribute('aria-pressed', 'true')
  await expect(page.getByText('100 %', { exact: true })).toBeVisible()
  await expect(page.getByRole('button', { name: /Haemorrhages/ })).toHaveAttribute('aria-pressed', 'false')
})

test('each session keeps its own view', async ({ app }) => {
  await app.open()
  const { page } = app
  await page.keyboard.press('2')
  await page.getByRole('button', { name: /Phantom B.*no referral/ }).click()
  await expect(page.getByRole('tab', { name: 'Findings' })).toHaveAttribute('aria-selected', 'true')
  await page.getByRole('button', { name: /Phantom A.*refer/ }).click()
  await expect(page.getByRole('tab', { name: 'Measurements' })).toHaveAttribute('aria-selected', 'true')
})

test('the widths of the panes are dragged, kept, and moved by keys', async ({ app }) => {
  await app.open()
  const { page } = app
  const handle = page.getByRole('separator', { name: 'Width of the right pane' })
  const frame = await handle.boundingBox()
  if (!frame) throw new Error('No handle')
  await page.mouse.move(frame.x, frame.y + 300)
  await page.mouse.down()
  await page.mouse.move(frame.x - 120, frame.y + 300, { steps: 5 })
  await page.mouse.up()
  const width = async () => (await page.getByRole('tabpanel').boundingBox())?.width ?? 0
  const dragged = await width()
  expect(dragged).toBeGreaterThan(480)
  await expect.poll(async () => (await app.asked('settings.update')).length).toBeGreaterThan(0)
  await app.restart()
  await expect.poll(width).toBeCloseTo(dragged, -1)
  await handle.focus()
  await page.keyboard.press('ArrowRight')
  await expect.poll(width).toBeLessThan(dragged)
})

test('the session list folds in a narrow window and comes back', async ({ app }) => {
  await app.open()
  const { page } = app
  const search = page.getByRole('searchbox', { name: 'Search patients' })
  await page.setViewportSize({ width: 1000, height: 700 })
  await expect(search).toBeHidden()
  await page.getByRole('button', { name: 'Show the session list' }).click()
  await expect(search).toBeVisible()
  await page.keyboard.press('Control+b')
  await expect(search).toBeHidden()
})

test('the palette runs what is typed, and opens sessions', async ({ app }) => {
  await app.open()
  const { page } = app
  await page.keyboard.press('Control+k')
  await page.keyboard.type('red-fr')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Red-free', exact: true })).toHaveAttribute('aria-pressed', 'true')
  await page.keyboard.press('Control+k')
  await page.keyboard.type('phantom b')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: /Phantom B.*no referral/ })).toHaveAttribute('aria-current', 'true')
})

test('a command chosen from the application menu does what its key does', async ({ app }) => {
  await app.open()
  const { page } = app
  await page.evaluate(() => globalThis.fake?.emit('command.chosen', { id: 'pane.report' }))
  await expect(page.getByRole('tab', { name: 'Report' })).toHaveAttribute('aria-selected', 'true')
})

test('the question mark shows all keys', async ({ app }) => {
  await app.open()
  const { page } = app
  await page.keyboard.press('?')
  const dialog = page.getByRole('dialog', { name: 'Keys' })
  await expect(dialog).toContainText('Next finding')
  await expect(dialog).toContainText('Arrow keys, Space and drag')
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
})

test('settings are saved as they are changed', async ({ app }) => {
  await app.open()
  const { page } = app
  await page.keyboard.press('Control+,')
  const dialog = page.getByRole('dialog', { name: 'Settings' })
  await dialog.getByLabel('Theme').selectOption('light')
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light')
  await dialog.getByLabel('Reader').fill('Reader, Third')
  await dialog.getByLabel('CPU threads for the vision engine').fill('3')
  await page.keyboard.press('Escape')
  await expect
    .poll(() => app.asked('settings.update'))
    .toEqual(expect.arrayContaining([{ theme: 'light' }, { reader: 'Reader, Third' }, { threads: 3 }]))
})

test('models are shown with card, checksum and where they run', async ({ app }) => {
  await app.open()
  const { page } = app
  await page.getByRole('contentinfo').getByRole('button', { name: 'Models ready' }).click()
  const dialog = page.getByRole('dialog', { name: 'Models' })
  await expect(dialog).toContainText('Lesions of diabetic retinopathy')
  await expect(dialog).toContainText('ready, checksum matches')
  await expect(dialog).toContainText('CUDA: not usable: no NVIDIA driver was found')
})

test('a database of which nothing is left is begun anew only when asked to', async ({ app }) => {
  await app.page.goto('/?scenario=clinic&with=lost')
  const { page } = app
  await expect(page.getByRole('alert')).toContainText('The database was damaged')
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('alert')).toBeVisible()
  await page.getByRole('button', { name: 'Begin with an empty database' }).click()
  await expect(page.getByRole('navigation', { name: 'Sessions' })).toBeVisible()
})

test('a database that cannot be opened for another reason than before says the new one', async ({ app }) => {
  await app.page.goto('/?scenario=clinic&with=newer')
  const { page } = app
  await expect(page.getByRole('alert')).toContainText('The database was written by a newer version')
  await expect(page.getByRole('button', { name: 'Begin with an empty database' })).toHaveCount(0)
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('alert')).toContainText('The database was damaged')
  await expect(page.getByRole('button', { name: 'Begin with an empty database' })).toBeVisible()
})

test('a database that cannot be written is said in words, and nothing offers to change it', async ({ app }) => {
  await app.open({ with: ['readOnly', 'talk'] })
  const { page } = app
  await expect(page.getByRole('contentinfo')).toContainText('Read only')
  await expect(page.getByRole('button', { name: /^Accept/ })).toHaveCount(0)
  await page.keyboard.press('3')
  await expect(page.getByText('The session cannot be changed')).toBeVisible()
  await page.keyboard.press('4')
  await expect(page.getByRole('button', { name: 'Sign', exact: true })).toBeDisabled()
})

test('a session that is gone leaves the window usable', async ({ app }) => {
  await app.open({ scenario: 'closed' })
  const { page } = app
  await app.failNext('session.open', { code: 'record.notFound', detail: { what: 'session' }, retryable: false })
  await page.getByRole('button', { name: /Phantom A.*refer/ }).click()
  await expect(page.getByText('It is no longer there').first()).toBeVisible()
  await page.getByRole('button', { name: /Phantom B.*no referral/ }).click()
  await expect(page.getByRole('heading', { name: 'No apparent DR' })).toBeVisible()
})
