import { CommandId, commands } from '#shared/contract/commands.ts'

type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>

const isMod = ({ ctrlKey, metaKey }: Pressed): boolean => ctrlKey || metaKey

/** A pressed key in the command table's spelling. Shift counts only beside Mod: alone it makes another character. */
function spelled(pressed: Pressed): string {
  const key = pressed.key.length === 1 ? pressed.key.toUpperCase() : pressed.key
  if (!isMod(pressed)) return key
  return `Mod+${pressed.shiftKey ? 'Shift+' : ''}${key}`
}

const byKey: ReadonlyMap<string, CommandId> = new Map(
  CommandId.options.flatMap((id) => commands[id].keys.map((key): [string, CommandId] => [key, id]))
)

/** The command that a key stands for; keys with Alt stand for none. */
export const commandFor = (pressed: Pressed): CommandId | undefined =>
  pressed.altKey ? undefined : byKey.get(spelled(pressed))

/** True where letters are typed: there only keys with Ctrl or Cmd are commands. */
export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('textarea, select, input:not([type=range]):not([type=checkbox])'))

/** Keys that a text field needs for itself. */
const EDITING: ReadonlySet<CommandId> = new Set(['edit.undo', 'edit.redo', 'sessions.toggle'])

/** Whether a command's key may be taken where the focus is. */
export function mayTake(id: CommandId, pressed: Pressed, typing: boolean): boolean {
  if (!typing) return true
  return isMod(pressed) && !EDITING.has(id)
}
