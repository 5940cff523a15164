import { accessSync, constants, realpathSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { unpackBundledChromium } from './chromium-bundle.ts'

/** A Chromium that can be started. */
export type Chromium = {
  readonly executable: string
  /** To be added to the environment of the process. */
  readonly env: Readonly<Record<string, string>>
  /** True for a build that cannot open a window on a display. */
  readonly headlessOnly: boolean
  readonly source: 'environment' | 'installed' | 'npm'
  /** Known beforehand for the npm package alone. */
  readonly version: string | null
}

export type NoChromium =
  | { readonly reason: 'named-one-is-missing'; readonly path: string }
  | { readonly reason: 'none-installed'; readonly platform: string }
  | { readonly reason: 'unpacking-failed'; readonly detail: string }

export type ChromiumSearch =
  { readonly found: true; readonly chromium: Chromium } | { readonly found: false; readonly why: NoChromium }

/** Names a Chromium's executable, or with the value `npm` the one of the npm package. */
export const CHROMIUM_VARIABLE = 'RETINADESK_CHROMIUM'

const commandNames = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge'
] as const

const macApps = ['Chromium', 'Google Chrome', 'Microsoft Edge'] as const

const windowsPrograms = [
  ['Chromium', 'Application', 'chrome.exe'],
  ['Google', 'Chrome', 'Application', 'chrome.exe'],
  ['Microsoft', 'Edge', 'Application', 'msedge.exe']
] as const

const isExecutable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK)
    // A snap sees neither the app's folders nor the debugging pipe.
    return !realpathSync(path).includes('/snap')
  } catch {
    return false
  }
}

const candidates = (platform: NodeJS.Platform, env: NodeJS.ProcessEnv): readonly string[] => {
  if (platform === 'darwin') {
    const folders = ['/Applications', join(env['HOME'] ?? '/', 'Applications')]
    return macApps.flatMap((app) => folders.map((folder) => join(folder, `${app}.app`, 'Contents', 'MacOS', app)))
  }
  if (platform === 'win32') {
    const roots = [env['PROGRAMFILES'], env['PROGRAMFILES(X86)'], env['LOCALAPPDATA']].filter(
      (root) => root !== undefined
    )
    return windowsPrograms.flatMap((parts) => roots.map((root) => join(root, ...parts)))
  }
  const folders = [...(env['PATH'] ?? '').split(delimiter), '/usr/bin', '/usr/local/bin', '/opt/google/chrome']
  return commandNames.flatMap((name) => folders.filter((folder) => folder !== '').map((folder) => join(folder, name)))
}

const plain = (executable: string, source: Chromium['source']): ChromiumSearch => ({
  found: true,
  chromium: { executable, env: {}, headlessOnly: false, source, version: null }
})

const bundled = async (): Promise<ChromiumSearch> => {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    return { found: false, why: { reason: 'none-installed', platform: `${process.platform}-${process.arch}` } }
  }
  try {
    const chromium = await unpackBundledChromium()
    return { found: true, chromium: { ...chromium, headlessOnly: true, source: 'npm' } }
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause)
    return { found: false, why: { reason: 'unpacking-failed', detail } }
  }
}

/**
 * Finds a Chromium: the one that `RETINADESK_CHROMIUM` names, else an installed one, else on Linux x64 the one of the npm
 * package `@sparticuz/chromium`, which brings the system libraries that a bare machine lacks and is unpacked at first use.
 */
export const findChromium = async (env: NodeJS.ProcessEnv = process.env): Promise<ChromiumSearch> => {
  const named = env[CHROMIUM_VARIABLE]
  if (named === 'npm') return bundled()
  if (named !== undefined && named !== '') {
    return isExecutable(named)
      ? plain(named, 'environment')
      : { found: false, why: { reason: 'named-one-is-missing', path: named } }
  }
  const installed = candidates(process.platform, env).find(isExecutable)
  return installed === undefined ? bundled() : plain(installed, 'installed')
}

/** One line for a person who has no Chromium yet. */
export const explainNoChromium = (why: NoChromium): string => {
  switch (why.reason) {
    case 'named-one-is-missing':
      return `${CHROMIUM_VARIABLE} names ${why.path}, which is not an executable file.`
    case 'none-installed':
      return `No Chromium, Chrome or Edge is installed (${why.platform}): install one, or name one in ${CHROMIUM_VARIABLE}.`
    case 'unpacking-failed':
      return `The npm package's Chromium could not be unpacked (${why.detail}): install Chromium, or name one in ${CHROMIUM_VARIABLE}.`
  }
}
