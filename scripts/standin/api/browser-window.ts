import { EmulatedEmitter, emitPreventable, preventable } from '../emulated-emitter.ts'
import { forgetWindow, registerWindow } from '../registry.ts'
import { requireReady } from '../runtime.ts'
import { app } from './app.ts'
import type { NativeImage } from './native-image.ts'
import type { Rectangle } from './screen.ts'
import { displayBounds, workArea } from './screen.ts'
import { WebContents } from './web-contents.ts'
import type { WebPreferences } from './web-preferences.ts'
import { checkWebPreferences } from './web-preferences.ts'

/** What has an effect here; options of looks alone are let by. */
type WindowOptions = Partial<Rectangle> & {
  readonly show?: boolean
  readonly title?: string
  readonly minWidth?: number
  readonly minHeight?: number
  readonly fullscreen?: boolean
  readonly webPreferences?: WebPreferences
}

type Shape = 'normal' | 'minimized' | 'maximized' | 'fullscreen'

const events = [
  'ready-to-show',
  'show',
  'hide',
  'focus',
  'blur',
  'close',
  'closed',
  'resize',
  'resized',
  'move',
  'moved',
  'minimize',
  'restore',
  'maximize',
  'unmaximize',
  'enter-full-screen',
  'leave-full-screen',
  'page-title-updated',
  // Never: nobody drags the window, ends the session or turns it by gestures.
  'will-resize',
  'will-move',
  'session-end',
  'query-session-end',
  'app-command',
  'swipe',
  'system-context-menu',
  // Never, though it could: a page that hangs is not noticed.
  'unresponsive',
  'responsive'
] as const

const leaving: Readonly<Record<Shape, string | null>> = {
  normal: null,
  minimized: 'restore',
  maximized: 'unmaximize',
  fullscreen: 'leave-full-screen'
}

const entering: Readonly<Record<Shape, string | null>> = {
  normal: null,
  minimized: 'minimize',
  maximized: 'maximize',
  fullscreen: 'enter-full-screen'
}

const open: BrowserWindow[] = []
let focusedId: number | null = null
let last = 0

/** Electron's BrowserWindow, with one WebContents that fills it. */
export class BrowserWindow extends EmulatedEmitter {
  readonly id = ++last
  readonly webContents: WebContents
  #normalBounds: Rectangle
  #minimum: readonly [number, number]
  #shape: Shape
  #visible = false
  #destroyed = false
  #title: string

  constructor(options: WindowOptions = {}) {
    super(events)
    requireReady('Cannot create BrowserWindow')
    const { x = 0, y = 0, width = 800, height = 600, minWidth = 0, minHeight = 0 } = options
    this.#minimum = [minWidth, minHeight]
    this.#normalBounds = { x, y, width: Math.max(width, minWidth), height: Math.max(height, minHeight) }
    this.#shape = options.fullscreen === true ? 'fullscreen' : 'normal'
    this.#title = options.title ?? app.name
    const preferences = checkWebPreferences(options.webPreferences ?? {})
    open.push(this)
    registerWindow(this)
    this.webContents = new WebContents(preferences, this)
    this.#watch()
    app.emit('web-contents-created', preventable({}), this.webContents)
    app.emit('browser-window-created', preventable({}), this)
    if (options.show !== false) this.show()
  }

  loadURL(url: string): Promise<void> {
    return this.webContents.loadURL(url)
  }

  loadFile(path: string): Promise<void> {
    return this.webContents.loadFile(path)
  }

  reload(): void {
    this.webContents.reload()
  }

  show(): void {
    this.showInactive()
    this.focus()
  }

