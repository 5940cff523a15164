import { useEffect } from 'react'
import { runCommand } from '../view/commands.ts'
import { useDialogs } from '../view/dialogs.ts'
import { commandFor, isTyping, mayTake } from './keys.ts'

/** Runs commands by their keys, except while something is typed or a dialog or a menu is open. */
export function useKeys(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing) return
      const busy = useDialogs.getState().open.kind !== 'none' || document.querySelector('[role=menu]') !== null
      const id = commandFor(event)
      if (busy || id === undefined || !mayTake(id, event, isTyping(event.target))) return
      if (runCommand(id)) event.preventDefault()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])
}
