import { useEffect, useState } from 'react'

const PAUSE_MS = 150

/** What was typed, once typing has paused for a while, ms. */
export function useSettled(typed: string, pause = PAUSE_MS): string {
  const [settled, setSettled] = useState(typed)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(typed), pause)
    return () => clearTimeout(timer)
  }, [typed, pause])
  return settled
}
