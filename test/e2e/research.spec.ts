import { existsSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { LIE, leaveUnfinishedRun, ownTable } from '#test/fixtures/datasets/unfinishedRun.ts'
import { barriers, tabTo } from './harness/barriers.ts'
import { answerOpenDialog, answerSaveDialog, expect, recordShell, test } from './harness/fixture.ts'
import { PATIENT } from './harness/user.ts'

const ROWS = 400

const noBarriers = (window: Page, where: string): Promise<void> =>
  test.step(`no barriers: ${where}`, async () => expect(await barriers(window)).toEqual([]))

const panel = (window: Page): Locator => window.getByRole('dialog', { name: 'Research' })

async function press(window: Page, name: string): Promise<void> {
  await tabTo(window, panel(window).getByRole('button', { name, exact: true }))
  await window.keyboard.press('Enter')
}

async function type(window: Page, label: string, text: string): Promise<void> {
  await tabTo(window, panel(window).getByLabel(label))
  await window.keyboard.press('Control+a')
  await window.keyboard.type(text)
}

async function look(window: Page): Promise<void> {
  const grid = panel(window).getByRole('grid', { name: 'First records of the set' })
  await expect(grid.getByRole('row', { name: /^p0/ })).toBeVisible(PATIENT)
  await expect(panel(window).getByText(/^400 records · 399 photographs missing · 399 problems/)).toBeVisible()
  await tabTo(window, grid)
  await window.keyboard.press('ArrowDown')
  await expect(grid.getByRole('row', { selected: true })).toContainText('p1.jpg')
  await expect(panel(window).getByRole('region', { name: 'In words' })).toContainText('Moderate cataract')
  await window.keyboard.press('End')
  await expect(grid.getByRole('row', { selected: true })).toContainText('p99.jpg')
  // Of 100 rows, only those in sight are in the document.
  expect(await grid.getByRole('row').count()).toBeLessThan(60)
  await noBarriers(window, 'records')
  await tabTo(window, panel(window).getByRole('tab', { name: 'Records' }))
  await window.keyboard.press('ArrowRight')
  await expect(panel(window).getByText('Photographs that are not there')).toBeVisible()
  await noBarriers(window, 'problems')
}

test('from the folder of a set to its dialogues by keyboard alone, and what was rejected is told', async ({
  launchApp
}, testInfo) => {
  const data = await ownTable(ROWS)
  const out = testInfo.outputPath('files', 'own.jsonl')
  await leaveUnfinishedRun(data, out)
  const { app, window } = await launchApp()
  await answerOpenDialog(app, [data])
  await answerSaveDialog(app, out)
  const shown = await recordShell(app)

  await expect(window.getByRole('heading', { name: 'No patients yet' })).toBeVisible()
  await window.keyboard.press('Control+Shift+D')
  await expect(panel(window)).toBeVisible()
  await noBarriers(window, 'the empty panel')
  await press(window, 'Choose a folder…')
  await expect(panel(window).getByText(basename(data))).toBeVisible()
  await test.step('the records and the problems', () => look(window))

  await test.step('a run that goes on with an earlier one', async () => {
    await type(window, 'Seed', '7.5')
    await expect(panel(window).getByText('A whole number from 0 to 4294967295')).toBeVisible()
    await expect(panel(window).getByRole('button', { name: 'Run' })).toBeDisabled()
    await type(window, 'Seed', '7')
    await press(window, 'Choose…')
    await expect(panel(window).getByText('An earlier run was cut short here.')).toBeVisible()
    await press(window, 'Run')
    await expect(panel(window).getByRole('heading', { name: '399 of 400 dialogues kept' })).toBeVisible(PATIENT)
  })
  await test.step('what was rejected', async () => {
    const reason = 'A number that the description does not hold'
    await tabTo(window, panel(window).locator('summary', { hasText: reason }))
    await window.keyboard.press('Enter')
    await expect(panel(window).getByText(LIE).first()).toBeVisible()
  })
  await noBarriers(window, 'the report')
  await press(window, 'Show in folder')
  await expect.poll(shown).toEqual([out])
  expect(readFileSync(out, 'utf8').trim().split('\n')).toHaveLength(ROWS - 1)
  for (const name of ['own.descriptions.jsonl', 'own.rejects.jsonl', 'own.card.json']) {
    expect(existsSync(testInfo.outputPath('files', name)), name).toBe(true)
  }

  await window.keyboard.press('Escape')
  await expect(panel(window)).toHaveCount(0)
  await window.keyboard.press('Control+Shift+D')
  await expect(panel(window).getByRole('heading', { name: '399 of 400 dialogues kept' })).toBeVisible()
})

test('a folder without a known set says what is missing', async ({ launchApp }, testInfo) => {
  const { app, window } = await launchApp()
  await answerOpenDialog(app, [testInfo.outputPath()])
  await window.keyboard.press('Control+Shift+D')
  await press(window, 'Choose a folder…')
  await expect(panel(window).getByRole('heading', { name: 'Choose the set that it is' })).toBeVisible(PATIENT)
  await panel(window).getByLabel('Set', { exact: true }).selectOption('aptos2019')
  await expect(panel(window).getByRole('alert')).toContainText('train.csv')
  await noBarriers(window, 'a set that cannot be read')
})
