import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ElectronApplication } from '@playwright/test'
import { afterAll } from 'vitest'
import { standInExecutable } from '#test/e2e/harness/executable.ts'
import type { LaunchedApp, LaunchOptions } from '#test/e2e/harness/launch.ts'
import { launchApp, startApp } from '#test/e2e/harness/launch.ts'

/** What the fixture app's preload exposes to its page. */
export type FixtureApi = {
  readonly process: { readonly type: string; readonly sandboxed: boolean; readonly argv: readonly string[] }
  readonly echo: (value: unknown) => Promise<unknown>
  readonly fail: () => Promise<never>
  readonly unknown: () => Promise<never>
  readonly sender: () => Promise<Readonly<Record<string, unknown>>>
  readonly sendAndReply: (value: unknown) => Promise<unknown>
  readonly subscribe: (listener: (news: unknown) => void) => () => void
  readonly add: (a: number, b: number) => number
  readonly callLater: (callback: (ask: () => Promise<string>) => void) => void
  readonly throwNow: () => never
  readonly pathOf: (file: unknown) => string
  readonly sendSync: () => unknown
  readonly requireFs: () => unknown
  readonly requireEvents: () => unknown
  readonly nested: { readonly deep: { readonly list: readonly number[] } }
}

const appPath = join(import.meta.dirname, 'app')
const executable = { isStandIn: true, executablePath: standInExecutable }

const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

/** An empty folder that is removed after the file's tests. */
export const temporaryFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'standin-test-'))
  folders.push(folder)
  return folder
}

type Options = Partial<LaunchOptions>

/** The fixture app on the stand-in, whatever else is installed. */
export const launchFixture = (options: Options = {}): Promise<LaunchedApp> =>
  launchApp({ userData: temporaryFolder(), appPath, executable, ...options })

/** The same without waiting for a window. */
export const startFixture = (options: Options = {}): Promise<ElectronApplication> =>
  startApp({ userData: temporaryFolder(), appPath, executable, ...options })

/** Runs `act` in the app's main process and gives the message of what it throws. */
export const thrownInMain = (
  app: ElectronApplication,
  act: Parameters<typeof app.evaluate<unknown>>[0]
): Promise<string> =>
  app.evaluate(act).then(
    () => 'nothing was thrown',
    (cause: unknown) => (cause instanceof Error ? cause.message : String(cause))
  )
