import type { Finding } from '#shared/domain/finding.ts'
import { type LesionType, SegmentedLesion } from '#shared/domain/lesion.ts'
import type { Interval, Measurement, MeasurementRegion, NotMeasurableReason } from '#shared/domain/measurement.ts'
import { EtdrsSector, Quadrant } from '#shared/domain/place.ts'
import { type Assembly, measurementOf, rounded } from './assemble.ts'
import { measured, measuredOr, unmeasured } from './figure.ts'
import type { RetinaInput } from './retinaInput.ts'

const SECTORS = EtdrsSector.exclude(['outside']).options

/** Of the fovea, in disc diameters: what is called the macula when exudates threaten it (UK DESP, M1). */
const MACULA = 1

/** A part of the retina in which lesions are counted, and the landmark without which it cannot be laid. */
type Part = {
  readonly region: MeasurementRegion
  readonly holds: (finding: Finding) => boolean
  readonly missing: Missing
}

type Missing = NotMeasurableReason | undefined

/** Number, area and distance from the fovea of each type of lesion, by quadrant and sector of the ETDRS grid. */
export function lesionMeasurements(input: RetinaInput): Measurement[] {
  const parts = partsOf(input)
  return typesIn(input.findings).flatMap((lesion) => {
    const ofType = input.findings.filter((finding) => finding.lesion === lesion)
    return [
      ...parts.flatMap((part) => [
        countIn(input, { lesion, part, findings: ofType.filter(part.holds) }),
        areaIn(input, { lesion, part, findings: ofType.filter(part.holds) })
      ]),
      nearestToFovea(input, { lesion, findings: ofType })
    ]
  })
}

/** The four that networks look for, and whatever else somebody has found. */
const typesIn = (findings: readonly Finding[]): LesionType[] => [
  ...new Set<LesionType>([...SegmentedLesion.options, ...findings.map(({ lesion }) => lesion)])
]

function partsOf({ landmarks, scale }: RetinaInput): Part[] {
  const noFovea: Missing = landmarks.fovea ? undefined : 'noFovea'
  const noEye: Missing = noFovea ?? (landmarks.eye ? undefined : 'eyeUnknown')
  const noGrid: Missing = noEye ?? (scale ? undefined : 'noScale')
  return [
    { region: 'field', holds: () => true, missing: undefined },
    {
      region: 'macula',
      holds: ({ place }) => place.foveaDistance !== null && place.foveaDistance <= MACULA,
      missing: noFovea ?? (landmarks.disc ? undefined : 'noDisc')
    },
    ...Quadrant.options.map((region) => ({
      region,
      holds: ({ place }: Finding) => place.quadrant === region,
      missing: noEye
    })),
    ...SECTORS.map((region) => ({
      region,
      holds: ({ place }: Finding) => place.etdrs === region,
      missing: noGrid
    }))
  ]
}

type Counted = { readonly lesion: LesionType; readonly part: Part; readonly findings: readonly Finding[] }

/** What stands in the way whatever is found; a clinician's own lesions count even where no network looked. */
const obstacleTo = ({ lesionsSought }: RetinaInput, { part, findings }: Counted): NotMeasurableReason | undefined =>
  !lesionsSought && findings.length === 0 ? 'notAnalysed' : part.missing

const common = (input: RetinaInput, { lesion, part, findings }: Counted) =>
  ({
    region: part.region,
    vessels: null,
    lesion,
    scale: input.scale,
    marks: findings.map(({ id }) => ({ shape: 'finding', findingId: id }))
  }) satisfies Omit<Assembly, 'name' | 'outcome'>

function countIn(input: RetinaInput, counted: Counted): Measurement {
  const obstacle = obstacleTo(input, counted)
  return measurementOf({
    ...common(input, counted),
    name: 'lesionCount',
    outcome: obstacle ? unmeasured(obstacle) : measured(counted.findings.length),
    interval: expectedOf(counted.findings, () => 1)
  })
}

function areaIn(input: RetinaInput, counted: Counted): Measurement {
  const { scale } = input
  const obstacle = obstacleTo(input, counted) ?? (scale ? undefined : 'noScale')
  const squareMillimetre = ((scale?.micrometrePerPx ?? 0) / 1000) ** 2
  const areaOf = ({ areaPx }: Finding): number => areaPx * squareMillimetre
  const total = counted.findings.reduce((sum, finding) => sum + areaOf(finding), 0)
  return measurementOf({
    ...common(input, counted),
    name: 'lesionArea',
    outcome: obstacle ? unmeasured(obstacle) : measured(total),
    interval: expectedOf(counted.findings, areaOf)
  })
}

/**
 * What the sum would be if each finding were true with its confidence: mean ± 1.96 standard deviations of independent
 * draws, within what was found. Null where nothing is in doubt.
 */
function expectedOf(findings: readonly Finding[], weight: (finding: Finding) => number): Interval | null {
  let [mean, variance, most] = [0, 0, 0]
  for (const finding of findings) {
    const [p, w] = [finding.confidence ?? 1, weight(finding)]
    mean += p * w
    variance += p * (1 - p) * w ** 2
    most += w
  }
  if (variance === 0) return null
  const spread = 1.96 * Math.sqrt(variance)
  const high = Math.max(most, mean + spread)
  return {
    low: rounded(Math.max(0, mean - spread)),
    high: rounded(Math.min(most, high)),
    basis: 'confidence of the findings'
  }
}

function nearestToFovea(
  input: RetinaInput,
  { lesion, findings }: { lesion: LesionType; findings: readonly Finding[] }
): Measurement {
  const { fovea, disc } = input.landmarks
  const placed = findings.flatMap((finding) => {
    const { foveaDistance } = finding.place
    return foveaDistance === null ? [] : [{ finding, away: foveaDistance }]
  })
  const nearest = placed.toSorted((a, b) => a.away - b.away)[0]
  const missing = fovea ? (disc ? undefined : 'noDisc') : 'noFovea'
  const nothing = input.lesionsSought ? 'noLesions' : 'notAnalysed'
  const obstacle = findings.length === 0 ? nothing : missing
  return measurementOf({
    name: 'lesionFoveaDistance',
    region: 'field',
    vessels: null,
    lesion,
    scale: input.scale,
    outcome: obstacle ? unmeasured(obstacle) : measuredOr(nearest?.away, nothing),
    marks: nearest ? [{ shape: 'finding', findingId: nearest.finding.id }] : []
  })
}
