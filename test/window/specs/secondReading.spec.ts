import { AxeBuilder } from '@axe-core/playwright'
import type { Locator } from '@playwright/test'
import { expect, test, type Window } from '../windowTest.ts'

const LABEL = 'Model’s own reading, not measured'

const reading = (app: Window): Locator => app.page.getByRole('article', { name: `${LABEL}: OD 1` })
const action = (app: Window): Locator =>
  app.page.getByRole('toolbar', { name: 'Conversation' }).getByRole('button', { name: 'Second reading' })

/** The stages ahead of the first word. */
const STAGES = 2
const SENTENCES = 4

test('is offered only where a second reader was chosen', async ({ app }) => {
  await app.open()
  await app.page.keyboard.press('3')
  await expect(app.page.getByRole('toolbar', { name: 'Conversation' })).toBeVisible()
  await expect(action(app)).toHaveCount(0)
})

test('comes sentence by sentence under its label, and marks what goes against the analysis in words', async ({
  app
}) => {
  await app.open({ with: ['reader'], pace: 'byHand' })
  const { page } = app
  await page.keyboard.press('3')
  await action(app).press('Enter')
  await expect(reading(app).getByRole('heading', { name: LABEL })).toBeVisible()
  await expect(action(app)).toBeDisabled()
  await app.step()
  await expect(reading(app)).toContainText('Loading the model')
  await app.step()
  await expect(reading(app)).toContainText('Looking at the photograph')
  await app.step()
  await expect(reading(app).getByRole('listitem')).toHaveText(['The optic disc is pink with a clear margin.'])
  await app.step(SENTENCES)
  const sentences = reading(app).getByRole('listitem')
  await expect(sentences.nth(1)).toHaveText(/^There are no haemorrhages\.The analysis says: 3 haemorrhages/)
  await expect(sentences.nth(2)).not.toContainText('The analysis says')
  await expect(sentences.nth(3)).toContainText('The analysis says: moderate NPDR')
  await expect(reading(app)).toContainText('2 sentences differ from the analysis.')
  await expect(reading(app)).toContainText('the rest is not checked')
  await expect(reading(app).getByRole('button', { name: 'Edit' })).toHaveCount(0)
  await expect(action(app)).toBeEnabled()
  await expect(page.getByRole('status').filter({ hasText: `${LABEL}: The optic disc` })).toBeAttached()
  expect(await app.asked('conversation.readAgain')).toHaveLength(1)
})

test('what the analysis says beside it lights up on the photograph', async ({ app }) => {
  await app.open({ with: ['reader', 'read'] })
  const { page, photograph } = app
  await page.keyboard.press('3')
  await expect(page.getByText('Opening the photograph')).toHaveCount(0)
  const said = reading(app).getByRole('link', { name: /^3 haemorrhages/ })
  await expect(said).toBeVisible()
  const before = await photograph.screenshot()
  await said.focus()
  await expect(said).toHaveClass(/cite-lit/)
  expect((await photograph.screenshot()).equals(before)).toBe(false)
})

test('is begun from the palette, stopped where it is, and read again', async ({ app }) => {
  await app.open({ with: ['reader'], pace: 'byHand' })
  const { page } = app
  await expect(page.getByText('Opening the photograph')).toHaveCount(0)
  await page.keyboard.press('Control+k')
  await page.keyboard.type('second reading')
  await page.keyboard.press('Enter')
  await app.step(STAGES + 2)
  await expect(reading(app).getByRole('listitem')).toHaveCount(2)
  await reading(app).getByRole('button', { name: 'Stop' }).press('Enter')
  await app.step()
  await expect(reading(app)).toContainText('Stopped before the end.')
  await expect(reading(app)).toContainText('There are no haemorrhages.')
  await reading(app).getByRole('button', { name: 'Again' }).click()
  await app.step(STAGES + SENTENCES + 1)
  await expect(reading(app).getByRole('listitem')).toHaveCount(SENTENCES)
})

test('that fails says what happened and what to do, and cannot be taken into the report', async ({ app }) => {
  await app.open({ with: ['readerFails'] })
  await app.page.keyboard.press('3')
  await action(app).click()
  await expect(reading(app).getByRole('alert')).toContainText('The second reader ended unexpectedly. Read again.')
  await expect(reading(app).getByRole('button', { name: 'To report' })).toBeDisabled()
})

test('keeps its label in the report pane and in the search', async ({ app }) => {
  await app.open({ with: ['reader', 'read'] })
  const { page } = app
  await page.keyboard.press('4')
  const extracts = page.getByRole('region', { name: 'From the conversation' })
  await expect(extracts).toContainText(LABEL)
  await expect(extracts).toContainText('≠ The analysis says: 3 haemorrhages')
  await page.keyboard.press('Control+Shift+f')
  await page.keyboard.type('clear margin')
  await expect(page.getByRole('option', { name: /Phantom A/ })).toContainText(LABEL)
})

test('its reader is chosen and let go under Models, by its two files', async ({ app }) => {
  await app.open()
  const { page } = app
  await page.getByTitle(/Show the models/).click()
  const section = page.getByRole('dialog', { name: 'Models' }).getByRole('region', { name: 'Second reader' })
  await section.getByRole('button', { name: 'Choose its files…' }).press('Enter')
  await expect(section.getByRole('row', { name: /^Model/ })).toContainText('Example VL 7B')
  await expect(section.getByRole('row', { name: /^Projector/ })).toContainText('mmproj-example-vl-f16.gguf')
  await expect(section).toContainText('Both together need about 6.6 GB of memory. fits')
  await page.keyboard.press('Escape')
  await page.keyboard.press('3')
  await expect(action(app)).toBeEnabled()
  await page.getByTitle(/Show the models/).click()
  await section.getByRole('button', { name: 'Remove' }).click()
  await expect(section).toContainText('None is chosen.')
  await page.keyboard.press('Escape')
  await expect(action(app)).toHaveCount(0)
})

for (const theme of ['dark', 'light'])
  test(`is accessible, ${theme}`, async ({ app }) => {
    await app.open({ with: ['reader', 'read', 'talk', ...(theme === 'light' ? ['light'] : [])] })
    await app.page.keyboard.press('3')
    await expect(reading(app)).toBeVisible()
    const { violations } = await new AxeBuilder({ page: app.page }).include('.chat').analyze()
    expect(violations).toEqual([])
    await app.page.getByTitle(/Show the models/).click()
    await expect(app.page.getByRole('region', { name: 'Second reader' })).toContainText('Example VL 7B')
    const inDialog = await new AxeBuilder({ page: app.page }).include('[role=dialog]').analyze()
    expect(inDialog.violations).toEqual([])
  })
