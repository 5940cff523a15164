import { existsSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { photographOf } from './harness/ask.ts'
import { barriers, tabTo } from './harness/barriers.ts'
import { answerOpenDialog, answerSaveDialog, expect, test } from './harness/fixture.ts'
import { REAL_PHOTOGRAPH } from './harness/photographs.ts'
import { PATIENT, analysed, answered, stages } from './harness/user.ts'

const noBarriers = (window: Page, where: string): Promise<void> =>
  test.step(`no barriers: ${where}`, async () => expect(await barriers(window)).toEqual([]))

async function createSession(window: Page): Promise<void> {
  await window.keyboard.press('Control+n')
  const dialog = window.getByRole('dialog', { name: 'New session' })
  await tabTo(window, dialog.getByLabel('Family name'))
  await noBarriers(window, 'a new session')
  await window.keyboard.type('Demo')
  await tabTo(window, dialog.getByRole('button', { name: 'Create session' }))
  await window.keyboard.press('Enter')
  await expect(window.getByRole('heading', { name: 'Add photographs' })).toBeVisible()
}

async function judgeTwo(window: Page): Promise<void> {
  await window.keyboard.press('j')
  await window.keyboard.press('a')
  await window.keyboard.press('j')
  await window.keyboard.press('x')
  const judged = async (): Promise<string[]> =>
    (await photographOf(window)).findings.map(({ status }) => status).filter((status) => status !== 'proposed')
  await expect.poll(judged).toEqual(expect.arrayContaining(['confirmed', 'rejected']))
}

async function askAndPick(window: Page): Promise<void> {
  await window.keyboard.press('/')
  await expect(window.getByRole('textbox', { name: 'Question' })).toBeFocused()
  await window.keyboard.type('What was found?')
  await window.keyboard.press('Enter')
  const turn = window.getByRole('article', { name: 'What was found?' })
  await answered(turn)
  await window.getByRole('region', { name: 'Conversation' }).focus()
  await tabTo(window, turn.getByRole('button', { name: 'To report' }))
  await window.keyboard.press('Enter')
  await expect(turn.getByRole('button', { name: 'In report' })).toBeFocused()
}

async function dialogsWithoutBarriers(window: Page): Promise<void> {
  for (const [name, keys] of [
    ['Settings', 'Control+,'],
    ['Keys', '?'],
    ['Command palette', 'Control+k']
  ] as const) {
    await window.keyboard.press(keys)
    await expect(window.getByRole('dialog', { name })).toBeVisible()
    await noBarriers(window, name)
    await window.keyboard.press('Escape')
    await expect(window.getByRole('dialog')).toHaveCount(0)
  }
}

/** A command by its name, as the palette takes it. */
async function command(window: Page, name: string): Promise<void> {
  await window.keyboard.press('Control+k')
  await expect(window.getByRole('dialog', { name: 'Command palette' })).toBeVisible()
  await window.keyboard.type(name)
  await window.keyboard.press('Enter')
}

test('from the session list to the exported report without a mouse, and no barriers on the way', async ({
  launchApp
}, testInfo) => {
  const { app, window } = await launchApp()
  await expect(window.getByRole('heading', { name: 'No patients yet' })).toBeVisible()
  await noBarriers(window, 'the empty window')
  await test.step('a session', () => createSession(window))

  await answerOpenDialog(app, [REAL_PHOTOGRAPH])
  await window.keyboard.press('Control+o')
  await expect(stages(window)).toBeVisible(PATIENT)
  await noBarriers(window, 'an analysis under way')
  await analysed(window)
  await test.step('two verdicts', () => judgeTwo(window))
  await noBarriers(window, 'findings')
  await window.keyboard.press('2')
  await expect(window.getByRole('row', { name: /^Vessel density/ }).first()).toBeVisible()
  await noBarriers(window, 'measurements')
  await test.step('a question', () => askAndPick(window))
  await noBarriers(window, 'chat')

  const path = testInfo.outputPath('files', 'report.pdf')
  await test.step('the report', async () => {
    await window.keyboard.press('4')
    await tabTo(window, window.getByLabel('Reader', { exact: true }))
    await window.keyboard.type('Reader, Second')
    await noBarriers(window, 'report')
    await answerSaveDialog(app, path)
    await window.keyboard.press('Control+e')
    await expect(window.getByText('Report saved', { exact: true })).toBeVisible(PATIENT)
    expect(existsSync(path)).toBe(true)
    await window.keyboard.press('Escape')
  })

  await window.getByRole('tab', { name: 'Report' }).focus()
  await dialogsWithoutBarriers(window)
  await test.step('the models', async () => {
    await command(window, 'models')
    await expect(window.getByRole('dialog', { name: 'Models' })).toBeVisible()
    await noBarriers(window, 'models')
    await window.keyboard.press('Escape')
  })
  await command(window, 'light')
  await expect(window.locator('html')).toHaveAttribute('data-theme', 'light')
  await window.keyboard.press('1')
  await noBarriers(window, 'findings in the light')
})
