import { useEffect, useRef } from 'react'
import { create } from 'zustand'
import type { CommandId } from '#shared/contract/commands.ts'

type Registered = { readonly run: () => void }

/** The commands that can be chosen now; a feature adds its own while it is on the screen. */
export const useCommands = create<{ readonly known: ReadonlyMap<CommandId, Registered> }>(() => ({ known: new Map() }))

/** Runs a command if it can be chosen now. Answers whether it could. */
export function runCommand(id: CommandId): boolean {
  const command = useCommands.getState().known.get(id)
  command?.run()
  return command !== undefined
}

/** Offers a command while the component is mounted and the command is enabled. */
export function useCommand(id: CommandId, run: () => void, enabled = true): void {
  const latest = useRef(run)
  useEffect(() => {
    latest.current = run
  })
  useEffect(() => {
    if (!enabled) return
    const registered: Registered = { run: () => latest.current() }
    useCommands.setState(({ known }) => ({ known: new Map(known).set(id, registered) }))
    return () =>
      useCommands.setState(({ known }) => {
        if (known.get(id) !== registered) return {}
        const rest = new Map(known)
        rest.delete(id)
        return { known: rest }
      })
  }, [id, enabled])
}
