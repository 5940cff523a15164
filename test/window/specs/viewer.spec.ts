import type { Locator, Page } from '@playwright/test'
import { expect, test } from '../windowTest.ts'

const zoom = (page: Page) => page.getByText(/^\d+ %$/).first()
/** How far red and green lie apart near the middle of the photograph, 0 for grey. */
const colourfulness = (page: Page) =>
  page.evaluate(() => {
    const canvas = document.querySelector<HTMLCanvasElement>('#photograph canvas')
    const pixels =
      canvas?.getContext('2d')?.getImageData(canvas.width / 2 - 60, canvas.height / 2 + 60, 20, 20).data ?? []
    let [red, green] = [0, 0]
    for (let at = 0; at < pixels.length; at += 4) {
      red += pixels[at] ?? 0
      green += pixels[at + 1] ?? 0
    }
    return Math.abs(red - green) / (pixels.length / 4)
  })

const centreOf = async (photograph: Locator) => {
  const frame = await photograph.boundingBox()
  if (!frame) throw new Error('No photograph')
  return { x: frame.x + frame.width / 2, y: frame.y + frame.height / 2 }
}

test('wheel, keys, fit and actual size zoom; a drag moves the photograph', async ({ app }) => {
  await app.open()
  const { page, photograph } = app
  const { x, y } = await centreOf(photograph)
  const fitted = await zoom(page).textContent()
  await page.mouse.move(x, y)
  await page.mouse.wheel(0, -400)
  await expect(zoom(page)).not.toHaveText(fitted ?? '')
  const before = await photograph.screenshot()
  await page.mouse.down()
  await page.mouse.move(x + 120, y + 40, { steps: 4 })
  await page.mouse.up()
  expect((await photograph.screenshot()).equals(before)).toBe(false)
  await page.keyboard.press('f')
  await expect(zoom(page)).toHaveText(fitted ?? '')
  await page.keyboard.press('0')
  await expect(zoom(page)).toHaveText('100 %')
  await page.keyboard.press('+')
  await expect(zoom(page)).toHaveText('125 %')
})

test('pointing at a mark shows what it is and lights its row; clicking selects it', async ({ app }) => {
  await app.open()
  const { page } = app
  const mark = await app.markAt(10)
  await page.mouse.move(mark.x, mark.y)
  await expect(page.locator('.mark-tip')).toContainText('Haemorrhage')
  await page.mouse.click(mark.x, mark.y)
  await expect(
    page.getByRole('button', { name: /^Haemorrhage \d/, exact: false }).and(page.locator('[aria-current]'))
  ).toBeVisible()
})

test('layers are hidden one by one and all at once, and faded', async ({ app }) => {
  await app.open()
  const { page, photograph } = app
  const layers = page.getByRole('region', { name: 'Layers' })
  await expect(page.getByText('Opening the photograph')).toHaveCount(0)
  const all = await photograph.screenshot()
  await layers.getByRole('button', { name: /Microaneurysms/ }).click()
  await expect(layers.getByRole('button', { name: /Microaneurysms/ })).toHaveAttribute('aria-pressed', 'false')
  expect((await photograph.screenshot()).equals(all)).toBe(false)
  await page.keyboard.press('l')
  await expect(page.getByText('Layers hidden (L)')).toBeVisible()
  await page.keyboard.press('l')
  await layers.getByRole('button', { name: 'Show opacity sliders' }).click()
  await layers.getByRole('slider', { name: 'Opacity of Arteries, veins' }).fill('80')
  await expect(layers.getByRole('button', { name: /Arteries, veins/ })).toContainText('80 %')
})

test('the grid and the zones are drawn on request', async ({ app }) => {
  await app.open()
  const { page, photograph } = app
  await expect(page.getByText('Opening the photograph')).toHaveCount(0)
  const before = await photograph.screenshot()
  await page.keyboard.press('g')
  await expect(page.getByRole('button', { name: 'Grid', exact: true })).toHaveAttribute('aria-pressed', 'true')
  const withGrid = await photograph.screenshot()
  expect(withGrid.equals(before)).toBe(false)
  await page.keyboard.press('z')
  expect((await photograph.screenshot()).equals(withGrid)).toBe(false)
})

