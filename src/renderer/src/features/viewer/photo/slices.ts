/** Longest stretch of work between two pauses, ms: well under a frame. */
const SLICE_MS = 6

const pause = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.addEventListener('message', () => {
      port1.close()
      resolve()
    })
    port1.start()
    port2.postMessage(null)
  })

/**
 * Runs pieces of work one after another and lets the window breathe in between, so that none of it holds up a frame.
 * @throws the signal's reason when it is aborted
 */
export async function inSlices(pieces: Iterable<() => void>, signal: AbortSignal): Promise<void> {
  let began = performance.now()
  for (const piece of pieces) {
    signal.throwIfAborted()
    piece()
    if (performance.now() - began < SLICE_MS) continue
    await pause()
    began = performance.now()
  }
}

/** Longest wait for a frame, ms: a window that is not seen draws none. */
const FRAME_MS = 200

/** Resolves when what was just handed to the page has been drawn. */
export const afterPaint = (): Promise<void> =>
  new Promise((resolve) => {
    const unseen = setTimeout(resolve, FRAME_MS)
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        clearTimeout(unseen)
        resolve()
      })
    )
  })
