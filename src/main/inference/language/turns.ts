/** Lets pieces of work follow one another. */
export type Turns = <T>(signal: AbortSignal, work: () => Promise<T>) => Promise<T>

/**
 * Makes a queue in which work waits for all that came before it. Who is aborted while it waits leaves at once.
 * @throws the signal's reason, or what the work throws.
 */
export function createTurns(): Turns {
  let last: Promise<unknown> = Promise.resolve()
  return async (signal, work) => {
    const before = last
    const { promise: over, resolve: end } = Promise.withResolvers<void>()
    last = Promise.all([before, over])
    try {
      await untilAborted(before, signal)
      return await work()
    } finally {
      end()
    }
  }
}

async function untilAborted(waited: Promise<unknown>, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted()
  const { promise: aborted, reject } = Promise.withResolvers<never>()
  const abort = (): void => reject(signal.reason)
  signal.addEventListener('abort', abort, { once: true })
  try {
    await Promise.race([waited, aborted])
  } finally {
    signal.removeEventListener('abort', abort)
  }
}
