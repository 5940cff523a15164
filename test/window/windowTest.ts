import { test as base, expect, type Locator, type Page } from '@playwright/test'
import type { ErrorData } from '#shared/contract/errors.ts'
import type { FakeFile } from './fake/world.ts'

type Query = {
  readonly scenario?: string
  /** Variations of the scenario, such as `talk` or `signed`. */
  readonly with?: readonly string[]
  /** Whether analyses and answers go on by themselves at once, or step by step when the test says so. */
  readonly pace?: 'atOnce' | 'byHand'
}

/** The window on a fake main, and what a test can ask of it. */
export type Window = {
  readonly page: Page
  readonly open: (query?: Query) => Promise<void>
  /** Closes the app and starts it again, with its settings and views as they were saved. */
  readonly restart: () => Promise<void>
  readonly photograph: Locator
  /** What was asked of main on a route, oldest first. */
  readonly asked: (route: string) => Promise<unknown[]>
  readonly failNext: (route: string, error: ErrorData) => Promise<void>
  /** Does the next stages or pieces that wait. */
  readonly step: (times?: number) => Promise<void>
  readonly choose: (files: readonly FakeFile[]) => Promise<void>
  /** Where on the page the mark of the active photograph's n-th finding lies, with the photograph fitted. */
  readonly markAt: (index: number) => Promise<{ readonly x: number; readonly y: number }>
}

const MARGIN = 10

function windowOn(page: Page): Window {
  const photograph = page.locator('#photograph')
  const ready = async (): Promise<void> => {
    await page.getByText('Decision support for qualified readers.').first().waitFor()
  }
  return {
    page,
    photograph,
    open: async ({ scenario = 'clinic', with: variations = [], pace = 'atOnce' } = {}) => {
      await page.goto(`/?scenario=${scenario}&with=${variations.join(',')}&pace=${pace === 'atOnce' ? '10' : pace}`)
      await ready()
    },
    restart: async () => {
      await page.reload()
      await ready()
    },
    asked: (route) =>
      page.evaluate(
        (wanted) => (globalThis.fake?.calls ?? []).filter((call) => call.route === wanted).map(({ input }) => input),
        route
      ),
    failNext: (route, error) =>
      page.evaluate(([failing, data]) => globalThis.fake?.failNext(failing, data), [route, error] as const),
    step: async (times = 1) => {
      for (let done = 0; done < times; done++)
        await expect.poll(() => page.evaluate(() => globalThis.fake?.step() ?? false)).toBe(true)
    },
    choose: (files) => page.evaluate((chosen) => globalThis.fake?.choose(chosen), files),
    markAt: async (index) => {
      const frame = await photograph.boundingBox()
      const finding = await page.evaluate((at) => {
        const analysis = [...(globalThis.fake?.world.analyses.values() ?? [])][0]
        const box = analysis?.findings[at]?.box
        return analysis && box ? { box, size: analysis.imageSize } : null
      }, index)
      if (!frame || !finding) throw new Error('No such mark')
      const { box, size } = finding
      const scale = Math.min((frame.width - 2 * MARGIN) / size.width, (frame.height - 2 * MARGIN) / size.height)
      return {
        x: frame.x + frame.width / 2 + (box.x + box.width / 2 - size.width / 2) * scale,
        y: frame.y + frame.height / 2 + (box.y + box.height / 2 - size.height / 2) * scale
      }
    }
  }
}

/** Faults that a test expects, by a part of their words. */
type Options = { expectedFaults: string[] }

/** A test of the window; it fails on anything that the page complains of, the security policy included. */
export const test = base.extend<Options & { app: Window }>({
  expectedFaults: [[], { option: true }],
  app: async ({ page, expectedFaults }, use) => {
    const faults: string[] = []
    page.on('pageerror', (error) => faults.push(error.message))
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') faults.push(message.text())
    })
    await use(windowOn(page))
    expect(faults.filter((fault) => !expectedFaults.some((part) => fault.includes(part)))).toEqual([])
  }
})

export { expect } from '@playwright/test'
