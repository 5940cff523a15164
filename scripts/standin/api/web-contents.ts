import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Page } from '../chromium/open-page.ts'
import { fitPage, openPage } from '../chromium/open-page.ts'
import type { PdfOptions } from '../chromium/print-to-pdf.ts'
import { printToPdf } from '../chromium/print-to-pdf.ts'
import { EmulatedEmitter, preventable } from '../emulated-emitter.ts'
import type { NewWindow, ToPage } from '../page/messages.ts'
import { emulated, notEmulated } from '../page/not-emulated.ts'
import { fromNetworkUrl } from '../page/scheme-url.ts'
import { forgetOwner, registerOwner } from '../registry.ts'
import { browserConnection, launch } from '../runtime.ts'
import { app } from './app.ts'
import type { MessagePortMain } from './message-port.ts'
import { createPortRelay } from './message-port.ts'
import type { NativeImage } from './native-image.ts'
import { imageOf } from './native-image.ts'
import { nativeTheme, preferredColorScheme } from './native-theme.ts'
import { createNavigation } from './navigation.ts'
import { dispatchPageMessage } from './page-messages.ts'
import { readPreload } from './preload-file.ts'
import { standardSchemes } from './protocol.ts'
import type { Rectangle } from './screen.ts'
import { defaultSession } from './session.ts'
import { webContentsEvents } from './web-contents-events.ts'
import { createMainFrame } from './web-frame-main.ts'
import type { WebPreferences } from './web-preferences.ts'

type WindowVerdict = { readonly action: 'allow' | 'deny' }
type WindowOpenHandler = (window: NewWindow) => WindowVerdict

/** The window that shows the contents. */
type ContentsWindow = {
  readonly getBounds: () => Rectangle
  readonly close: () => void
  /** The page was closed from outside, and nothing can keep it. */
  readonly pageClosed: () => void
}

const consoleLevels: Readonly<Record<string, string>> = { error: 'error', warning: 'warning', debug: 'debug' }

const open = new Map<number, WebContents>()
let last = 0

/** Tells the page the colours that `nativeTheme` asks for. */
async function applyColorScheme({ session }: Page): Promise<void> {
  const features = [{ name: 'prefers-color-scheme', value: preferredColorScheme() }]
  await session.send('Emulation.setEmulatedMedia', { features })
}

/** Electron's WebContents: a page of Chromium with the preload's world in it. */
export class WebContents extends EmulatedEmitter {
  readonly id = ++last
  readonly session = defaultSession
  readonly mainFrame: object
  readonly relay = createPortRelay('main', (traffic) => this.post(traffic))
  readonly #navigation = createNavigation(this)
  readonly #preferences: WebPreferences
  readonly #window: ContentsWindow
  readonly #page: Promise<Page>
  readonly #setColorScheme = () => this.#tell(applyColorScheme)
  #target: Page | null = null
  #windowOpenHandler: WindowOpenHandler | null = null
  #title = ''
  #crashed = false
  #destroyed = false

