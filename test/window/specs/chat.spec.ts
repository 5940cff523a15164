import type { Page } from '@playwright/test'
import { expect, test } from '../windowTest.ts'

/** Goes to the question box, which is there once the session is. */
const goToBox = async (page: Page) => {
  await page.keyboard.press('/')
  await expect(page.getByRole('textbox', { name: 'Question', exact: true })).toBeFocused()
}

const ask = async (page: Page, question: string) => {
  await goToBox(page)
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
  await goToBox(page)
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

test('a question is edited in its place on the keyboard, asked again, and comes back by undo', async ({ app }) => {
  await app.open({ with: ['talk'] })
  const { page } = app
  const questions = () => page.getByRole('article').evaluateAll((turns) => turns.map((turn) => turn.ariaLabel))
  await page.keyboard.press('3')
  const first = page.getByRole('article', { name: 'Why moderate and not severe?' })
  await first.getByRole('button', { name: 'Edit' }).press('Enter')
  await expect(first.getByRole('textbox')).toBeFocused()
  await expect(first.getByRole('textbox')).toBeInViewport()
  await page.keyboard.press('Escape')
  await expect(first.getByRole('textbox')).toHaveCount(0)
  await first.getByRole('button', { name: 'Edit' }).click()
  await first.getByRole('textbox').fill('Why not severe?')
  await page.keyboard.press('Enter')
  await expect.poll(questions).toEqual(['Why not severe?', 'Are the exudates close to the fovea?'])
  await expect(page.getByRole('article', { name: 'Why not severe?' })).toContainText('cannot rule severe disease out.')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(questions).toEqual(['Why moderate and not severe?', 'Are the exudates close to the fovea?'])
  await page.getByRole('region', { name: 'Conversation' }).focus()
  await page.keyboard.press('Control+Shift+z')
  await expect.poll(questions).toEqual(['Why not severe?', 'Are the exudates close to the fovea?'])
})

test('the up arrow in the empty box edits the last question', async ({ app }) => {
  await app.open({ with: ['talk'] })
  const { page } = app
  await page.keyboard.press('3')
  await expect(page.getByRole('article')).toHaveCount(2)
  await goToBox(page)
  await page.keyboard.press('ArrowUp')
  await expect(page.getByRole('textbox', { name: 'Question, to be worded anew' })).toBeFocused()
  await page.keyboard.type(' Really?')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('article', { name: 'Are the exudates close to the fovea? Really?' })).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Question', exact: true })).toBeFocused()
})

test('a question of another session is found by its words and gone to', async ({ app }) => {
  await app.open({ with: ['talk'] })
  const { page } = app
  await page
    .getByRole('navigation')
    .getByRole('button', { name: /Phantom B/ })
    .first()
    .click()
  await page.keyboard.press('Control+Shift+f')
  await expect(page.getByText('questions and answers of all sessions are searched')).toBeVisible()
  await page.keyboard.type('zebra')
  await expect(page.getByText('No question or answer holds all of these words.').first()).toBeVisible()
  await page.keyboard.press('Control+a')
  await page.keyboard.type('close to')
  const hit = page.getByRole('option', { name: /Phantom A/ })
  await expect(hit.locator('mark')).toHaveText('close to')
  await page.keyboard.press('Enter')
  const turn = page.getByRole('article', { name: 'Are the exudates close to the fovea?' })
  await expect(turn).toBeFocused()
  await expect(turn).toBeInViewport()
  await expect(turn).toHaveClass(/turn-found/)
  await expect(turn).not.toHaveClass(/turn-found/)
})

test('a search that fails says so and is made again', async ({ app }) => {
  await app.open({ with: ['talk'] })
  const { page } = app
  await page.keyboard.press('3')
  await page.getByRole('button', { name: 'Search conversations' }).click()
  await app.failNext('conversation.search', { code: 'database.locked', detail: {}, retryable: true })
  await page.keyboard.type('severe')
  await expect(page.getByRole('alert')).toBeVisible()
  await page.getByRole('alert').getByRole('button').click()
  await expect(page.getByRole('option', { name: /Why moderate and not severe/ })).toBeVisible()
  expect(await app.asked('conversation.search')).toEqual([{ query: 'severe' }, { query: 'severe' }])
})

test('a conversation is exported from its menu', async ({ app }) => {
  await app.open({ with: ['talk'] })
  const { page } = app
  await page.keyboard.press('3')
  await page.getByRole('button', { name: 'More about this conversation' }).click()
  await page.getByRole('menuitem', { name: 'Export as plain text…' }).click()
  await expect(page.getByText('conversation.txt', { exact: true })).toBeVisible()
  expect(await app.asked('conversation.export')).toMatchObject([{ format: 'text' }])
})

test('a region that was asked about is gone to from its question', async ({ app }) => {
  await app.open()
  const { page } = app
  await expect(page.getByText('Opening the photograph')).toHaveCount(0)
  await page.keyboard.press('b')
  const frame = await app.photograph.boundingBox()
  if (!frame) throw new Error('no photograph')
  await page.mouse.move(frame.x + frame.width / 2, frame.y + frame.height / 2)
  await page.mouse.down()
  await page.mouse.move(frame.x + frame.width / 2 + 60, frame.y + frame.height / 2 + 40)
  await page.mouse.up()
  await page.getByRole('button', { name: 'Ask about this' }).click()
  await page.getByRole('button', { name: 'What is in this region?' }).click()
  const turn = page.getByRole('article', { name: 'What is in this region?' })
  expect(await app.asked('conversation.ask')).toMatchObject([{ scope: { region: { width: expect.any(Number) } } }])
  const before = await app.photograph.screenshot()
  await turn.getByRole('button', { name: 'region' }).press('Enter')
  await expect.poll(async () => (await app.photograph.screenshot()).equals(before)).toBe(false)
})
