import { emulated, notEmulated } from '../page/not-emulated.ts'

type Payload = string | Blob | Promise<string | Blob>

/** Electron's ClipboardItem: the forms of one thing on the clipboard, by media type. */
export class ClipboardItem {
  readonly types: string[]
  readonly #items: Readonly<Record<string, Payload>>

  constructor(items: Readonly<Record<string, Payload>>) {
    const custom = Object.keys(items).find((type) => type.startsWith('electron '))
    if (custom !== undefined) throw notEmulated(`the clipboard format '${custom}'`)
    this.#items = items
    this.types = Object.keys(items)
  }

  async getType(type: string): Promise<Blob> {
    const item = this.#items[type]
    if (item === undefined) throw new Error(`The type '${type}' was not found`)
    const payload = await item
    return typeof payload === 'string' ? new Blob([payload], { type }) : payload
  }
}

let contents: readonly ClipboardItem[] = []

const textType = 'text/plain'

const write = (items: readonly ClipboardItem[]): Promise<void> => {
  contents = [...items]
  return Promise.resolve()
}

const itemWith = (type: string): ClipboardItem | undefined => contents.find(({ types }) => types.includes(type))

/** Electron's `clipboard`, of this process alone: neither the system nor the page sees it. */
export const clipboard = emulated('clipboard', {
  read: () => Promise.resolve([...contents]),
  write,
  readText: async () => (await itemWith(textType)?.getType(textType))?.text() ?? '',
  writeText: (text: string) => write([new ClipboardItem({ [textType]: text })]),
  has: (type: string) => Promise.resolve(itemWith(type) !== undefined),
  clear: () => {
    contents = []
  }
})
