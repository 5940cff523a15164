/** `npm run screenshots`: takes the README's pictures of the running app, on the demonstration session. */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { withDemonstration } from './demonstration.ts'
import { root, run } from './run.ts'

const folder = join(root, 'resources', 'screenshots')
const SIZE = { width: 1440, height: 900 }
const ANSWER_MS = 60_000

async function picture(window: Page, name: string): Promise<void> {
  await window.mouse.move(2, 2)
  // Toasts and tooltips go, layers arrive.
  await window.waitForTimeout(3000)
  await window.screenshot({ path: join(folder, `${name}.jpg`), type: 'jpeg', quality: 88 })
}

async function ask(window: Page, question: string): Promise<void> {
  await window.getByRole('textbox', { name: 'Question' }).fill(question)
  await window.keyboard.press('Enter')
  await window
    .getByRole('article', { name: question })
    .getByRole('button', { name: 'Again' })
    .waitFor({ timeout: ANSWER_MS })
}

const show = (window: Page, pane: RegExp): Promise<void> => window.getByRole('tab', { name: pane }).click()

async function takeThem(window: Page): Promise<void> {
  await window.setViewportSize(SIZE)
  await show(window, /^Findings/)
  await picture(window, 'findings')
  await show(window, /^Measurements/)
  await picture(window, 'measure')
  await show(window, /^Ask/)
  await ask(window, 'What was found, and where?')
  await ask(window, 'Why this grade?')
  await picture(window, 'chat')
  await show(window, /^Report/)
  await picture(window, 'report')
}

await mkdir(folder, { recursive: true })
const built = await run('electron-vite', ['build', '--logLevel', 'warn'])
if (built.code !== 0) process.exit(built.code)
await withDemonstration(({ window }) => takeThem(window))
