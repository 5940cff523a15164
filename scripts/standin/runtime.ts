import { createCodec } from './page/codec.ts'
import type { CdpConnection } from './chromium/cdp-connection.ts'

/** How the stand-in was started, as far as the emulation depends on it. */
export type Launch = {
  readonly appPath: string
  readonly appName: string
  readonly appVersion: string
  /** `--name` or `--name=value` of the command line, as Chromium's switches. */
  readonly switches: ReadonlyMap<string, string>
  readonly headed: boolean
}

const state: { launch: Launch | null; browser: CdpConnection | null; ready: boolean } = {
  launch: null,
  browser: null,
  ready: false
}

/** Boot fills this in, once each: the launch before the app's own code runs, Chromium before `ready`. */
export const begin = (launch: Launch): void => {
  state.launch = launch
}
export const connectBrowser = (browser: CdpConnection): void => {
  state.browser = browser
}
export const becomeReady = (): void => {
  state.ready = true
}

export const launch = (): Launch => {
  if (state.launch === null) throw new Error("'electron' is for an app that the stand-in's launcher started")
  return state.launch
}

export const isReady = (): boolean => state.ready

/** Throws Electron's words for what may only be used after the app's `ready` event. */
export const requireReady = (what: string): void => {
  if (!state.ready) throw new Error(`${what} before app is ready`)
}

export const browserConnection = (): CdpConnection => {
  if (state.browser === null) throw new Error('Chromium is not running yet')
  return state.browser
}

/** The codec for what goes to and comes from pages. */
export const codec = createCodec({
  encode: (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64'),
  decode: (text) => new Uint8Array(Buffer.from(text, 'base64'))
})
