import { setTimeout as wait } from 'node:timers/promises'

/** The time, and waiting for it. */
export type Clock = {
  /** Milliseconds since some moment. */
  readonly now: () => number
  /** @throws the signal's reason when it aborts. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>
}

export const systemClock: Clock = {
  now: Date.now,
  sleep: async (ms, signal) => {
    signal.throwIfAborted()
    if (ms <= 0) return
    await wait(ms, undefined, { signal }).catch(() => signal.throwIfAborted())
  }
}
