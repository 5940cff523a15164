import inspector from 'node:inspector'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Chromium } from '../chromium.ts'
import { explainNoChromium, findChromium } from '../chromium.ts'
import { announceReady, app, appendedSwitches, beforeExit, isExiting, nameApp } from './api/app.ts'
import { getPath } from './api/app-paths.ts'
import type { ChromiumProcess } from './chromium/chromium-process.ts'
import { startChromium } from './chromium/chromium-process.ts'
import { appWindowOpened } from './chromium/open-page.ts'
import { preparePageScripts } from './chromium/page-script.ts'
import { refuseDownloads } from './chromium/downloads.ts'
import { interceptRequests } from './chromium/request-interception.ts'
import { electronVersion, installElectronModule } from './electron-hooks.ts'
import type { LaunchArguments } from './launch-arguments.ts'
import { readLaunchArguments } from './launch-arguments.ts'
import { begin, connectBrowser } from './runtime.ts'

// What the launcher runs: it takes Electron's command line and does what Electron's executable does with it.

// The oldest whose pages can write and read base64 by themselves.
const oldestChromium = 140

const chooseChromium = async (): Promise<Chromium> => {
  const search = await findChromium()
  if (!search.found) throw new Error(explainNoChromium(search.why))
  return search.chromium
}

const hasDisplay = (): boolean =>
  process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY'])

/** Whether to open a real window: not for a program that drives the app, unless it asks for one. */
const wantsWindow = (driven: boolean): boolean => {
  const wish = process.env['STANDIN_HEADED']
  return wish === undefined ? !driven && hasDisplay() : wish === '1'
}

/** Makes `process` look as it does in Electron's main process. */
const dressProcess = ({ appArgv }: LaunchArguments): void => {
  process.argv.splice(1, Infinity, ...appArgv)
  const values = {
    type: 'browser',
    defaultApp: true,
    resourcesPath: join(import.meta.dirname, '..', '..', 'resources')
  }
  for (const [name, value] of Object.entries(values)) Object.defineProperty(process, name, { value, enumerable: true })
  Object.defineProperty(process.versions, 'electron', { value: electronVersion(), enumerable: true })
}

const openInspector = (switches: ReadonlyMap<string, string>): void => {
  const port = switches.get('inspect') ?? switches.get('inspect-brk')
  if (port !== undefined) inspector.open(Number(port === '' ? 9229 : port), '127.0.0.1', switches.has('inspect-brk'))
}

const noteVersion = async ({ connection }: ChromiumProcess): Promise<void> => {
  const { product } = await connection.browser.send('Browser.getVersion')
  const version = product.replace(/^.*\//, '')
  if (Number.parseInt(version, 10) < oldestChromium) {
    throw new Error(`Chromium ${oldestChromium} or newer is needed; ${version} was found.`)
  }
  Object.defineProperty(process.versions, 'chrome', { value: version, enumerable: true })
}

const runChromium = async (
  chromium: Chromium,
  headed: boolean,
  switches: ReadonlyMap<string, string>
): Promise<ChromiumProcess> => {
  const starting = startChromium({
    chromium,
    headed,
    profile: join(getPath('sessionData'), 'standin-chromium'),
    debuggingPort: switches.has('remote-debugging-port'),
    // Chromium has no sandbox for root, and the npm package's build none that every kernel lets it have.
    sandbox: !switches.has('no-sandbox') && process.getuid?.() !== 0 && !chromium.headlessOnly,
    switches: appendedSwitches()
  })
  preparePageScripts()
  const running = await starting
  await noteVersion(running)
  return running
}

/** Playwright lets the app go on once it listens to it. */
const driverIsReady = (): Promise<void> =>
  new Promise((resolve) => {
    Reflect.set(globalThis, '__playwright_run', resolve)
  })

const giveUp = (cause: unknown): never => {
  console.error(cause)
  process.exit(1)
}

/**
 * Runs the app's own code, which may still set paths and switches. As in Electron, the start goes on when that code has
 * run, or when it waits for something that only the start can bring, as a module that awaits `app.whenReady()` does.
 */
const runApp = async (entry: string): Promise<void> => {
  const idle = new Promise<void>((resolve) => {
    process.once('beforeExit', () => resolve())
  })
  const ended = (cause: unknown): void => (isExiting() ? undefined : giveUp(cause))
  await Promise.race([import(pathToFileURL(entry).href).catch(ended), idle])
}

const boot = async (): Promise<void> => {
  const args = readLaunchArguments(process.argv.slice(2))
  const driven = args.switches.has('remote-debugging-port')
  const chromium = await chooseChromium()
  const headed = wantsWindow(driven) && !chromium.headlessOnly
  begin({ ...args, headed })
  nameApp()
  dressProcess(args)
  openInspector(args.switches)
  installElectronModule()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => app.quit())
  await runApp(args.entry)
  const running = await runChromium(chromium, headed, args.switches)
  const { browser } = running.connection
  beforeExit(running.close)
  connectBrowser(running.connection)
  await Promise.all([
    browser.send('Target.setDiscoverTargets', { discover: true }),
    interceptRequests(browser),
    refuseDownloads(browser)
  ])
  if (headed) await appWindowOpened(browser)
  void running.exited.then(() => app.exit(1))
  const driver = driven ? driverIsReady() : Promise.resolve()
  if (running.endpoint !== null) process.stderr.write(`DevTools listening on ${running.endpoint}\n`)
  await driver
  announceReady()
}

boot().catch(giveUp)
