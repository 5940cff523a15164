import { z } from 'zod'

/** Everything that a menu, the palette or a key can ask for: `area.verb`. Names in resources/i18n/<language>/commands.json. */
export const CommandId = z.enum([
  'session.new',
  'session.search',
  'session.openDemo',
  'image.add',
  'report.export',
  'research.open',
  'settings.open',
  'edit.undo',
  'edit.redo',
  'pane.findings',
  'pane.measure',
  'pane.chat',
  'pane.report',
  'sessions.toggle',
  'theme.toggle',
  'palette.open',
  'view.fit',
  'view.actualSize',
  'view.zoomIn',
  'view.zoomOut',
  'tool.pan',
  'tool.measure',
  'tool.box',
  'filter.redFree',
  'filter.enhance',
  'layers.toggle',
  'grid.toggle',
  'zones.toggle',
  'rejected.toggle',
  'compare.toggle',
  'image.previous',
  'image.next',
  'image.assignRight',
  'image.assignLeft',
  'image.remove',
  'analysis.start',
  'analysis.cancel',
  'finding.next',
  'finding.previous',
  'finding.accept',
  'finding.reject',
  'chat.focus',
  'report.sign',
  'models.open',
  'keys.show'
])
export type CommandId = z.infer<typeof CommandId>

export const menuNames = ['file', 'edit', 'view', 'image', 'findings', 'help'] as const
export type MenuName = (typeof menuNames)[number]

/**
 * Where a command stands and which keys choose it. `Mod` is Ctrl, or Cmd on a Mac. Keys without `Mod` are typed on the
 * photograph or a list, never in a text field: an application menu shows them but does not register them.
 */
export type CommandPlace = { readonly menu: MenuName; readonly keys: readonly string[] }

/** The commands in the order in which menus and the palette list them. */
export const commands: Readonly<Record<CommandId, CommandPlace>> = {
  'session.new': { menu: 'file', keys: ['Mod+N'] },
  'session.search': { menu: 'file', keys: ['Mod+F'] },
  'session.openDemo': { menu: 'file', keys: [] },
  'image.add': { menu: 'file', keys: ['Mod+O'] },
  'report.export': { menu: 'file', keys: ['Mod+E'] },
  'research.open': { menu: 'file', keys: ['Mod+Shift+D'] },
  'settings.open': { menu: 'file', keys: ['Mod+,'] },
  'edit.undo': { menu: 'edit', keys: ['Mod+Z'] },
  'edit.redo': { menu: 'edit', keys: ['Mod+Shift+Z', 'Mod+Y'] },
  'pane.findings': { menu: 'view', keys: ['1'] },
  'pane.measure': { menu: 'view', keys: ['2'] },
  'pane.chat': { menu: 'view', keys: ['3'] },
  'pane.report': { menu: 'view', keys: ['4'] },
  'sessions.toggle': { menu: 'view', keys: ['Mod+B'] },
  'theme.toggle': { menu: 'view', keys: [] },
  'palette.open': { menu: 'view', keys: ['Mod+K'] },
  'view.fit': { menu: 'image', keys: ['F'] },
  'view.actualSize': { menu: 'image', keys: ['0'] },
  'view.zoomIn': { menu: 'image', keys: ['+', '='] },
  'view.zoomOut': { menu: 'image', keys: ['-'] },
  'tool.pan': { menu: 'image', keys: ['P'] },
  'tool.measure': { menu: 'image', keys: ['M'] },
  'tool.box': { menu: 'image', keys: ['B'] },
  'filter.redFree': { menu: 'image', keys: ['R'] },
  'filter.enhance': { menu: 'image', keys: ['E'] },
  'layers.toggle': { menu: 'image', keys: ['L'] },
  'grid.toggle': { menu: 'image', keys: ['G'] },
  'zones.toggle': { menu: 'image', keys: ['Z'] },
  'rejected.toggle': { menu: 'image', keys: [] },
  'compare.toggle': { menu: 'image', keys: ['V'] },
  'image.previous': { menu: 'image', keys: ['['] },
  'image.next': { menu: 'image', keys: [']'] },
  'image.assignRight': { menu: 'image', keys: [] },
  'image.assignLeft': { menu: 'image', keys: [] },
  'image.remove': { menu: 'image', keys: [] },
  'analysis.start': { menu: 'image', keys: [] },
  'analysis.cancel': { menu: 'image', keys: [] },
  'finding.next': { menu: 'findings', keys: ['J'] },
  'finding.previous': { menu: 'findings', keys: ['K'] },
  'finding.accept': { menu: 'findings', keys: ['A'] },
  'finding.reject': { menu: 'findings', keys: ['X'] },
  'chat.focus': { menu: 'findings', keys: ['/'] },
  'report.sign': { menu: 'findings', keys: [] },
  'models.open': { menu: 'help', keys: [] },
  'keys.show': { menu: 'help', keys: ['?'] }
}
