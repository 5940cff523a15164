import { useEffect, type RefObject } from 'react'
import { create } from 'zustand'
import type { Turn } from '#shared/domain/conversation.ts'
import type { SessionId, TurnId } from '#shared/domain/ids.ts'
import { openSession, showPane, useOpenView } from '../../view/sessionView.ts'

/** How long a turn that was looked for stays marked, ms. */
const MARKED_MS = 2000

type Wanted = { readonly sessionId: SessionId; readonly turnId: TurnId } | null

type Sought = {
  /** A turn that is to be gone to as soon as its session is there. */
  readonly wanted: Wanted
  /** The turn that was gone to, as long as it is marked. */
  readonly found: TurnId | null
}

const useSought = create<Sought>(() => ({ wanted: null, found: null }))

/** Opens a turn's session and goes to the turn. */
export function goToTurn(wanted: NonNullable<Wanted>): void {
  useSought.setState({ wanted })
  openSession(wanted.sessionId)
}

/** Shows the conversation once the session of a wanted turn has its view back, and forgets one of another session. */
export function useWantedPane(): void {
  const wanted = useSought((state) => state.wanted)
  const { sessionId, restored } = useOpenView()
  useEffect(() => {
    if (wanted === null) return
    if (wanted.sessionId !== sessionId) useSought.setState({ wanted: null })
    else if (restored) showPane('chat')
  }, [wanted, sessionId, restored])
}

/** Brings a wanted turn into sight, gives it the focus, and answers its id for as long as it is marked. */
export function useWantedTurn(frame: RefObject<HTMLElement | null>, turns: readonly Turn[]): TurnId | null {
  const { wanted, found } = useSought()
  const there = wanted !== null && turns.some(({ id }) => id === wanted.turnId)
  useEffect(() => {
    if (!there) return
    const turn = frame.current?.querySelector<HTMLElement>(`[data-turn="${wanted.turnId}"]`)
    turn?.scrollIntoView({ block: 'start' })
    turn?.focus({ preventScroll: true })
    useSought.setState({ wanted: null, found: wanted.turnId })
  }, [there, wanted, frame])
  useEffect(() => {
    if (found === null) return
    const timer = setTimeout(() => useSought.setState({ found: null }), MARKED_MS)
    return () => clearTimeout(timer)
  }, [found])
  return found
}
