/** Stops asking an engine that keeps dying, and tries it again after a pause. */
export type Breaker = {
  /** False while the engine is left alone. */
  readonly allows: () => boolean
  readonly succeeded: () => void
  /** An infrastructure failure: a crash, a time-out, a child that never said hello. */
  readonly failed: () => void
}

/** Opens after `limit` failures in a row; lets one attempt through after `pauseMs`. */
export function createBreaker(options: { limit: number; pauseMs: number; now: () => number }): Breaker {
  let failures = 0
  let openedAt = 0
  return {
    allows: () => failures < options.limit || options.now() - openedAt >= options.pauseMs,
    succeeded: () => {
      failures = 0
    },
    failed: () => {
      failures++
      openedAt = options.now()
    }
  }
}
