import { resolve } from 'node:path'
import type { ElectronApplication, Page } from '@playwright/test'
import { _electron } from '@playwright/test'
import type { Executable } from './executable.ts'
import { findExecutable } from './executable.ts'
import type { Faults } from './faults.ts'
import { watchFaults } from './faults.ts'

const projectRoot = resolve(import.meta.dirname, '..', '..', '..')

export type LaunchOptions = {
  /** The folder with all that the app keeps; the same one again is the same app, started again. */
  readonly userData: string
  readonly env?: Readonly<Record<string, string>>
  readonly args?: readonly string[]
  /** The app's folder: by default the one that the variable `RETINADESK_APP` names, or this project. */
  readonly appPath?: string
  readonly executable?: Executable
}

/** A running app and its first window, loaded. */
export type LaunchedApp = {
  readonly app: ElectronApplication
  readonly window: Page
  readonly userData: string
  readonly faults: Faults
  readonly close: () => Promise<void>
}

const environment = (extra: Readonly<Record<string, string>> = {}): Record<string, string> => {
  const inherited = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return { ...Object.fromEntries(inherited), ...extra }
}

/** Starts the app without waiting for a window. */
export const startApp = (options: LaunchOptions): Promise<ElectronApplication> => {
  const { executablePath } = options.executable ?? findExecutable()
  return _electron.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    args: [
      options.appPath ?? process.env['RETINADESK_APP'] ?? projectRoot,
      `--user-data-dir=${options.userData}`,
      ...(options.args ?? [])
    ],
    cwd: projectRoot,
    env: environment(options.env)
  })
}

/** The app's first window, once it shows the app and no longer the empty page that it begins with. */
export const firstWindow = async (app: ElectronApplication): Promise<Page> => {
  const window = await app.firstWindow()
  await window.waitForURL((url) => url.href !== 'about:blank')
  return window
}

/** Starts the app and waits for its window. */
export const launchApp = async (options: LaunchOptions): Promise<LaunchedApp> => {
  const app = await startApp(options)
  const faults = watchFaults(app)
  try {
    const window = await firstWindow(app)
    return { app, window, userData: options.userData, faults, close: () => app.close() }
  } catch (cause) {
    await app.close()
    throw cause
  }
}