  constructor(preferences: WebPreferences, window: ContentsWindow) {
    super(webContentsEvents)
    this.#preferences = preferences
    this.#window = window
    this.mainFrame = createMainFrame(this)
    open.set(this.id, this)
    this.#page = this.#open(window.getBounds())
    // A page that could not be opened was closed while it opened.
    this.#page.catch(() => window.pageClosed())
    nativeTheme.on('updated', this.#setColorScheme)
  }

  async loadURL(url: string): Promise<void> {
    await this.#navigation.load(await this.#page, url)
  }

  loadFile(path: string): Promise<void> {
    return this.loadURL(pathToFileURL(resolve(launch().appPath, path)).href)
  }

  getURL(): string {
    return this.#navigation.url()
  }

  getTitle(): string {
    return this.#title
  }

  isLoading(): boolean {
    return this.#navigation.isLoading()
  }

  isCrashed(): boolean {
    return this.#crashed
  }

  isDestroyed(): boolean {
    return this.#destroyed
  }

  isFocused(): boolean {
    return WebContents.getFocused() === this
  }

  isDevToolsOpened(): boolean {
    return false
  }

  getZoomFactor(): number {
    return 1
  }

  getZoomLevel(): number {
    return 0
  }

  /** Chromium is started without throttling, so there is nothing to switch off. */
  setBackgroundThrottling(): void {}

  focus(): void {
    this.emit('focus')
  }

  reload(): void {
    this.#tell(({ session }) => session.send('Page.reload'))
  }

  send(channel: string, ...args: readonly unknown[]): void {
    this.post({ kind: 'send', channel, args, ports: [] })
  }

  postMessage(channel: string, message: unknown, transfer: readonly MessagePortMain[] = []): void {
    this.post({ kind: 'send', channel, args: [message], ports: transfer.map(this.relay.give) })
  }

  setWindowOpenHandler(handler: WindowOpenHandler): void {
    this.#windowOpenHandler = handler
  }

  async executeJavaScript(code: string, userGesture = false): Promise<unknown> {
    const { session } = await this.#page
    const expression = { expression: code, awaitPromise: true, returnByValue: true, userGesture }
    const { result, exceptionDetails } = await session.send('Runtime.evaluate', expression)
    if (exceptionDetails === undefined) return result.value
    throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
  }

  async printToPDF(options: PdfOptions = {}): Promise<Buffer> {
    const { session } = await this.#page
    return printToPdf(session, options)
  }

  async capturePage(): Promise<NativeImage> {
    const { session } = await this.#page
    const { data } = await session.send('Page.captureScreenshot', { format: 'png' })
    return imageOf(Buffer.from(data, 'base64'))
  }

  forcefullyCrashRenderer(): void {
    this.#tell(({ session }) => session.send('Page.crash').catch(() => {}))
  }

  close(): void {
    this.#window.close()
  }

  /** The rest is for the stand-in itself. */

  post(message: ToPage): void {
    if (this.#destroyed || (this.getURL() === '' && !this.isLoading())) return
    this.#target?.channel.post(message)
  }

  openWindow(window: NewWindow): void {
    const asked = { ...window, url: fromNetworkUrl(window.url), referrer: { url: this.getURL(), policy: 'default' } }
    if (this.#windowOpenHandler?.(asked).action !== 'deny') throw notEmulated('a window that a page opens')
  }

  reportPreloadError(error: Error): void {
    console.error(`Unable to load preload script: ${this.#preferences.preload}`, error)
    this.emit('preload-error', preventable({}), this.#preferences.preload, error)
  }

  allowsNavigation(url: string): boolean {
    return this.#navigation.allows(url)
  }

  fitTo(bounds: Rectangle): void {
    this.#tell((page) => fitPage(page, bounds))
  }

  destroy(): void {
    if (this.#destroyed) return
    this.#destroyed = true
    open.delete(this.id)
    nativeTheme.off('updated', this.#setColorScheme)
    this.emit('destroyed')
    this.#tell(({ targetId }) => {
      forgetOwner(targetId)
      return browserConnection()
        .browser.send('Target.closeTarget', { targetId })
        .catch(() => {})
    })
  }

  static all(): readonly WebContents[] {
    return [...open.values()]
  }

  static getFocused(): WebContents | null {
    return WebContents.all().at(-1) ?? null
  }

  static ofTarget(targetId: string): WebContents | undefined {
    return WebContents.all().find((contents) => contents.#target?.targetId === targetId)
  }

  async #open(bounds: Rectangle): Promise<Page> {
    const page = await openPage({
      bounds,
      preload: this.#readPreload(),
      schemes: standardSchemes(),
      argv: this.#preferences.additionalArguments ?? [],
      onMessage: (message) => dispatchPageMessage(this, message)
    })
    this.#target = page
    registerOwner(page.targetId, this)
    this.#navigation.watch(page)
    this.#watch(page)
    if (preferredColorScheme() !== '') await applyColorScheme(page)
    return page
  }

  #readPreload(): string | null {
    const { preload } = this.#preferences
    if (preload === undefined) return null
    try {
      return readPreload(preload)
    } catch (cause) {
      const error = cause instanceof Error ? cause : new Error(String(cause))
      setImmediate(() => this.reportPreloadError(error))
      return null
    }
  }

  #watch({ session, targetId }: Page): void {
    session.on('Inspector.targetCrashed', () => {
      this.#crashed = true
      const details = { reason: 'crashed', exitCode: 133 }
      this.emit('render-process-gone', preventable({}), details)
      app.emit('render-process-gone', preventable({}), this, details)
    })
    session.on('Inspector.targetReloadedAfterCrash', () => {
      this.#crashed = false
    })
    session.on('Runtime.consoleAPICalled', ({ type, args, stackTrace }) => {
      const [frame] = stackTrace?.callFrames ?? []
      const message = args.map(({ value, description }) => String(value ?? description)).join(' ')
      const level = consoleLevels[type] ?? 'info'
      const at = { lineNumber: (frame?.lineNumber ?? -1) + 1, sourceId: fromNetworkUrl(frame?.url ?? '') }
      this.emit('console-message', preventable({ level, message, ...at, frame: this.mainFrame }))
    })
    const { browser } = browserConnection()
    browser.on('Target.targetDestroyed', (gone) => gone.targetId === targetId && this.#window.pageClosed())
    browser.on('Target.targetInfoChanged', ({ targetInfo }) => {
      if (targetInfo.targetId !== targetId || targetInfo.title === this.#title) return
      this.#title = targetInfo.title
      this.emit('page-title-updated', preventable({}), this.#title, true)
    })
  }

  /** For what is to happen to the page once there is one; a page that went away needs nothing any more. */
  #tell(act: (page: Page) => Promise<unknown>): void {
    this.#page.then(act).catch((cause: unknown) => {
      if (!this.#destroyed) throw cause
    })
  }
}

/** Electron's `webContents`. */
export const webContents = emulated('webContents', {
  getAllWebContents: () => WebContents.all(),
  getFocusedWebContents: () => WebContents.getFocused(),
  fromId: (id: number) => open.get(id),
  fromDevToolsTargetId: (targetId: string) => WebContents.ofTarget(targetId)
})
