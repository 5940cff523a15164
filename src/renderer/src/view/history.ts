import { create } from 'zustand'
import { noteSaved } from '../ipc/savedAt.ts'
import { text } from '../i18n/text.ts'
import {
  emptyTimeline,
  nextStep,
  recorded,
  stepped,
  type Action,
  type Direction,
  type Timeline
} from './model/timeline.ts'
import { showError, showToast } from './toasts.ts'

export type { Action } from './model/timeline.ts'

/** What can be undone in the open session. */
export const useHistory = create<{ readonly timeline: Timeline; readonly busy: boolean }>(() => ({
  timeline: emptyTimeline,
  busy: false
}))

export const forgetHistory = (): void => useHistory.setState({ timeline: emptyTimeline })

/** Makes a change, keeps its inverse for undo, and says so where the change failed. Answers whether it was made. */
export async function perform(action: Action): Promise<boolean> {
  try {
    const inverse = await action.run()
    useHistory.setState(({ timeline }) => ({ timeline: recorded(timeline, inverse) }))
    noteSaved()
    return true
  } catch (error) {
    showError(error)
    return false
  }
}

/** Makes a change that takes something away, and offers to undo it at once. */
export async function performWithOffer(action: Action, title: string): Promise<void> {
  if (await perform(action)) offerUndo(title)
}

/** Says what was changed, with a button that takes it back. */
export const offerUndo = (title: string): void =>
  showToast({ title, action: { label: text('undo'), run: () => void step('undo') } })

/** Undoes the last change, or makes the last undone one again. */
export async function step(direction: Direction): Promise<void> {
  const { timeline, busy } = useHistory.getState()
  const action = nextStep(timeline, direction)
  if (!action || busy) return
  useHistory.setState({ busy: true })
  try {
    const inverse = await action.run()
    useHistory.setState((state) => ({ timeline: stepped(state.timeline, direction, inverse) }))
    noteSaved()
    const what = direction === 'undo' ? inverse.name : action.name
    showToast({ title: text(direction === 'undo' ? 'undone' : 'redone', { what }) })
  } catch (error) {
    showError(error)
  } finally {
    useHistory.setState({ busy: false })
  }
}
