import { create } from 'zustand'
import type { ImageId, SessionId } from '#shared/domain/ids.ts'
import { DEFAULT_VIEW, type Pane, type SessionView } from '#shared/domain/view.ts'

type OpenView = {
  readonly sessionId: SessionId | null
  readonly view: SessionView
  /** False until the stored view of the session has arrived. */
  readonly restored: boolean
}

/** How the open session is looked at. */
export const useOpenView = create<OpenView>(() => ({ sessionId: null, view: DEFAULT_VIEW, restored: false }))

/** Turns to a session, or to none; its stored view follows with `restoreView`. */
export function openSession(sessionId: SessionId | null): void {
  if (useOpenView.getState().sessionId === sessionId) return
  useOpenView.setState({ sessionId, view: DEFAULT_VIEW, restored: false })
}

/** What the reader has changed before the stored view arrived. */
function changedSince({ pane, unsentQuestion }: SessionView): Partial<SessionView> {
  return {
    ...(pane === DEFAULT_VIEW.pane ? {} : { pane }),
    ...(unsentQuestion === DEFAULT_VIEW.unsentQuestion ? {} : { unsentQuestion })
  }
}

/**
 * Takes the view as the session was left; once for each opening, so that later answers do not undo what was done since. A
 * pane that was turned to and a question that was begun while the session was still loading stay.
 */
export function restoreView(sessionId: SessionId, view: SessionView): void {
  const open = useOpenView.getState()
  if (open.sessionId !== sessionId || open.restored) return
  useOpenView.setState({ view: { ...view, ...changedSince(open.view) }, restored: true })
}

export function changeView(change: (view: SessionView) => SessionView): void {
  useOpenView.setState(({ view }) => ({ view: change(view) }))
}

export const showPane = (pane: Pane): void => changeView((view) => ({ ...view, pane }))
export const showImage = (imageId: ImageId): void => changeView((view) => ({ ...view, imageId }))

/** One part of the open session's view. */
export const useView = <T>(select: (view: SessionView) => T): T => useOpenView((state) => select(state.view))
