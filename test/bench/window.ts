import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { answerOpenDialog } from '#test/e2e/harness/answers.ts'
import { launchApp } from '#test/e2e/harness/launch.ts'
import { type Samples, collector } from './summary.ts'

const RUNS = 3
const photograph = join(import.meta.dirname, '../../resources/demo/IDRiD_49.jpg')

const seconds = (since: number): number => (performance.now() - since) / 1000

/** Resolves when a canvas of the window shows something red: the photograph is painted. */
const painted = (window: Page): Promise<unknown> =>
  window.waitForFunction(() =>
    [...document.querySelectorAll('canvas')].some((canvas) => {
      const { width, height } = canvas
      const pixel = canvas.getContext('2d')?.getImageData(width / 2, height / 2, 1, 1).data
      return pixel !== undefined && (pixel[0] ?? 0) > 40
    })
  )

/** From the start to the worklist, and from a chosen file to its picture, on the built app. */
export async function measureWindow(): Promise<Record<string, Samples>> {
  const figures = collector()
  for (let i = 0; i < RUNS; i++) {
    const userData = mkdtempSync(join(tmpdir(), 'retinadesk-bench-'))
    const started = performance.now()
    const { app, window, close } = await launchApp({ userData })
    try {
      await window.getByRole('searchbox').waitFor()
      figures.add('start.interactive.seconds', seconds(started), 's')
      await answerOpenDialog(app, [photograph])
      await window.getByRole('button', { name: 'New session' }).first().click()
      await window.getByLabel('Family name').fill('Demo')
      const chosen = performance.now()
      await window.getByRole('button', { name: 'Create session' }).click()
      await window.getByRole('button', { name: 'Add photographs' }).first().click()
      await painted(window)
      figures.add('open.first_paint.seconds', seconds(chosen), 's')
    } finally {
      await close()
      rmSync(userData, { recursive: true, force: true })
    }
  }
  return figures.samples()
}
