import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { answerOpenDialog } from '#test/e2e/harness/answers.ts'
import { type LaunchedApp, launchApp } from '#test/e2e/harness/launch.ts'
import { beginSession } from '#test/e2e/harness/user.ts'
import { type Samples, collector } from './summary.ts'

const RUNS = 3
const photograph = join(import.meta.dirname, '../../resources/demo/IDRiD_49.jpg')

/** Starts the app on a folder of its own, for as long as a body works with it. */
async function withApp(body: (launched: LaunchedApp) => Promise<void>): Promise<void> {
  const userData = mkdtempSync(join(tmpdir(), 'retinadesk-bench-'))
  try {
    const launched = await launchApp({ userData })
    try {
      await body(launched)
    } finally {
      await launched.close()
    }
  } finally {
    rmSync(userData, { recursive: true, force: true })
  }
}

/** From the start of the process to a window that shows what main knows and takes commands. */
export async function measureStart(): Promise<Record<string, Samples>> {
  const figures = collector()
  for (let run = 0; run < RUNS; run++) {
    const started = performance.now()
    await withApp(async ({ window }) => {
      await window.getByRole('heading', { name: 'No patients yet' }).waitFor()
      figures.add('start.interactive.seconds', (performance.now() - started) / 1000, 's')
    })
  }
  return figures.samples()
}

/** Has the page note the seconds from the next key to the frame in which a photograph's middle is seen, by its own clock. */
const watchPaint = (window: Page): Promise<void> =>
  window.evaluate(() => {
    const painted = new Promise<number>((done) => {
      const look = (since: number): void => {
        const canvas = document.querySelector<HTMLCanvasElement>('#photograph canvas')
        const { width = 0, height = 0 } = canvas ?? {}
        const pixel = canvas?.getContext('2d')?.getImageData(width / 2, height / 2, 1, 1).data
        if (pixel && (pixel[0] ?? 0) > 40) done((performance.now() - since) / 1000)
        else requestAnimationFrame(() => look(since))
      }
      globalThis.addEventListener('keydown', () => look(performance.now()), { capture: true, once: true })
    })
    Reflect.set(globalThis, 'painted', painted)
  })

const firstPaint = (window: Page): Promise<number> => window.evaluate(() => Reflect.get(globalThis, 'painted'))

/**
 * From a chosen file of 2048 px to its picture, checked, encrypted and stored on the way. Chosen, not dropped: for the path
 * of a dropped file the stand-in stops the page.
 */
export async function measureOpening(): Promise<Record<string, Samples>> {
  const figures = collector()
  for (let run = 0; run < RUNS; run++) {
    await withApp(async ({ app, window }) => {
      await beginSession(window, 'Opened')
      await answerOpenDialog(app, [photograph])
      await watchPaint(window)
      await window.keyboard.press('Control+o')
      figures.add('open.first_paint.seconds', await firstPaint(window), 's')
    })
  }
  return figures.samples()
}
