import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contextFor, memoryFit, memoryNeed, shortage } from '#main/inference/language/memoryNeed.ts'
import { bestOf, threadsToTry, type TriedTuning } from '#main/inference/language/tuning.ts'
import { createTurns } from '#main/inference/language/turns.ts'

const GB = 1e9

describe('the memory that a model needs', () => {
  it('is its file, the cache of its context and some room to compute in', () => {
    // Llama 3 8B in Q4_K_M: 32 layers of 8 key-value heads, 128 wide; half a gigabyte of cache for 4096 tokens.
    const need = memoryNeed({ bytes: 4.92 * GB, cacheBytesPerToken: 32 * 8 * 256 * 2 }, 4096)
    expect(need).toBeGreaterThan(4.92 * GB + 2 ** 29)
    expect(need).toBeLessThan(6.2 * GB)
  })

  it('fits, fits when others make room, or does not', () => {
    const memory = { total: 16 * GB, free: 6 * GB }
    expect([5, 5.5, 14, 15].map((need) => memoryFit(need * GB, memory))).toEqual(['fits', 'tight', 'tight', 'tooLarge'])
    expect([14, 15.04].map((need) => shortage(need * GB, memory)?.neededGb)).toEqual([undefined, 15])
  })

  it('never shrinks with the file or the context', () => {
    const size = fc.integer({ min: 1, max: 1e12 })
    fc.assert(
      fc.property(size, size, fc.integer({ min: 1, max: 8192 }), (one, other, tokens) => {
        const [small, large] = [Math.min(one, other), Math.max(one, other)]
        const needOf = (bytes: number, context: number): number =>
          memoryNeed({ bytes, cacheBytesPerToken: 1000 }, context)
        expect(needOf(small, tokens)).toBeLessThanOrEqual(needOf(large, tokens))
        expect(needOf(small, tokens)).toBeLessThan(needOf(small, tokens + 1))
      })
    )
  })

  it('decides how long the context can be, within what the model was made for', () => {
    const model = { bytes: 1 * GB, cacheBytesPerToken: 500_000, contextLength: 8192 }
    expect(contextFor(model, { total: 8 * GB, free: 4 * GB })).toBe(4096)
    expect(contextFor(model, { total: 8 * GB, free: 2.6 * GB })).toBe(2048)
    expect(contextFor({ ...model, contextLength: 1024 }, { total: 8 * GB, free: 4 * GB })).toBe(1024)
  })
})

const tried = (threads: number, seconds: number): TriedTuning => ({
  backend: 'cpu',
  threads,
  gpuLayers: 0,
  tokensPerSecond: 1 / seconds,
  seconds
})

describe('how a model runs best', () => {
  it('is the quickest way, or one as good with fewer threads', () => {
    expect(bestOf([])).toBeUndefined()
    expect(bestOf([tried(1, 4), tried(2, 2.1), tried(4, 2), tried(8, 3)])?.threads).toBe(2)
    expect(bestOf([tried(1, 4), tried(2, 3), tried(4, 2)])?.threads).toBe(4)
  })

  it('is looked for among numbers of threads that the processor has', () => {
    expect(threadsToTry(1)).toEqual([1])
    expect(threadsToTry(2)).toEqual([1, 2])
    expect(threadsToTry(6)).toEqual([1, 2, 4, 5, 6])
    expect(threadsToTry(64)).toEqual([1, 2, 4, 8, 15, 16])
  })
})

describe('work that waits for its turn', () => {
  const never = new AbortController().signal

  it('goes one after another, past what failed', async () => {
    const inTurn = createTurns()
    const { promise: gate, resolve: open } = Promise.withResolvers<void>()
    const order: string[] = []
    const first = inTurn(never, async () => {
      await gate
      order.push('first')
      throw new Error('failed')
    })
    const second = inTurn(never, async () => order.push('second'))
    open()
    await expect(first).rejects.toThrow('failed')
    await second
    expect(order).toEqual(['first', 'second'])
  })

  it('leaves at once when it is stopped, and holds nobody up', async () => {
    const inTurn = createTurns()
    const { promise: gate, resolve: open } = Promise.withResolvers<void>()
    const first = inTurn(never, () => gate)
    const stop = new AbortController()
    const second = inTurn(stop.signal, () => Promise.reject(new Error('must not run')))
    stop.abort(new Error('stopped'))
    await expect(second).rejects.toThrow('stopped')
    const third = inTurn(never, async () => 'third')
    open()
    await first
    expect(await third).toBe('third')
  })
})
