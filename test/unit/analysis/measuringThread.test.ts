import { describe, expect, it } from 'vitest'
import { isAppError } from '#shared/contract/errors.ts'
import { measureRetina } from '#main/analysis/biomarkers/index.ts'
import { createMeasuringThread } from '#main/analysis/measuring/thread.ts'
import { drawFundusPhantom } from '#test/phantoms/fundusPhantom.ts'
import { phantomInput } from '#test/phantoms/phantomInput.ts'

const worker = new URL('../../../src/main/analysis/measuring/worker.ts', import.meta.url)
const input = phantomInput(drawFundusPhantom({ width: 320, height: 320, seed: 5, centring: 'disc' }), { soft: 0.7 })
/** A thread that dies at its first order and answers none. */
const dying = new URL(`data:text/javascript,import('node:worker_threads').then(({ parentPort }) =>
  parentPort.on('message', () => process.exit(3)))`)

const failure = (work: Promise<unknown>): Promise<unknown> => work.catch((error: unknown) => error)

describe('vessels measured in a thread of their own', () => {
  it('come out as on the caller’s, also when two photographs are asked for at once', async () => {
    const measure = createMeasuringThread(worker)
    const [first, second] = await Promise.all([measure(input), measure({ ...input, vessels: null })])
    expect(measureRetina(input).slice(0, first.length)).toEqual(first)
    expect(second.every(({ result }) => !result.measurable && result.reason === 'notAnalysed')).toBe(true)
  })

  it('that fail are told as an error, and the thread goes on', async () => {
    const measure = createMeasuringThread(worker)
    const torn = {
      ...input,
      vessels: { ...phantomVessels(), vessel: { width: -1, height: 3, data: new Uint8Array(0) } }
    }
    expect(isAppError(await failure(measure(torn)), 'engine.crashed')).toBe(true)
    expect((await measure({ ...input, vessels: null })).length).toBeGreaterThan(0)
  })

  it('leave nobody waiting when the thread dies, and the next order starts another', async () => {
    const measure = createMeasuringThread(dying)
    const both = await Promise.all([failure(measure(input)), failure(measure(input))])
    expect(both.map((error) => isAppError(error, 'engine.crashed'))).toEqual([true, true])
    expect(isAppError(await failure(measure(input)), 'engine.crashed')).toBe(true)
  })
})

function phantomVessels() {
  if (!input.vessels) throw new Error('the phantom has vessels')
  return input.vessels
}
