import { Menu, type MenuItemConstructorOptions } from 'electron'
import { z } from 'zod'
import { type CommandId, type MenuName, commands, menuNames } from '#shared/contract/commands.ts'

/** The names of menus and commands in the user's language, from the same file as the palette's. */
export const CommandTexts = z.object({
  menu: z.record(z.string(), z.string()),
  name: z.record(z.string(), z.record(z.string(), z.string()))
})
export type CommandTexts = z.infer<typeof CommandTexts>

/** Builds the application menu from the one list of commands; a chosen one goes to the window. */
export function installMenu(texts: CommandTexts, choose: (id: CommandId) => void): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuNames.map((name) => menu(name, texts, choose))))
}

function menu(name: MenuName, texts: CommandTexts, choose: (id: CommandId) => void): MenuItemConstructorOptions {
  const items = Object.entries(commands).filter(([, place]) => place.menu === name)
  const submenu = items.map(([id, place]): MenuItemConstructorOptions => ({
    id,
    label: nameOf(id, texts),
    ...accelerator(place.keys),
    click: () => choose(asCommand(id))
  }))
  return { label: texts.menu[name] ?? name, submenu: [...submenu, ...standardItems(name)] }
}

function nameOf(id: string, texts: CommandTexts): string {
  const [area = '', verb = ''] = id.split('.')
  return texts.name[area]?.[verb] ?? id
}

const asCommand = (id: string): CommandId => {
  const known = Object.keys(commands).find((command): command is CommandId => command === id)
  if (!known) throw new RangeError(`No command ${id}`)
  return known
}

/** Keys without Ctrl or Cmd belong to the photograph and the lists: the menu shows them, the window listens to them. */
function accelerator(keys: readonly string[]): Pick<MenuItemConstructorOptions, 'accelerator' | 'registerAccelerator'> {
  const [first] = keys
  if (first === undefined) return {}
  return { accelerator: first.replace('Mod', 'CommandOrControl'), registerAccelerator: first.includes('Mod') }
}

function standardItems(name: MenuName): MenuItemConstructorOptions[] {
  if (name === 'file') return [{ type: 'separator' }, { role: 'quit' }]
  if (name === 'edit')
    return [{ type: 'separator' }, { role: 'cut' }, { role: 'copy' }, { role: 'paste' }, { role: 'selectAll' }]
  return name === 'view' ? [{ type: 'separator' }, { role: 'togglefullscreen' }] : []
}