  showInactive(): void {
    if (this.#visible) return
    this.#visible = true
    this.emit('show')
  }

  hide(): void {
    if (!this.#visible) return
    this.#visible = false
    this.emit('hide')
    this.blur()
  }

  focus(): void {
    if (this.isFocused()) return
    BrowserWindow.getFocusedWindow()?.blur()
    focusedId = this.id
    this.emit('focus')
    app.emit('browser-window-focus', preventable({}), this)
  }

  blur(): void {
    if (!this.isFocused()) return
    focusedId = null
    this.emit('blur')
    app.emit('browser-window-blur', preventable({}), this)
  }

  close(): void {
    if (!this.#destroyed && emitPreventable(this, 'close')) this.destroy()
  }

  /** For the stand-in itself. */
  pageClosed(): void {
    if (this.#destroyed) return
    emitPreventable(this, 'close')
    this.destroy()
  }

  destroy(): void {
    if (this.#destroyed) return
    this.blur()
    this.#destroyed = true
    open.splice(open.indexOf(this), 1)
    this.webContents.destroy()
    this.emit('closed')
    forgetWindow(this)
  }

  minimize(): void {
    this.#reshape('minimized')
  }

  maximize(): void {
    this.#reshape('maximized')
  }

  unmaximize(): void {
    if (this.isMaximized()) this.#reshape('normal')
  }

  restore(): void {
    if (this.isMinimized()) this.#reshape('normal')
  }

  setFullScreen(flag: boolean): void {
    if (flag !== this.isFullScreen()) this.#reshape(flag ? 'fullscreen' : 'normal')
  }

  getBounds(): Rectangle {
    if (this.#shape === 'fullscreen') return displayBounds
    return this.#shape === 'maximized' ? workArea : this.#normalBounds
  }

  setBounds(bounds: Partial<Rectangle>): void {
    const before = this.#normalBounds
    const { x, y, width, height } = { ...before, ...bounds }
    const [minWidth, minHeight] = this.#minimum
    this.#normalBounds = { x, y, width: Math.max(width, minWidth), height: Math.max(height, minHeight) }
    if (x !== before.x || y !== before.y) this.emit('move')
    this.#fit()
  }

  // A window of the stand-in has no frame, so its contents are as large as it is.
  getContentBounds = (): Rectangle => this.getBounds()
  setContentSize = (width: number, height: number): void => this.setBounds({ width, height })
  setSize = (width: number, height: number): void => this.setBounds({ width, height })
  setPosition = (x: number, y: number): void => this.setBounds({ x, y })
  getNormalBounds = (): Rectangle => this.#normalBounds
  getMinimumSize = (): readonly number[] => this.#minimum
  getTitle = (): string => this.#title
  isVisible = (): boolean => this.#visible && this.#shape !== 'minimized'
  isFocused = (): boolean => focusedId === this.id
  isDestroyed = (): boolean => this.#destroyed
  isMinimized = (): boolean => this.#shape === 'minimized'
  isMaximized = (): boolean => this.#shape === 'maximized'
  isFullScreen = (): boolean => this.#shape === 'fullscreen'
  isNormal = (): boolean => this.#shape === 'normal'
  getParentWindow = (): null => null
  capturePage = (): Promise<NativeImage> => this.webContents.capturePage()

  getSize(): readonly number[] {
    const { width, height } = this.getBounds()
    return [width, height]
  }

  getPosition(): readonly number[] {
    const { x, y } = this.getBounds()
    return [x, y]
  }

  setMinimumSize(width: number, height: number): void {
    this.#minimum = [width, height]
    this.setBounds({})
  }

  setTitle(title: string): void {
    this.#title = title
  }

  // Looks, which a page without a frame does not have.
  center(): void {}
  moveTop(): void {}
  flashFrame(): void {}
  removeMenu(): void {}
  setMenu(): void {}
  setMenuBarVisibility(): void {}
  setAutoHideMenuBar(): void {}
  setProgressBar(): void {}
  setBackgroundColor(): void {}
  setIcon(): void {}
  setRepresentedFilename(): void {}
  setDocumentEdited(): void {}
  setTitleBarOverlay(): void {}

  static getAllWindows(): readonly BrowserWindow[] {
    return [...open]
  }

  static getFocusedWindow(): BrowserWindow | null {
    return focusedId === null ? null : BrowserWindow.fromId(focusedId)
  }

  static fromWebContents(contents: WebContents): BrowserWindow | null {
    return open.find((window) => window.webContents === contents) ?? null
  }

  static fromId(id: number): BrowserWindow | null {
    return open.find((window) => window.id === id) ?? null
  }

  #watch(): void {
    this.webContents.once('did-finish-load', () => this.emit('ready-to-show'))
    this.webContents.on('page-title-updated', (_event, title: string, explicit: boolean) => {
      if (emitPreventable(this, 'page-title-updated', title, explicit)) this.#title = title
    })
  }

  #reshape(shape: Shape): void {
    const changes = [leaving[this.#shape], entering[shape]]
    this.#shape = shape
    this.#fit()
    for (const change of changes) if (change !== null) this.emit(change)
  }

  #fit(): void {
    this.webContents.fitTo(this.getBounds())
    this.emit('resize')
  }
}
