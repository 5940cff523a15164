import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Interface } from 'node:readline'
import { createInterface } from 'node:readline'
import { Duplex, Readable } from 'node:stream'
import type { Chromium } from '../../chromium.ts'
import { CdpConnection } from './cdp-connection.ts'

export type ChromiumOptions = {
  readonly chromium: Chromium
  readonly profile: string
  readonly headed: boolean
  /** Opens a port for Playwright too, beside the pipe. */
  readonly debuggingPort: boolean
  readonly sandbox: boolean
  readonly switches: readonly string[]
}

/** Chromium, running. */
export type ChromiumProcess = {
  readonly connection: CdpConnection
  /** The address of the debugging port, when one was asked for. */
  readonly endpoint: string | null
  /** Settles when Chromium is gone, wanted or not. */
  readonly exited: Promise<void>
  readonly close: () => Promise<void>
}

// The switches that keep a desktop browser's own services, prompts and updates out of an app's window.
const quietSwitches = [
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-backgrounding-occluded-windows',
  '--disable-background-timer-throttling',
  '--disable-renderer-backgrounding',
  '--disable-breakpad',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-dev-shm-usage',
  '--disable-extensions',
  '--disable-field-trial-config',
  '--disable-sync',
  '--disable-features=HttpsUpgrades,MediaRouter,OptimizationHints,PaintHolding,Translate',
  '--force-color-profile=srgb',
  '--hide-crash-restore-bubble',
  '--metrics-recording-only',
  '--mute-audio',
  '--password-store=basic',
  '--use-mock-keychain'
] as const

// Electron lets a page of `file:` load its modules, fonts and workers from there; Chromium takes each for a stranger.
const fileAccess = '--allow-file-access-from-files'

/** What the window shows that Chromium opens on a display by itself. */
export const appWindowUrl = 'data:text/html,'

const closeLimit = 3_000

const switchesFor = ({ profile, headed, debuggingPort, sandbox, switches }: ChromiumOptions): string[] => [
  '--remote-debugging-pipe',
  ...(debuggingPort ? ['--remote-debugging-port=0'] : []),
  `--user-data-dir=${profile}`,
  // On a display it begins with a window that has neither tabs nor an address, which the app's first one takes over.
  ...(headed ? [`--app=${appWindowUrl}`] : ['--headless=new', '--no-startup-window']),
  // The second one keeps a window from warning of the first.
  ...(sandbox ? [] : ['--no-sandbox', ...(headed ? ['--test-type'] : [])]),
  ...quietSwitches,
  fileAccess,
  ...switches
]

type Pipes = { readonly errors: Readable; readonly output: Duplex; readonly input: Duplex }

const pipesOf = ({ stdio: [, , errors, output, input] }: ChildProcess): Pipes => {
  if (!(errors instanceof Readable && output instanceof Duplex && input instanceof Duplex)) {
    throw new Error('Chromium was started without its pipes')
  }
  return { errors, output, input }
}

const debuggingEndpoint = (lines: Interface): Promise<string> =>
  new Promise((resolve) => {
    lines.on('line', (line) => {
      const [, address] = /^DevTools listening on (ws:\S+)/.exec(line) ?? []
      if (address !== undefined) resolve(address)
    })
  })

const lastLines = (lines: Interface, count: number): (() => string) => {
  const kept: string[] = []
  lines.on('line', (line) => {
    if (kept.push(line) > count) kept.shift()
  })
  return () => kept.join('\n')
}

const closer = (child: ChildProcess, connection: CdpConnection, exited: Promise<void>) => async (): Promise<void> => {
  const timer = setTimeout(() => child.kill('SIGKILL'), closeLimit)
  connection.browser.send('Browser.close').catch(() => child.kill('SIGKILL'))
  await exited
  clearTimeout(timer)
}

/** Starts Chromium and speaks to it; rejects with its last words when it does not come up. */
export const startChromium = async (options: ChromiumOptions): Promise<ChromiumProcess> => {
  const { executable, env } = options.chromium
  const child = spawn(executable, switchesFor(options), {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
    // In a process group of its own: Ctrl+C in the terminal is for the app, which then closes Chromium.
    detached: true
  })
  await once(child, 'spawn')
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
  })
  // The pipe ends with this process; Chromium's helpers might outlive a process that is killed.
  process.once('exit', () => child.kill('SIGKILL'))
  const { errors, input, output } = pipesOf(child)
  const lines = createInterface({ input: errors })
  const lastWords = lastLines(lines, 20)
  const endpoint = options.debuggingPort ? debuggingEndpoint(lines) : null
  const connection = new CdpConnection(input, output)
  const failed = exited.then((): never => {
    throw new Error(`Chromium (${executable}) did not start:\n${lastWords()}`)
  })
  await Promise.race([connection.browser.send('Browser.getVersion'), failed])
  return {
    connection,
    endpoint: await Promise.race([endpoint, failed]),
    exited,
    close: closer(child, connection, exited)
  }
}
