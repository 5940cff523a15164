import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createPacer, backOffMs, retryAfterMs } from '#main/dataset/generate/pacing.ts'
import { inOrder } from '#main/dataset/generate/inOrder.ts'
import { draftIn, promptFor } from '#main/dataset/generate/prompt.ts'
import { aDescription, retinopathyFacts } from '#test/fixtures/datasets/descriptions.ts'

const never = new AbortController().signal

async function* items(count: number): AsyncGenerator<number> {
  for (let i = 0; i < count; i++) yield await Promise.resolve(i)
}

async function collected(results: AsyncIterable<number>): Promise<number[]> {
  const all: number[] = []
  for await (const one of results) all.push(one)
  return all
}

const waitTurns = async (turns: number): Promise<void> => {
  for (let i = 0; i < turns; i++) await Promise.resolve()
}

describe('work in order', () => {
  it('yields each result once and in order, and never runs more at a time than allowed', async () => {
    const runs = fc.asyncProperty(
      fc.integer({ min: 1, max: 5 }),
      fc.array(fc.nat({ max: 30 }), { maxLength: 30 }),
      async (concurrency, delays) => {
        let [running, most] = [0, 0]
        const work = async (i: number): Promise<number> => {
          most = Math.max(most, ++running)
          await waitTurns(delays[i] ?? 0)
          running--
          return i
        }
        const all = await collected(inOrder(items(delays.length), { concurrency, signal: never }, work))
        expect(all).toEqual(delays.map((_, i) => i))
        expect(most).toBeLessThanOrEqual(concurrency)
      }
    )
    await fc.assert(runs, { numRuns: 50 })
  })

  it('stops at a failure, cancels what runs and begins nothing more', async () => {
    const begun: number[] = []
    const work = async (i: number, signal: AbortSignal): Promise<number> => {
      begun.push(i)
      if (i === 1) throw new RangeError('no')
      if (i > 1) await new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('stopped'))))
      return i
    }
    const all: number[] = []
    const run = async (): Promise<void> => {
      for await (const one of inOrder(items(50), { concurrency: 3, signal: never }, work)) all.push(one)
    }
    await expect(run()).rejects.toThrow('no')
    expect(all).toEqual([0])
    expect(begun.length).toBeLessThanOrEqual(5)
  })
})

describe('pacing', () => {
  it('doubles a wait up to a minute and spreads it over its upper half', () => {
    expect([0, 1, 2, 3].map((attempt) => backOffMs(attempt, () => 0))).toEqual([500, 1000, 2000, 4000])
    expect(backOffMs(0, () => 1)).toBe(1000)
    expect(backOffMs(40, () => 1)).toBe(60_000)
  })

  it.each([
    ['3', 3000],
    ['0.5', 500],
    ['Sun, 06 Nov 1994 08:49:37 GMT', 37_000],
    ['Sun, 06 Nov 1994 08:40:00 GMT', 0],
    ['soon', null],
    ['', null],
    [null, null]
  ])('reads Retry-After %j as %j ms', (header, ms) => {
    expect(retryAfterMs(header, Date.parse('Sun, 06 Nov 1994 08:49:00 GMT'))).toBe(ms)
  })

  it('lets nobody begin while there is a pause, and spreads those who waited', async () => {
    let now = 0
    const begun: number[] = []
    const clock = { now: () => now, sleep: (ms: number) => Promise.resolve(void (now += Math.max(0, ms))) }
    const pacer = createPacer(60, clock)
    await pacer.turn(never)
    pacer.pause(10_000)
    for (let i = 0; i < 3; i++) {
      await pacer.turn(never)
      begun.push(now)
    }
    expect(begun).toEqual([10_000, 11_000, 12_000])
  })
})

describe('what a model is asked and answers', () => {
  const task = { description: aDescription(retinopathyFacts, 'Demo, Patient'), track: 'instruction', seed: 4 } as const
  const options = { facts: true, image: false }

  it('is the same for the same task, another for another seed, and names nobody', () => {
    expect(promptFor(task, options)).toEqual(promptFor(task, options))
    expect(promptFor({ ...task, seed: 5 }, options).seed).not.toBe(promptFor(task, options).seed)
    expect(JSON.stringify(promptFor(task, options))).not.toContain('Demo')
  })

  const turn = { question: 'Which eye?', answer: 'The right eye.' }
  it.each([
    ['as it is', JSON.stringify({ turns: [turn, turn, turn] }), 3],
    ['in a fence', `Sure!\n\`\`\`json\n${JSON.stringify({ turns: [turn, turn, turn] })}\n\`\`\``, 3],
    ['with too few turns', JSON.stringify({ turns: [turn] }), undefined],
    ['with an empty answer', JSON.stringify({ turns: [turn, turn, { ...turn, answer: ' ' }] }), undefined],
    ['with a mark of its own', JSON.stringify({ turns: [turn, turn, { ...turn, question: '<image>?' }] }), undefined],
    ['cut off', JSON.stringify({ turns: [turn, turn, turn] }).slice(0, -9), undefined],
    ['in prose', 'The right eye.', undefined]
  ])('is read %s', (_, text, turns) => {
    const draft = draftIn(text, 'instruction')
    expect(draft.ok ? draft.turns.length : undefined).toBe(turns)
  })
})
