/** A change that can be made, with what undoes it: running it answers its inverse. */
export type Action = { readonly name: string; readonly run: () => Promise<Action> }

/** What was done and what was undone, the latest last. */
export type Timeline = { readonly past: readonly Action[]; readonly future: readonly Action[] }

export const emptyTimeline: Timeline = { past: [], future: [] }

const DEPTH = 200

/** After a new change: its inverse can be undone, and what had been undone cannot be redone any more. */
export const recorded = (timeline: Timeline, inverse: Action): Timeline => ({
  past: [...timeline.past, inverse].slice(-DEPTH),
  future: []
})

export type Direction = 'undo' | 'redo'

/** The change that a step in a direction would make. */
export const nextStep = (timeline: Timeline, direction: Direction): Action | undefined =>
  direction === 'undo' ? timeline.past.at(-1) : timeline.future.at(-1)

/** After a step: the inverse of what was run lies on the other side. */
export const stepped = (timeline: Timeline, direction: Direction, inverse: Action): Timeline =>
  direction === 'undo'
    ? { past: timeline.past.slice(0, -1), future: [...timeline.future, inverse] }
    : { past: [...timeline.past, inverse], future: timeline.future.slice(0, -1) }
