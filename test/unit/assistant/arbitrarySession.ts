import fc from 'fast-check'
import type { ImageDetail } from '#shared/contract/views.ts'
import type { AnalysisStage } from '#shared/domain/analysis.ts'
import type { Review } from '#shared/domain/finding.ts'
import type { ConditionProbability } from '#shared/domain/grade.ts'
import type { Laterality } from '#shared/domain/laterality.ts'
import { SegmentedLesion } from '#shared/domain/lesion.ts'
import { Quadrant } from '#shared/domain/place.ts'
import { probability } from '#shared/domain/units.ts'
import type { EvidenceSession } from '#main/assistant/evidence/reading.ts'
import { moderateByRule } from '#test/fixtures/analysis.ts'
import { aFinding } from '#test/fixtures/finding.ts'
import { at } from '#test/fixtures/ids.ts'
import { aMeasurement, notMeasurable } from '#test/fixtures/measurement.ts'
import { aPhotograph, aVisit, classified } from './assistantFixtures.ts'

const findings = fc
  .array(
    fc.record({
      lesion: fc.constantFrom(...SegmentedLesion.options),
      x: fc.integer({ min: 100, max: 1900 }),
      y: fc.integer({ min: 100, max: 1300 }),
      half: fc.integer({ min: 3, max: 40 }),
      foveaDistance: fc.double({ min: 0, max: 6, noNaN: true }),
      quadrant: fc.constantFrom(...Quadrant.options),
      confidence: fc.double({ min: 0, max: 1, noNaN: true })
    }),
    { maxLength: 12 }
  )
  .map((list) => list.map(({ lesion, ...place }, i) => aFinding(i + 1, lesion, place)))

const quality = fc.oneof(
  fc.constant(null),
  fc.record({
    level: fc.constantFrom('good' as const, 'usable' as const, 'reject' as const),
    confidence: fc.constant(probability(0.9)),
    reasons: fc.subarray(['blur', 'dark', 'haze'] as const),
    method: fc.constant('quality/1')
  })
)

const grades = fc.subarray([
  moderateByRule,
  classified(3, 'Severe NPDR', [2]),
  { ...moderateByRule, scale: 'dmeRisk' as const, level: 1, label: 'DME risk 1', criteria: [], nextStep: null }
])

const conditions = fc.subarray<ConditionProbability>([
  { condition: 'glaucoma', probability: probability(0.78), suspected: true },
  { condition: 'ageRelatedMacularDegeneration', probability: probability(0.06), suspected: false },
  { condition: 'pathologicalMyopia', probability: probability(0.004), suspected: false }
])

const measurements = fc.subarray([
  aMeasurement('craeKnudtson', 151, { vessels: 'artery', unit: 'micrometre', calibration: 'estimated' }),
  aMeasurement('avrKnudtson', 0.67),
  aMeasurement('fractalDimension', 1.53, { region: 'field' }),
  aMeasurement('distanceTortuosity', 1.11, { vessels: 'vein', region: 'zoneC' }),
  aMeasurement('cupToDiscRatioVertical', 0.7, {
    region: 'disc',
    vessels: null,
    reference: { low: 0.2, high: 0.6, population: 'adults', citation: 'a study' }
  }),
  notMeasurable('crveKnudtson', 'tooFewVessels')
])

const missing = fc.subarray<{ stage: AnalysisStage; reason: string }>([
  { stage: 'lesions', reason: 'model missing' },
  { stage: 'grades', reason: '' }
])

const photograph = (n: number, eye: Laterality | null): fc.Arbitrary<ImageDetail> =>
  fc
    .record({
      findings,
      quality,
      grades,
      conditions,
      measurements,
      missing,
      unlike: fc.constantFrom(null, true, false),
      fundus: fc.boolean(),
      verdicts: fc.array(fc.constantFrom('confirmed' as const, 'rejected' as const), { maxLength: 12 })
    })
    .map(({ unlike, fundus, verdicts, ...analysis }) => {
      const reviews = analysis.findings.flatMap(({ id }, i): Review[] => {
        const status = verdicts[i]
        return status ? [{ findingId: id, status, at: at(2) }] : []
      })
      return aPhotograph(n, eye, {
        ...analysis,
        outOfDistribution: unlike,
        // Two in three generated photographs show a fundus: the others say so and nothing else.
        ...(fundus || n === 1
          ? {}
          : { gate: { fundus: false, confidence: null, reasons: ['noVessels'], method: 'gate/1' } }),
        reviews
      })
    })

const unread = (n: number, eye: Laterality | null): fc.Arbitrary<ImageDetail> =>
  photograph(n, eye).map((detail) => ({ ...detail, analysis: null, findings: [], grades: [] }))

/** Sessions of up to three photographs in every state that an analysis can be in. */
export const sessions: fc.Arbitrary<EvidenceSession> = fc
  .tuple(
    photograph(1, 'OD'),
    fc.option(fc.oneof(photograph(2, 'OS'), photograph(2, 'OD'), unread(2, 'OS')), { nil: undefined }),
    fc.option(photograph(3, null), { nil: undefined })
  )
  .map((images) => aVisit(images.filter((image) => image !== undefined)))
