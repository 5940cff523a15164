import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { type EvaluateContext, type EvaluateOptions, evaluate } from '#main/evaluation/evaluate.ts'
import type { Progress } from '#shared/domain/job.ts'
import { type Files, folderOf } from '#test/fixtures/datasets/files.ts'
import { fakeModels } from '#test/fixtures/evaluatedModels.ts'

const [WIDTH, HEIGHT] = [160, 140]

/** Blue below row `blue`, red above: the fake networks take blue for what they look for. */
function picture(blue: number): Promise<Buffer> {
  const data = Buffer.alloc(WIDTH * HEIGHT * 3)
  for (let i = 0; i < WIDTH * HEIGHT; i++) data.set(i / WIDTH >= blue ? [90, 60, 200] : [200, 60, 20], 3 * i)
  return sharp(data, { raw: { width: WIDTH, height: HEIGHT, channels: 3 } })
    .png()
    .toBuffer()
}

function maskBelow(row: number): Promise<Buffer> {
  const data = Buffer.alloc(WIDTH * HEIGHT).map((_, i) => (i / WIDTH >= row ? 255 : 0))
  return sharp(data, { raw: { width: WIDTH, height: HEIGHT, channels: 1 } })
    .png()
    .toBuffer()
}

/** Vessel sets: `found` photographs on which the network is right everywhere, then one on which it is right on half. */
async function vesselSet(set: string, found: number): Promise<Files> {
  const names = Array.from({ length: found }, (_, i) => `p${i}.png`)
  const everywhere = await maskBelow(0)
  return {
    [`${set}/labels.csv`]: ['image', ...names, 'half.png', ''].join('\n'),
    ...Object.fromEntries(await Promise.all(names.map(async (name) => [`${set}/images/${name}`, await picture(70)]))),
    ...Object.fromEntries(await Promise.all(names.map(async (name) => [`${set}/vessel/${name}`, await maskBelow(70)]))),
    ...Object.fromEntries([...names, 'half.png'].map((name) => [`${set}/fov/${name}`, everywhere])),
    [`${set}/images/half.png`]: await picture(105),
    [`${set}/vessel/half.png`]: await maskBelow(70)
  }
}

const OPTIONS: Omit<EvaluateOptions, 'folder'> = { suites: ['vessels'], split: 'untrained', limit: null, timed: 0 }

async function contextOf(changes: Partial<EvaluateContext> = {}): Promise<EvaluateContext> {
  return {
    evaluated: await fakeModels(),
    split: { seed: 's-1', foldOf: () => undefined },
    analyseWhole: async () => ({ seconds: 2, peakRssMb: 500 }),
    signal: new AbortController().signal,
    onProgress: () => undefined,
    now: () => 0,
    ...changes
  }
}