test('red-free is grey, and enhancing keeps the colours', async ({ app }) => {
  await app.open()
  const { page } = app
  await page.keyboard.press('l')
  await page.keyboard.press('r')
  await expect.poll(() => colourfulness(page)).toBeLessThan(2)
  await page.keyboard.press('e')
  await expect(page.getByRole('button', { name: 'Red-free', exact: true })).toHaveAttribute('aria-pressed', 'false')
  await expect.poll(() => colourfulness(page)).toBeGreaterThan(20)
})

test('twenty megapixels are shown and filtered at full size', async ({ app }) => {
  test.slow()
  await app.open({ scenario: 'huge' })
  const { page } = app
  await expect(page.getByText('5472 × 3648 px')).toBeVisible()
  await page.keyboard.press('r')
  await expect(page.getByText(/Opening the photograph|Preparing the filter/)).toHaveCount(0, { timeout: 60_000 })
  await page.keyboard.press('0')
  await page.keyboard.press('l')
  await expect.poll(() => colourfulness(page)).toBeLessThan(2)
})

test('a box is drawn to ask about, and the question then knows its region', async ({ app }) => {
  await app.open()
  const { page, photograph } = app
  const { x, y } = await centreOf(photograph)
  await page.keyboard.press('b')
  await page.mouse.move(x - 60, y - 60)
  await page.mouse.down()
  await page.mouse.move(x + 40, y + 40, { steps: 4 })
  await page.mouse.up()
  await page
    .getByRole('group', { name: 'What to do with the box' })
    .getByRole('button', { name: 'Ask about this' })
    .click()
  await expect(page.getByRole('textbox', { name: 'Question' })).toBeFocused()
  await page.keyboard.type('What is here?')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('article', { name: 'What is here?' })).toContainText('OD 1 · region')
  const [question] = await app.asked('conversation.ask')
  expect(question).toMatchObject({ scope: { region: { width: expect.any(Number) } } })
})

test('a box is drawn on the keyboard alone and becomes a finding of one’s own, with undo and redo', async ({ app }) => {
  await app.open()
  const { page, photograph } = app
  await photograph.focus()
  await page.keyboard.press('b')
  await page.keyboard.press('Enter')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Add finding' }).click()
  await page.getByRole('menuitem', { name: 'Neovascularisation' }).click()
  const row = page.getByRole('button', { name: /^Neovascularisation 1/ })
  await expect(row).toContainText('yours')
  await page.keyboard.press('Control+z')
  await expect(row).toHaveCount(0)
  await page.keyboard.press('Control+Shift+z')
  await expect(row).toBeVisible()
})

test('the calliper is set on the keyboard and let go with escape', async ({ app }) => {
  await app.open()
  const { page, photograph } = app
  await photograph.focus()
  const before = await photograph.screenshot()
  await page.keyboard.press('m')
  await page.keyboard.press('Enter')
  const measured = await photograph.screenshot()
  expect(measured.equals(before)).toBe(false)
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Pan', exact: true })).toHaveAttribute('aria-pressed', 'true')
})

test('two photographs are compared side by side', async ({ app }) => {
  await app.open()
  const { page } = app
  await page.keyboard.press('v')
  await expect(page.getByRole('application')).toHaveCount(2)
  await expect(page.getByRole('combobox', { name: 'Compare with' })).toContainText('OS 1')
  await page.getByRole('button', { name: 'Work on this photograph' }).click()
  await expect(page.locator('#photograph')).toHaveAccessibleName(/OS 1, left eye/)
  await page.getByRole('button', { name: 'Close the comparison' }).click()
  await expect(page.getByRole('application')).toHaveCount(1)
})

test.describe('a photograph that cannot be shown', () => {
  test.use({ expectedFaults: ['Failed to load resource'] })
  test('says so without taking the findings away', async ({ app, page }) => {
    await page.route('**/blob/fa00*', (route) => route.abort())
    await app.open()
    await expect(page.getByRole('alert')).toContainText('The photograph cannot be shown')
    await expect(page.getByRole('heading', { name: /Moderate NPDR/ })).toBeVisible()
  })
})
