import { rm } from 'node:fs/promises'
import type { TestInfo } from '@playwright/test'
import { test as base, expect } from '@playwright/test'
import type { LaunchedApp, LaunchOptions } from './launch.ts'
import { launchApp } from './launch.ts'

export { expect } from '@playwright/test'
export { answerMessageBox, answerOpenDialog, answerSaveDialog, clickMenuItem, recordShell } from './answers.ts'
export { dropFiles } from './drop.ts'
export { isStandIn } from './executable.ts'
export type { LaunchedApp } from './launch.ts'

type Launch = (options?: Partial<LaunchOptions>) => Promise<LaunchedApp>

/** A launched app and what becomes of its evidence when the test is over. */
type Recorded = { readonly launched: LaunchedApp; readonly settle: () => Promise<void> }

const hasFailed = (testInfo: TestInfo): boolean => testInfo.status !== testInfo.expectedStatus

/** Playwright records traces of browsers by itself, but not of Electron. */
const record = async (launched: LaunchedApp, testInfo: TestInfo, ordinal: number): Promise<Recorded> => {
  const { app } = launched
  const trace = testInfo.outputPath(`trace-${ordinal}.zip`)
  await app.context().tracing.start({ snapshots: true })
  let closed = false
  const close = async (): Promise<void> => {
    if (closed) return
    closed = true
    await app.context().tracing.stop({ path: trace })
    await launched.close()
  }
  const settle = async (): Promise<void> => {
    if (hasFailed(testInfo) && !closed) {
      await testInfo.attach(`window ${ordinal}`, { body: await launched.window.screenshot(), contentType: 'image/png' })
    }
    await close()
    expect.soft(launched.faults.seen(), 'what went wrong unasked').toEqual([])
    // What is attached is copied.
    if (hasFailed(testInfo)) await testInfo.attach(`trace ${ordinal}`, { path: trace, contentType: 'application/zip' })
    await rm(trace)
  }
  return { launched: { ...launched, close }, settle }
}

/**
 * `launchApp` starts the app on this test's own user-data folder, or on another one; the same folder again, after
 * `close()`, is the app started again. Whatever still runs when the test ends is closed. A test fails when anything went
 * wrong that it did not expect, and one that fails keeps a trace and a picture of each window.
 */
export const test = base.extend<{ launchApp: Launch }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads a fixture's needs from its first parameter
  launchApp: async ({}, use, testInfo) => {
    const recorded: Recorded[] = []
    await use(async (options = {}) => {
      const launched = await launchApp({ userData: testInfo.outputPath('user-data'), ...options })
      const entry = await record(launched, testInfo, recorded.length + 1)
      recorded.push(entry)
      return entry.launched
    })
    for (const { settle } of recorded) await settle()
  }
})
