import { describe, expect, it } from 'vitest'
import type { Analysis } from '#shared/domain/analysis.ts'
import { imagePoint } from '#shared/domain/geometry.ts'
import { probability } from '#shared/domain/units.ts'
import { analysePhotograph } from '#main/analysis/analyse.ts'
import { stageContext } from '#main/evaluation/look/models.ts'
import type { VisionModels } from '#main/inference/vision/models.ts'
import { rightEyeLandmarks } from '#test/fixtures/analysis.ts'
import { fakeModels } from '#test/fixtures/evaluatedModels.ts'
import { sha256 } from '#test/fixtures/ids.ts'
import { drawFundusPhantom, encodePhantom } from '#test/phantoms/fundusPhantom.ts'
import { disclessField, otherPictures } from '#test/phantoms/otherPictures.ts'
import type { RgbRaster } from '#main/imaging/raster.ts'

const used = (pack: string) => () => ({ pack, version: '1', sha256: sha256(8), provider: 'cpu' as const })

/** A classifier that grades whatever it is shown: nothing of it may reach an analysis that the gate refused. */
const eager: VisionModels['grades'] = {
  ok: true,
  use: used('grades'),
  model: async () => ({
    grades: [
      {
        by: 'classifier',
        scale: 'icdr',
        level: 4,
        code: 'x',
        label: 'PDR',
        probability: probability(1),
        distribution: [],
        conformalSet: null
      }
    ],
    conditions: [{ condition: 'glaucoma', probability: probability(1), suspected: true }],
    outOfDistribution: false,
    evidence: undefined
  })
}

/** A quality network that takes everything for a good photograph. */
const credulous: VisionModels['quality'] = {
  ok: true,
  use: used('quality'),
  model: async () => ({
    gate: { fundus: true, confidence: probability(1), reasons: [], method: 'quality/1' },
    quality: { level: 'good', confidence: probability(1), reasons: [], method: 'quality/1' },
    levels: { good: probability(1), usable: probability(0), reject: probability(0) }
  })
}

const finding = (seen: { readonly disc: boolean; readonly fovea: boolean }): VisionModels['landmarks'] => ({
  ok: true,
  use: used('landmarks'),
  model: async () => ({
    disc: seen.disc ? (rightEyeLandmarks.disc ?? undefined) : undefined,
    cup: undefined,
    fovea: seen.fovea ? { centre: imagePoint(400, 320), confidence: probability(0.9) } : undefined,
    close: undefined
  })
})

async function analysed(image: RgbRaster, models: Partial<VisionModels> = {}): Promise<Analysis> {
  const fakes = await fakeModels()
  const context = stageContext(
    { ...fakes, models: { ...fakes.models, grades: eager, ...models } },
    new AbortController().signal
  )
  return (await analysePhotograph(await encodePhantom(image, 'png'), context)).analysis
}

const NOTHING = { quality: null, findings: [], grades: [], conditions: [], measurements: [], masks: [] }

describe('what is no colour photograph of the central retina', () => {
  it.each(Object.entries(otherPictures))(
    '%s gets the gate’s answer by plain statistics, and no grade',
    async (_, draw) => {
      const analysis = await analysed(draw())
      expect(analysis.gate).toMatchObject({ fundus: false, confidence: null, method: 'classical/1' })
      expect(analysis.gate.reasons).toHaveLength(1)
      expect(analysis).toMatchObject(NOTHING)
    }
  )

  it.each([
    'a black image',
    'a white image',
    'an image of one colour, a retina’s',
    'a fluorescein angiogram',
    'a grey copy of a photograph'
  ])('%s is refused whatever a network thinks of it', async (name) => {
    const analysis = await analysed(otherPictures[name]?.() ?? disclessField(1), { quality: credulous })
    expect(analysis.gate.fundus).toBe(false)
    expect(analysis).toMatchObject(NOTHING)
  })
})

describe('a photograph without a visible disc', () => {
  it('cannot be graded when no macula is seen either, and says that it is off its centre', async () => {
    const analysis = await analysed(disclessField(2), { landmarks: finding({ disc: false, fovea: false }) })
    expect(analysis.gate.fundus).toBe(true)
    expect(analysis.quality).toMatchObject({ level: 'reject', confidence: null })
    expect(analysis.quality?.reasons).toContain('offCentre')
    expect(analysis).toMatchObject({ grades: [], conditions: [] })
    expect(analysis.measurements.filter(({ region, result }) => region === 'disc' && result.measurable)).toEqual([])
  })

  it('is usable at best with a macula, and not judged so where nobody looked for landmarks', async () => {
    const seen = { quality: credulous, landmarks: finding({ disc: false, fovea: true }) }
    expect((await analysed(disclessField(2), seen)).quality).toMatchObject({ level: 'usable', reasons: ['offCentre'] })
    expect((await analysed(disclessField(2), { quality: credulous })).quality).toMatchObject({ level: 'good' })
  })

  it('is not made worse by a macula that lies outside the picture', async () => {
    const { image } = drawFundusPhantom({ seed: 6, width: 800, height: 640 })
    const seen = { quality: credulous, landmarks: finding({ disc: true, fovea: false }) }
    expect((await analysed(image, seen)).quality).toMatchObject({ level: 'good', reasons: [] })
  })
})
