import { expect, test } from '../windowTest.ts'

test('measurements stand by zone with unit, interval, reference and how they were calibrated', async ({ app }) => {
  await app.open()
  const { page } = app
  await page.keyboard.press('2')
  const crae = page.getByRole('row', { name: /CRAE \(Knudtson\)/ }).first()
  await expect(crae).toContainText('151 µm')
  await expect(crae).toContainText('estimated')
  await expect(crae).toContainText('146–157')
  await expect(crae).toContainText('within 144–181')
  await expect(page.getByRole('row', { name: /CRVE \(Knudtson\)/ }).first()).toContainText('above 201–264')
  await expect(page.getByRole('columnheader', { name: 'Zone B · OD' })).toBeVisible()
  await expect(page.getByText('* Scale estimated from the disc')).toBeVisible()
})

test('what could not be measured says why', async ({ app }) => {
  await app.open()
  const { page } = app
  await page.keyboard.press('2')
  await expect(page.getByRole('row', { name: /Rim width, inferior/ })).toContainText(
    'Not measurable: the disc is cut by the border.'
  )
})

test('pointing at a measurement shows on the photograph what was measured', async ({ app }) => {
  await app.open()
  const { page, photograph } = app
  await page.keyboard.press('2')
  await expect(page.getByText('Opening the photograph')).toHaveCount(0)
  const before = await photograph.screenshot()
  await page.getByRole('button', { name: 'CRAE (Knudtson)' }).first().hover()
  expect((await photograph.screenshot()).equals(before)).toBe(false)
})

test('a measurement opened tells its method and reference', async ({ app }) => {
  await app.open()
  const { page } = app
  await page.keyboard.press('2')
  await page.getByRole('button', { name: 'CRAE (Knudtson)' }).first().click()
  await expect(page.getByText('knudtson 1, Knudtson 2003')).toBeVisible()
  await expect(page.getByText('144–181 µm, adults, n = 793 (ARVO 2333177)')).toBeVisible()
})

test('arteries and veins are looked at apart, and copied as they are shown', async ({ app, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await app.open()
  const { page } = app
  await page.keyboard.press('2')
  await page.getByRole('button', { name: 'Arteries', exact: true }).click()
  await expect(page.getByRole('row', { name: /CRVE/ })).toHaveCount(0)
  await page.getByRole('button', { name: 'Copy', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Copy as CSV' }).click()
  await expect(page.getByText('Measurements copied', { exact: true })).toBeVisible()
  const csv = await page.evaluate(() => navigator.clipboard.readText())
  expect(csv).toMatch(/^image,region,name,/)
  expect(csv).toContain('OD 1,zoneB,craeKnudtson,artery')
  expect(csv).not.toContain('crveKnudtson')
})

test('another photograph is set beside, and a difference within the noise is said to be so', async ({ app }) => {
  await app.open()
  const { page } = app
  await page.keyboard.press('2')
  const against = page.getByRole('combobox', { name: 'Compare with' })
  await against.selectOption('OS 1')
  await expect(page.getByRole('columnheader', { name: 'OS 1' }).first()).toBeVisible()
  await expect(page.getByRole('columnheader', { name: 'difference' }).first()).toBeVisible()
  const crae = page.getByRole('row', { name: /CRAE \(Knudtson\)/ }).first()
  await expect(crae).toContainText(/no difference|by which the same eye varies/)
  await against.selectOption('Compare with …')
  await expect(page.getByRole('columnheader', { name: 'difference' })).toHaveCount(0)
})

test('an earlier visit is set beside by the photograph of the same eye', async ({ app }) => {
  await app.open()
  const { page } = app
  await page.keyboard.press('2')
  const against = page.getByRole('combobox', { name: 'Compare with' })
  const earlier = against.locator('optgroup[label="Other visits"] option').first()
  await against.selectOption({ label: (await earlier.textContent()) ?? '' })
  await expect(page.getByRole('columnheader', { name: /^\d+ \w+ \d{4}$/ }).first()).toBeVisible()
})
