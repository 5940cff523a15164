import type { Page } from '@playwright/test'
import { expect, test } from '../windowTest.ts'

const ask = async (page: Page, question: string) => {
  await page.keyboard.press('/')
  await page.keyboard.type(question)
  await page.keyboard.press('Enter')
}

test('an answer streams in, says who wrote it, and is announced once it is whole', async ({ app }) => {
  await app.open({ pace: 'byHand' })
  const { page } = app
  await ask(page, 'What was found?')
  const turn = page.getByRole('article', { name: 'What was found?' })
  await expect(turn).toContainText('Reading the findings')
  await expect(turn.getByRole('button', { name: 'Stop' })).toBeVisible()
  await app.step(2)
  await expect(turn).toContainText('3 haemorrhages')
  await expect(turn).not.toContainText('microaneurysms')
  await expect(page.getByRole('status').filter({ hasText: 'Answering' })).toBeAttached()
  await app.step(12)
  await expect(turn).toContainText('cannot rule severe disease out.')
  await expect(turn).toContainText('composer · 5 citations')
  await expect(page.getByRole('status').filter({ hasText: 'Answer: I see 3 haemorrhages' })).toBeAttached()
  await expect(page.getByRole('textbox', { name: 'Question' })).toHaveValue('')
})

test('an answer is stopped where it is, and asked again', async ({ app }) => {
  await app.open({ pace: 'byHand' })
  const { page } = app
  await ask(page, 'What was found?')
  const turn = page.getByRole('article', { name: 'What was found?' })
  await app.step(2)
  await turn.getByRole('button', { name: 'Stop' }).click()
  await app.step()
  await expect(turn).toContainText('Stopped before the end.')
  await expect(turn).toContainText('3 haemorrhages')
  await turn.getByRole('button', { name: 'Again' }).click()
  await app.step(14)
  await expect(turn).toContainText('cannot rule severe disease out.')
})

test('hovering a citation lights its place up, following it goes there', async ({ app }) => {
  await app.open({ with: ['talk'] })
  const { page, photograph } = app
  await page.keyboard.press('3')
  await expect(page.getByText('Opening the photograph')).toHaveCount(0)
  const citation = page.getByRole('link', { name: /^0\.8 disc diameters/ }).first()
  const before = await photograph.screenshot()
  await citation.hover()
  await expect(page.locator('.mark-tip')).toContainText('Hard exudate')
  expect((await photograph.screenshot()).equals(before)).toBe(false)
  await citation.click()
  await page.keyboard.press('1')
  await expect(page.locator('.finding-main[aria-current]')).toHaveAccessibleName(/^Hard exudate/)
})

test('a citation of the other photograph turns to it', async ({ app }) => {
  await app.open({ with: ['talk'] })
  const { page } = app
  await page.keyboard.press(']')
  await page.keyboard.press('3')
  await page
    .getByRole('link', { name: /^3 haemorrhages/ })
    .first()
    .click()
  await expect(page.getByRole('application', { name: /OD 1, right eye/ })).toBeVisible()
})

test('pointing at a mark on the photograph lights up what the answer says of it', async ({ app }) => {
  await app.open({ with: ['talk'] })
  const { page } = app
  await page.keyboard.press('3')
  const mark = await app.markAt(10)
  await page.mouse.move(mark.x, mark.y)
  await expect(page.getByRole('link', { name: /^3 haemorrhages/ }).first()).toHaveClass(/cite-lit/)
})

test('a question that was not sent is there again after a restart', async ({ app }) => {
  await app.open()
  const { page } = app
  await page.keyboard.press('/')
  await page.keyboard.type('Half a ques')
  await expect.poll(async () => (await app.asked('session.saveView')).length).toBeGreaterThan(0)
  await app.restart()
  await expect(page.getByRole('textbox', { name: 'Question' })).toHaveValue('Half a ques')
})

test('a question that main refuses stays in the box', async ({ app }) => {
  await app.open()
  const { page } = app
  await app.failNext('conversation.ask', {
    code: 'engine.unavailable',
    detail: { engine: 'language' },
    retryable: true
  })
  await ask(page, 'What was found?')
  await expect(page.getByText('The language engine is not running', { exact: true })).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Question' })).toHaveValue('What was found?')
})

test('a reader who has scrolled up is not moved by new text, and can jump to it', async ({ app }) => {
  await app.open({ with: ['talk'], pace: 'byHand' })
  const { page } = app
  await page.setViewportSize({ width: 1280, height: 640 })
  await page.keyboard.press('3')
  const conversation = page.getByRole('region', { name: 'Conversation' })
  await ask(page, 'And now?')
  await app.step(3)
  await conversation.evaluate((frame) => frame.scrollTo({ top: 0 }))
  await app.step(11)
  await expect(page.getByRole('button', { name: 'New text below' })).toBeVisible()
  expect(await conversation.evaluate((frame) => frame.scrollTop)).toBe(0)
  await page.getByRole('button', { name: 'New text below' }).click()
  await expect(page.getByRole('article', { name: 'And now?' })).toContainText('cannot rule severe disease out.')
  const atEnd = () => conversation.evaluate((frame) => frame.scrollHeight - frame.scrollTop - frame.clientHeight < 2)
  await expect.poll(atEnd).toBe(true)
})

test('an answer is taken into the report and out of it, removed and brought back', async ({ app }) => {
  await app.open({ with: ['talk'] })
  const { page } = app
  await page.keyboard.press('3')
  const turn = page.getByRole('article', { name: 'Are the exudates close to the fovea?' })
  await turn.getByRole('button', { name: 'To report' }).click()
  await expect(turn.getByRole('button', { name: 'In report' })).toHaveAttribute('aria-pressed', 'true')
  await turn.getByRole('button', { name: 'Remove' }).click()
  await expect(turn).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(turn).toBeVisible()
})

test('the whole session can be asked about, and suggestions fit what was found', async ({ app }) => {
  await app.open()
  const { page } = app
  await page.keyboard.press('3')
  await page.getByRole('group', { name: 'What the question is about' }).getByRole('button', { name: 'OD 1' }).click()
  await page.getByRole('button', { name: 'Compare both eyes' }).click()
  await expect(page.getByRole('article', { name: 'Compare both eyes' })).toContainText('whole session')
  expect(await app.asked('conversation.ask')).toMatchObject([{ scope: { imageId: null, region: null } }])
})
