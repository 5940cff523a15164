import { describe, expect, it } from 'vitest'
import { inSlices } from '../../../src/renderer/src/features/viewer/photo/slices.ts'

const busy = (ms: number) => (): void => {
  const end = performance.now() + ms
  while (performance.now() < end);
}

describe('work in slices', () => {
  it('lets what waits in the window go on between two long pieces', async () => {
    let turns = 0
    const timer = setInterval(() => turns++, 0)
    let seenByLast = 0
    const pieces = [...Array.from({ length: 8 }, () => busy(12)), () => void (seenByLast = turns)]
    await inSlices(pieces, new AbortController().signal)
    clearInterval(timer)
    expect(seenByLast).toBeGreaterThan(0)
  })

  it('stops at the next piece when it is aborted', async () => {
    const abort = new AbortController()
    let done = 0
    const pieces = Array.from({ length: 5 }, () => () => {
      done += 1
      if (done === 2) abort.abort()
    })
    await expect(inSlices(pieces, abort.signal)).rejects.toThrow()
    expect(done).toBe(2)
  })
})