describe('an evaluation', () => {
  it('scores over all photographs and within each set', async () => {
    const folder = await folderOf({ ...(await vesselSet('one', 2)), ...(await vesselSet('two', 0)) })
    const card = await evaluate({ ...OPTIONS, folder }, await contextOf())
    // Alone, the half photograph: 35 rows found of 70, no false ones. Dice 2·35/(35 + 70).
    expect(card.by_dataset['two']?.vessels?.dice).toEqual({ value: 0.666667, low: 0.666667, high: 0.666667, n: 1 })
    // Hits 70 + 70 + 35 of 3·70 rows: 2·175/(175 + 210).
    expect(card.by_dataset['one']?.vessels?.dice?.value).toBeCloseTo((2 * 175) / (175 + 210), 5)
    expect(card.vessels?.dice).toMatchObject({ n: 4 })
    expect(card.vessels?.dice?.low).toBeLessThan(card.vessels?.dice?.value ?? 0)
    expect(card.suites).toEqual([
      { suite: 'vessels', state: 'scored', reason: null, photographs: 4, trainedOn: 0, failures: {} }
    ])
  })

  it('takes a limited number of each set and tells how far it has come', async () => {
    const folder = await folderOf({ ...(await vesselSet('one', 3)), ...(await vesselSet('two', 2)) })
    const seen: Progress[] = []
    const onProgress = (progress: Progress): void => void seen.push(progress)
    const context = await contextOf({ onProgress })
    const card = await evaluate({ ...OPTIONS, folder, limit: 2, timed: 1 }, context)
    expect(card.vessels?.auc?.n).toBe(4)
    expect(card.time?.seconds_per_image).toMatchObject({ value: 2, n: 2 })
    expect(seen.at(-1)).toMatchObject({ done: 6, total: 6 })
    expect(seen.map(({ done }) => done)).toEqual(seen.map(({ done }) => done).toSorted((a, b) => a - b))
  })

  it('gives each suite its photographs under a limit, the same ones where it can', async () => {
    const files = await vesselSet('one', 2)
    const names = ['p0.png', 'p1.png', 'half.png', 'spots.png']
    const folder = await folderOf({
      ...files,
      'one/labels.csv': ['image', ...names, ''].join('\n'),
      'one/images/spots.png': await picture(70),
      'one/mask_EX/spots.png': await maskBelow(70)
    })
    const seen: number[] = []
    const onProgress = ({ total }: Progress): void => void seen.push(total)
    const options = { ...OPTIONS, suites: ['vessels', 'lesions'], folder, limit: 1 } as const
    const card = await evaluate(options, await contextOf({ onProgress }))
    expect(card.suites.map(({ state, photographs }) => [state, photographs])).toEqual([
      ['scored', 1],
      ['scored', 1]
    ])
    expect(seen.at(-1)).toBe(2)
  })

  it('counts photographs that cannot be used instead of failing', async () => {
    const files = await vesselSet('one', 1)
    const folder = await folderOf({
      ...files,
      'one/images/p0.png': 'no picture',
      'one/vessel/half.png': await sharp({ create: { width: 9, height: 9, channels: 3, background: 'black' } })
        .png()
        .toBuffer()
    })
    const card = await evaluate({ ...OPTIONS, folder }, await contextOf())
    expect(card.suites[0]).toMatchObject({
      state: 'failed',
      photographs: 0,
      failures: { 'image.notAnImage': 1, 'dataset.unusable': 1 }
    })
    expect(card.vessels).toBeUndefined()
  })

  it('says that there is no model, and no labels, without inventing scores', async () => {
    const folder = await folderOf(await vesselSet('one', 1))
    const suites = ['vessels', 'grades', 'lesions'] as const
    const card = await evaluate({ ...OPTIONS, folder, suites }, await contextOf())
    expect(card.suites.map(({ suite, state, reason }) => [suite, state, reason])).toEqual([
      ['vessels', 'scored', null],
      ['grades', 'noPack', 'model.missing'],
      ['lesions', 'noLabels', null]
    ])
    expect(card.grades).toBeUndefined()
    expect(card.lesions).toBeUndefined()
  })

  it('keeps what a pack was trained on out of its score', async () => {
    const folder = await folderOf(await vesselSet('one', 2))
    const foldOf = (_: string, name: string): number => (name === 'half' ? 0 : 3)
    const context = await contextOf({ evaluated: await fakeModels(['one']), split: { seed: 's-1', foldOf } })
    const card = await evaluate({ ...OPTIONS, folder }, context)
    expect(card.suites[0]).toMatchObject({ photographs: 1, trainedOn: 2 })
    expect(card.vessels?.dice?.value).toBeCloseTo(2 / 3, 5)
  })

  it('stops between photographs when it is cancelled', async () => {
    const folder = await folderOf(await vesselSet('one', 3))
    const abort = new AbortController()
    const context = await contextOf({
      signal: abort.signal,
      onProgress: ({ stage, done }) => stage === 'one' && done === 1 && abort.abort()
    })
    await expect(evaluate({ ...OPTIONS, folder }, context)).rejects.toMatchObject({ name: 'AbortError' })
  })

  it('counts a lesion that a public set calls absent against false marks', async () => {
    const masks = 'A. Segmentation/2. All Segmentation Groundtruths/a. Training Set'
    const images = 'A. Segmentation/1. Original Images/a. Training Set'
    const folder = await folderOf({
      [`${images}/IDRiD_01.jpg`]: await picture(70),
      [`${images}/IDRiD_02.jpg`]: await picture(70),
      [`${masks}/3. Hard Exudates/IDRiD_01_EX.tif`]: await maskBelow(70),
      [`${masks}/2. Haemorrhages/IDRiD_02_HE.tif`]: await maskBelow(130)
    })
    const card = await evaluate({ ...OPTIONS, suites: ['lesions'], folder }, await contextOf())
    // IDRiD_02 holds no exudates: its 70 blue rows are false, so that precision is one half.
    expect(card.lesions?.aupr?.EX?.value).toBeCloseTo(0.5, 5)
    expect(card.lesions?.aupr?.EX?.n).toBe(2)
    expect(card.by_dataset['idrid']?.lesions?.froc?.EX?.['1']?.value).toBe(1)
    expect(card.remarks).toEqual(['idrid: 1 × table that is not there (its labels are unknown)'])
  })
})
