import { CommandId, commands } from '#shared/contract/commands.ts'
import { resources } from '../i18n/resources.ts'
import { text } from '../i18n/text.ts'
import { keyLabel } from '../ui/keyLabel.ts'

type Area = CommandId extends `${infer A}.${string}` ? A : never
type VerbIn<A extends Area> = Extract<CommandId, `${A}.${string}`> extends `${A}.${infer V}` ? V : never

// A command without a name does not compile.
resources.en.commands.name satisfies { readonly [A in Area]: { readonly [V in VerbIn<A>]: string } }

export const commandName = (id: CommandId): string => text(`commands:name.${id}`)

/** The first of a command's keys as the keyboard shows it. */
export function commandKey(id: CommandId): string | undefined {
  const [key] = commands[id].keys
  return key === undefined ? undefined : keyLabel(key)
}

export const commandsInOrder: readonly CommandId[] = CommandId.options
