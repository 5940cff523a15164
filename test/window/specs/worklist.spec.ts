import { expect, test } from '../windowTest.ts'

test('a fresh install says what to do first and offers the demo session with its attribution', async ({ app }) => {
  await app.open({ scenario: 'empty' })
  const { page } = app
  await expect(page.getByRole('heading', { name: 'No patients yet' })).toBeVisible()
  await expect(page.getByText(/IDRiD \(Porwal et al\., 2018\), CC\sBY\s4\.0/)).toBeVisible()
  await page.getByRole('button', { name: 'Open the demo session' }).click()
  await expect(page.getByRole('application', { name: /OD 1, right eye/ })).toBeVisible()
  await expect(page.getByRole('navigation', { name: 'Sessions' })).toContainText('demo')
})

test('sessions stand under their day with their standing, and patients without one are not lost', async ({ app }) => {
  await app.open()
  const { page } = app
  const today = page.getByRole('region', { name: 'Today' })
  await expect(today.getByRole('button', { name: /Phantom A.*refer/ })).toHaveAttribute('aria-current', 'true')
  await expect(today.getByRole('button', { name: /Phantom B.*no referral/ })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Earlier' }).getByRole('button', { name: /signed/ })).toBeVisible()
  await expect(page.getByRole('region', { name: 'No session yet' })).toContainText('Phantom E')
})

test('searching narrows the list, and says when nobody matches', async ({ app }) => {
  await app.open()
  const { page } = app
  await page.keyboard.press('Control+f')
  await page.keyboard.type('0002')
  const list = page.getByRole('navigation', { name: 'Sessions' })
  await expect(list.getByRole('button', { name: /Phantom B/ }).first()).toBeVisible()
  await expect(list.getByText('Demo, Phantom A')).toHaveCount(0)
  await page.getByRole('searchbox', { name: 'Search patients' }).fill('nobody')
  await expect(page.getByRole('heading', { name: 'Nobody of that name' })).toBeVisible()
  await page.getByRole('button', { name: 'Clear the search' }).click()
  await expect(list.getByText('Demo, Phantom A').first()).toBeVisible()
})

test('a list that holds no more says so, and a search finds who is not in it', async ({ app }) => {
  await app.open({ scenario: 'crowded' })
  const { page } = app
  await expect(page.getByText('The first 200 patients are shown. Search to find others.')).toBeAttached()
  await expect(page.getByText('Demo, Phantom 204')).toHaveCount(0)
  await page.getByRole('searchbox', { name: 'Search patients' }).fill('Phantom 204')
  await expect(page.getByText('Demo, Phantom 204')).toBeVisible()
  await expect(page.getByText('The first 200 patients')).toHaveCount(0)
})

test('a known patient beyond the list’s end is found when a session is begun', async ({ app }) => {
  await app.open({ scenario: 'crowded' })
  const { page } = app
  await page.keyboard.press('Control+n')
  const dialog = page.getByRole('dialog', { name: 'New session' })
  await dialog.getByRole('button', { name: 'Known patient' }).click()
  const choice = dialog.getByRole('combobox', { name: 'Patient' })
  await expect(choice.getByRole('option', { name: /Phantom 204/ })).toHaveCount(0)
  await dialog.getByRole('searchbox', { name: 'Search patients' }).fill('Phantom 204')
  await choice.selectOption({ label: 'Demo, Phantom 204 · PH-0204' })
  await dialog.getByRole('searchbox', { name: 'Search patients' }).fill('')
  await dialog.getByRole('button', { name: 'Create session' }).click()
  await expect(page.getByRole('heading', { name: 'Add photographs' })).toBeVisible()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('Phantom 204')
  await expect(page.getByRole('option', { name: /Demo, Phantom 204/ })).toBeVisible()
})

test('a new patient and session are made with the keyboard, after what is missing was said', async ({ app }) => {
  await app.open({ scenario: 'empty' })
  const { page } = app
  await page.keyboard.press('Control+n')
  const dialog = page.getByRole('dialog', { name: 'New session' })
  await dialog.getByRole('button', { name: 'Create session' }).click()
  await expect(dialog.getByText('Enter the family name.')).toBeVisible()
  await dialog.getByLabel('Family name').fill('Demo')
  await dialog.getByLabel('Given name').fill('Keyboard')
  await page.keyboard.press('Enter')
  await expect(dialog).toHaveCount(0)
  await expect(page.getByRole('button', { name: /Demo, Keyboard.*empty/ })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Add photographs' })).toBeVisible()
  expect(await app.asked('patient.create')).toMatchObject([{ familyName: 'Demo', givenName: 'Keyboard', born: null }])
})

test('a session for a known patient comes from the row of that patient', async ({ app }) => {
  await app.open()
  const { page } = app
  await page.getByRole('button', { name: /Phantom B.*no referral/ }).click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'New session for Demo, Phantom B' }).click()
  const dialog = page.getByRole('dialog', { name: 'New session' })
  await expect(dialog.getByRole('combobox', { name: 'Patient' })).toContainText('Demo, Phantom B')
  await dialog.getByRole('button', { name: 'Create session' }).click()
  await expect(dialog).toHaveCount(0)
  expect(await app.asked('patient.create')).toEqual([])
  expect(await app.asked('session.create')).toHaveLength(1)
})

test('a failed creation keeps what was typed and says why', async ({ app }) => {
  await app.open({ scenario: 'empty' })
  const { page } = app
  await page.keyboard.press('Control+n')
  await page.getByLabel('Family name').fill('Demo')
  await app.failNext('patient.create', { code: 'file.diskFull', detail: {}, retryable: true })
  await page.getByRole('button', { name: 'Create session' }).click()
  await expect(page.getByRole('dialog').getByText('The disk is full')).toBeVisible()
  await expect(page.getByLabel('Family name')).toHaveValue('Demo')
})

test('a removed session comes back with undo', async ({ app }) => {
  await app.open()
  const { page } = app
  const row = page.getByRole('button', { name: /Phantom A.*refer/ })
  await row.click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Remove session' }).click()
  await expect(row).toHaveCount(0)
  await expect(page.getByRole('heading', { name: 'No session is open' }).first()).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(row).toHaveAttribute('aria-current', 'true')
})
