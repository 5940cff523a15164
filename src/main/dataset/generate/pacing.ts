import type { Clock } from './clock.ts'

/** Lets requests begin no faster than a rate, and none while the other side asks for peace. */
export type Pacer = {
  /** Waits for its turn; the turns are evenly spread. @throws the signal's reason. */
  readonly turn: (signal: AbortSignal) => Promise<void>
  /** Nothing begins for so many milliseconds from now. */
  readonly pause: (ms: number) => void
}

/** @param perMinute requests that may begin in a minute; null for any number. */
export function createPacer(perMinute: number | null, clock: Clock): Pacer {
  const gap = perMinute === null ? 0 : 60_000 / perMinute
  let [next, pausedUntil] = [0, 0]
  return {
    turn: async (signal) => {
      do {
        const at = Math.max(clock.now(), next, pausedUntil)
        next = at + gap
        await clock.sleep(at - clock.now(), signal)
      } while (clock.now() < pausedUntil)
    },
    pause: (ms) => {
      pausedUntil = Math.max(pausedUntil, clock.now() + ms)
    }
  }
}

const FIRST_MS = 1000
const LONGEST_MS = 60_000

/**
 * Milliseconds before a request is made again: doubled with every attempt, and spread over the upper half so that requests which
 * failed together do not come back together ("equal jitter", Brooker, AWS Architecture Blog 2015).
 */
export const backOffMs = (attempt: number, random: () => number): number =>
  (Math.min(LONGEST_MS, FIRST_MS * 2 ** attempt) * (1 + random())) / 2

/** Milliseconds that a `Retry-After` asks for, in seconds or as a date (RFC 9110, 10.2.3); null where it says nothing. */
export function retryAfterMs(header: string | null, now: number): number | null {
  if (header === null || header.trim() === '') return null
  const seconds = Number(header)
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - now
  return Number.isFinite(ms) ? Math.max(0, ms) : null
}
