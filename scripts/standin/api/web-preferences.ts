import { notEmulated } from '../page/not-emulated.ts'

/** The preferences of a window that the stand-in can honour. */
export type WebPreferences = {
  readonly preload?: string
  readonly additionalArguments?: readonly string[]
  readonly [name: string]: unknown
}

// What the stand-in always does, and so the only value that it can promise.
const fixed: Readonly<Record<string, unknown>> = {
  contextIsolation: true,
  sandbox: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  webviewTag: false,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  navigateOnDragDrop: false,
  javascript: true,
  images: true,
  offscreen: false,
  zoomFactor: 1
}

// What makes no difference to a page of the stand-in.
const indifferent: ReadonlySet<string> = new Set([
  'preload',
  'additionalArguments',
  'devTools',
  'spellcheck',
  'backgroundThrottling',
  'safeDialogs',
  'disableDialogs',
  'textAreasAreResizable',
  'webgl',
  'plugins',
  'autoplayPolicy',
  'v8CacheOptions',
  'enableWebSQL',
  'scrollBounce'
])

/** Throws for a preference that the stand-in cannot honour. */
export const checkWebPreferences = (preferences: WebPreferences): WebPreferences => {
  for (const [name, value] of Object.entries(preferences)) {
    if (value === undefined || indifferent.has(name)) continue
    if (!(name in fixed) || fixed[name] !== value) throw notEmulated(`webPreferences.${name}: ${JSON.stringify(value)}`)
  }
  return preferences
}
