/** Results that may wait for an earlier one, for each piece of work that runs. */
const AHEAD = 4

type Work<T, R> = (item: T, signal: AbortSignal) => Promise<R>

/**
 * Works on items of a source, some at the same time, and yields the results in the source's order. After a failure, or when the
 * reader stops, what still runs is cancelled and waited for.
 * @throws what the source or the work throws.
 */
export async function* inOrder<T, R>(
  source: AsyncIterable<T>,
  { concurrency, signal }: { readonly concurrency: number; readonly signal: AbortSignal },
  work: Work<T, R>
): AsyncGenerator<R, void> {
  const stop = new AbortController()
  const either = AbortSignal.any([signal, stop.signal])
  const slots = createSlots(concurrency)
  const queue: Promise<R>[] = []
  const start = (item: T): void => {
    const result = slots.use(() => {
      either.throwIfAborted()
      return work(item, either)
    })
    // Somebody looks at a failure when its turn comes; until then it must not count as unhandled.
    result.catch(() => undefined)
    queue.push(result)
  }
  try {
    for await (const item of source) {
      start(item)
      const head = queue.length >= (concurrency === 1 ? 1 : AHEAD * concurrency) ? queue.shift() : undefined
      if (head) yield await head
    }
    for (let head = queue.shift(); head; head = queue.shift()) yield await head
  } finally {
    stop.abort()
    await Promise.allSettled(queue)
  }
}

/** Lets so many through at the same time, the others in their order. */
function createSlots(count: number): { readonly use: <R>(work: () => Promise<R>) => Promise<R> } {
  let free = count
  const waiting: (() => void)[] = []
  return {
    use: async (work) => {
      if (free > 0) free--
      else await new Promise<void>((resolve) => waiting.push(resolve))
      try {
        return await work()
      } finally {
        const next = waiting.shift()
        if (next) next()
        else free++
      }
    }
  }
}
