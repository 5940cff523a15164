import { emitPreventable, emulatedEmitter, preventable } from '../emulated-emitter.ts'
import { emulated } from '../page/not-emulated.ts'
import { getPath, setPath } from './app-paths.ts'
import { windowEvents, windowsNow } from '../registry.ts'
import { becomeReady, isReady, launch } from '../runtime.ts'
import { hasLock, releaseLock, requestLock } from './single-instance.ts'

// Those of macOS, of networks and of features that the stand-in refuses elsewhere never happen here.
const events = [
  'will-finish-launching',
  'ready',
  'window-all-closed',
  'before-quit',
  'will-quit',
  'quit',
  'second-instance',
  'browser-window-created',
  'web-contents-created',
  'render-process-gone',
  'child-process-gone',
  'activate',
  'open-file',
  'open-url',
  'browser-window-focus',
  'browser-window-blur',
  'certificate-error',
  'select-client-certificate',
  'login',
  'gpu-info-update'
] as const

type Stop = () => Promise<void>

/** What must end before the process does: Chromium and the utility processes. */
const stops: Stop[] = []
export const beforeExit = (stop: Stop): void => {
  stops.push(stop)
}

const readiness = Promise.withResolvers<void>()
const switches = new Map<string, string>()
let quitting = false
let exiting = false

const locale = (): string => process.env['STANDIN_LOCALE'] ?? 'en-GB'

const commandLine = emulated('commandLine', {
  appendSwitch: (name: string, value = '') => {
    switches.set(name, value)
  },
  removeSwitch: (name: string) => {
    switches.delete(name)
  },
  hasSwitch: (name: string) => switches.has(name) || launch().switches.has(name),
  getSwitchValue: (name: string) => switches.get(name) ?? launch().switches.get(name) ?? ''
})

/** The switches that the app's own code asked Chromium to be started with. */
export const appendedSwitches = (): readonly string[] =>
  [...switches].map(([name, value]) => (value === '' ? `--${name}` : `--${name}=${value}`))

const exit = (code = 0): void => {
  if (exiting) return
  quitting = exiting = true
  app.emit('quit', preventable({}), code)
  void Promise.allSettled(stops.map((stop) => stop())).finally(() => process.exit(code))
}

/** Whether the app is on its way out: what it still waited for, such as a page that loads, fails now and means nothing. */
export const isExiting = (): boolean => exiting

const quit = (): void => {
  if (quitting) return
  quitting = true
  quitting = emitPreventable(app, 'before-quit')
  if (!quitting) return
  for (const window of windowsNow()) window.close()
  quitting = windowsNow().length === 0 && emitPreventable(app, 'will-quit')
  if (quitting) exit(0)
}

const requestSingleInstanceLock = (additionalData: unknown = null): boolean =>
  requestLock({ argv: process.argv, workingDirectory: process.cwd(), additionalData }, (news) => {
    app.emit('second-instance', preventable({}), news.argv, news.workingDirectory, news.additionalData)
  })

/** Electron's `app`. */
export const app = emulatedEmitter('app', events, {
  name: '',
  isPackaged: false,
  dock: undefined,
  commandLine,
  whenReady: (): Promise<void> => readiness.promise,
  isReady,
  quit,
  exit,
  focus: () => {},
  getName: (): string => app.name,
  setName: (name: string) => {
    app.name = name
  },
  getVersion: () => launch().appVersion,
  getAppPath: () => launch().appPath,
  getPath,
  setPath,
  setAppLogsPath: (path?: string) => setPath('logs', path ?? getPath('logs')),
  getLocale: locale,
  getSystemLocale: locale,
  getPreferredSystemLanguages: () => [locale()],
  requestSingleInstanceLock,
  hasSingleInstanceLock: hasLock,
  releaseSingleInstanceLock: releaseLock,
  // These change nothing that the stand-in shows.
  enableSandbox: () => {},
  disableHardwareAcceleration: () => {},
  setAppUserModelId: () => {},
  setAboutPanelOptions: () => {},
  isAccessibilitySupportEnabled: () => false
})

windowEvents.on('all-closed', () => {
  if (quitting) return
  if (app.listenerCount('window-all-closed') > 0) app.emit('window-all-closed')
  else quit()
})

/** Takes the name from the app's package; before the app's own code runs. */
export const nameApp = (): void => {
  app.name = launch().appName
}

/** Makes `ready` happen. */
export const announceReady = (): void => {
  becomeReady()
  app.emit('will-finish-launching')
  app.emit('ready', {}, {})
  readiness.resolve()
}
