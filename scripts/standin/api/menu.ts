import { EmulatedEmitter } from '../emulated-emitter.ts'
import { guarded, notEmulated } from '../page/not-emulated.ts'
import { app } from './app.ts'
import { BrowserWindow } from './browser-window.ts'

type Click = (item: MenuItem, window: BrowserWindow | null, event: object) => void

type ItemOptions = {
  readonly id?: string
  readonly label?: string
  readonly sublabel?: string
  readonly toolTip?: string
  readonly role?: string
  readonly type?: 'normal' | 'separator' | 'submenu' | 'checkbox' | 'radio'
  readonly accelerator?: string
  readonly enabled?: boolean
  readonly visible?: boolean
  readonly checked?: boolean
  readonly submenu?: Menu | readonly ItemOptions[]
  readonly click?: Click
}

const roleActions: Readonly<Record<string, (window: BrowserWindow | null) => void>> = {
  quit: () => app.quit(),
  close: (window) => window?.close(),
  minimize: (window) => window?.minimize(),
  togglefullscreen: (window) => window?.setFullScreen(!window.isFullScreen()),
  reload: (window) => window?.webContents.reload()
}

const submenuOf = (submenu: ItemOptions['submenu']): Menu | undefined =>
  submenu === undefined || submenu instanceof Menu ? submenu : Menu.buildFromTemplate(submenu)

/** Electron's MenuItem. `click()` is what a test calls in the place of a mouse. */
export class MenuItem {
  readonly id: string
  readonly role: string | undefined
  readonly type: NonNullable<ItemOptions['type']>
  readonly accelerator: string | undefined
  readonly submenu: Menu | undefined
  readonly sublabel: string
  readonly toolTip: string
  label: string
  enabled: boolean
  visible: boolean
  checked: boolean
  menu: Menu | undefined
  readonly #onClick: Click | undefined

  constructor(options: ItemOptions) {
    this.submenu = submenuOf(options.submenu)
    this.id = options.id ?? ''
    this.role = options.role?.toLowerCase()
    this.type = options.type ?? (this.submenu === undefined ? 'normal' : 'submenu')
    this.accelerator = options.accelerator
    this.sublabel = options.sublabel ?? ''
    this.toolTip = options.toolTip ?? ''
    this.label = options.label ?? options.role ?? ''
    this.enabled = options.enabled ?? true
    this.visible = options.visible ?? true
    this.checked = options.checked ?? false
    this.#onClick = options.click
  }

  click(event: object = {}, window: BrowserWindow | null = BrowserWindow.getFocusedWindow()): void {
    if (this.type === 'checkbox') this.checked = !this.checked
    if (this.type === 'radio') this.menu?.checkRadio(this)
    if (this.role === undefined) return this.#onClick?.(this, window, event)
    const act = roleActions[this.role]
    if (act === undefined) throw notEmulated(`the menu role ${this.role}`)
    act(window)
  }
}
Object.setPrototypeOf(
  MenuItem.prototype,
  guarded({}, () => 'MenuItem')
)

let applicationMenu: Menu | null = null

/** Electron's Menu, without looks. */
export class Menu extends EmulatedEmitter {
  readonly items: MenuItem[] = []

  constructor() {
    super(['menu-will-show', 'menu-will-close'])
  }

  append(item: MenuItem): void {
    this.insert(this.items.length, item)
  }

  insert(position: number, item: MenuItem): void {
    item.menu = this
    this.items.splice(position, 0, item)
  }

  getMenuItemById(id: string): MenuItem | null {
    for (const item of this.items) {
      const found = item.id === id ? item : item.submenu?.getMenuItemById(id)
      if (found !== undefined && found !== null) return found
    }
    return null
  }

  popup(): void {
    this.emit('menu-will-show', {})
  }

  closePopup(): void {
    this.emit('menu-will-close', {})
  }

  /** Radio items that stand side by side are one group. */
  checkRadio(chosen: MenuItem): void {
    const index = this.items.indexOf(chosen)
    const from = this.items.findLastIndex((item, at) => at < index && item.type !== 'radio') + 1
    const after = this.items.findIndex((item, at) => at > index && item.type !== 'radio')
    for (const item of this.items.slice(from, after < 0 ? undefined : after)) item.checked = item === chosen
  }

  static buildFromTemplate(template: readonly (ItemOptions | MenuItem)[]): Menu {
    const menu = new Menu()
    for (const entry of template) menu.append(entry instanceof MenuItem ? entry : new MenuItem(entry))
    return menu
  }

  static setApplicationMenu(menu: Menu | null): void {
    applicationMenu = menu
  }

  static getApplicationMenu(): Menu | null {
    return applicationMenu
  }
}
