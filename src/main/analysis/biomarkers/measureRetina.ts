import type { Mark, Measurement, MeasurementName, NotMeasurableReason, VesselKind } from '#shared/domain/measurement.ts'
import { VesselKind as VesselKinds } from '#shared/domain/measurement.ts'
import { type Figures, intervalOf, measurementOf } from './assemble.ts'
import { discFoveaMeasurements, discMeasurements, discObstacle } from './discFigures.ts'
import { equivalentFigures } from './equivalentFigures.ts'
import { type Figure, figureKey, unmeasured } from './figure.ts'
import { onPhotograph, placeOnGrid } from './gridPlace.ts'
import { lesionMeasurements } from './lesionMeasurements.ts'
import { calibreReference } from './references.ts'
import { markRegions, type RegionCells, VESSEL_REGIONS, type VesselRegion, ZONE_RADII } from './regions.ts'
import type { RetinaInput, VesselInput, VesselLayers } from './retinaInput.ts'
import { rimMeasurements } from './rim.ts'
import { basisOf, READINGS } from './segmentedLayer.ts'
import { shapeFigures } from './shapeFigures.ts'
import { textureFigures } from './textureFigures.ts'
import { type ReadingContext, readVessels, votesFrom } from './vesselReading.ts'

/**
 * Measures vessels, disc, cup and lesions of one photograph. Every measurement that the definitions name is in the answer, as
 * a number with its interval or as the reason why it could not be taken.
 */
export const measureRetina = (input: RetinaInput): Measurement[] => [
  ...measureVessels(input),
  ...measureDiscAndLesions(input)
]

/** What `measureRetina` says of the vessels; takes nearly all of its time. */
export function measureVessels(input: VesselInput): Measurement[] {
  if (isUnreadable(input)) return withoutVessels(input, 'poorQuality')
  return input.vessels ? vesselMeasurements(input, input.vessels) : withoutVessels(input, 'notAnalysed')
}

/** What `measureRetina` says of disc, cup, rim, fovea and lesions. */
export function measureDiscAndLesions(input: RetinaInput): Measurement[] {
  const measurements = [
    ...discMeasurements(input),
    ...rimMeasurements(input),
    ...discFoveaMeasurements(input),
    ...lesionMeasurements(input)
  ]
  return isUnreadable(input) ? measurements.map((measurement) => asUnreadable(measurement, input)) : measurements
}

const isUnreadable = ({ quality }: VesselInput): boolean => quality?.level === 'reject'

const asUnreadable = ({ name, region, vessels, lesion, unit }: Measurement, { scale }: RetinaInput): Measurement =>
  measurementOf({ name, region, vessels, lesion, unit, scale, outcome: unmeasured('poorQuality') })

const BY_REGION_AND_KIND: readonly MeasurementName[] = [
  'vesselDensity',
  'fractalDimension',
  'capacityDimension',
  'informationDimension',
  'correlationDimension',
  'averageWidth',
  'distanceTortuosity',
  'squaredCurvatureTortuosity',
  'tortuosityDensity',
  'branchingAngle',
  'branchingCoefficient'
]

const EQUIVALENTS: readonly (readonly [MeasurementName, VesselKind])[] = [
  ['craeKnudtson', 'artery'],
  ['crveKnudtson', 'vein'],
  ['avrKnudtson', 'all'],
  ['craeHubbard', 'artery'],
  ['crveHubbard', 'vein'],
  ['avrHubbard', 'all']
]

function withoutVessels({ scale }: VesselInput, reason: NotMeasurableReason): Measurement[] {
  const outcome = unmeasured(reason)
  return [
    ...VESSEL_REGIONS.flatMap((region) =>
      VesselKinds.options.flatMap((vessels) =>
        BY_REGION_AND_KIND.map((name) => measurementOf({ name, region, vessels, scale, outcome }))
      )
    ),
    ...(['zoneB', 'zoneC'] as const).flatMap((region) =>
      EQUIVALENTS.map(([name, vessels]) => measurementOf({ name, region, vessels, scale, outcome }))
    )
  ]
}

/** Takes every figure at three readings of the segmentation; the middle one is the value, the others span its interval. */
function vesselMeasurements(input: VesselInput, layers: VesselLayers): Measurement[] {
  const place = placeOnGrid(layers.frame, input)
  const regions = markRegions(place)
  const context: ReadingContext = { place, regions, withoutZones: discObstacle(input), votes: votesFrom(layers) }
  const photograph = onPhotograph(layers.frame)
  const marksOf = (region: VesselRegion): readonly Mark[] => {
    if (region === 'field' || !place.disc) return [{ shape: 'circle', circle: input.field.circle }]
    const { x, y, radius } = place.disc
    return ZONE_RADII[region].map((radii) => ({
      shape: 'circle',
      circle: photograph.circle({ x, y, radius: radii * radius })
    }))
  }
  const [middle, ...others] = READINGS.map((reading): Figures => {
    const read = readVessels(layers, reading, context)
    const figures = [
      ...textureFigures(read, marksOf),
      ...shapeFigures(read, { photograph, regionMarks: marksOf }),
      ...equivalentFigures(read, { photograph, regionMarks: marksOf })
    ]
    return new Map(figures.map((figure) => [figureKey(figure), figure]))
  })
  const layer = { grid: layers.vessel, ...(layers.level === undefined ? {} : { level: layers.level }) }
  return [...(middle ?? [])].map(([key, figure]) =>
    measurementOf({
      name: figure.name,
      region: figure.region,
      vessels: figure.vessels,
      scale: input.scale,
      outcome: figure.outcome,
      interval: intervalOf(
        figure.outcome,
        others.map((other) => other.get(key)?.outcome),
        basisIn(figure, basisOf(layer), regions)
      ),
      reference: calibreReference(figure.name, figure.region),
      marks: figure.marks()
    })
  )
}

/** Says beside the thresholds how much of a zone the field shows, when that is not nearly all. */
function basisIn({ region }: Figure, basis: string, { seen }: RegionCells): string {
  if (region !== 'zoneB' && region !== 'zoneC') return basis
  const percent = Math.round(100 * seen[region])
  return percent >= 99 ? basis : `${basis}; ${percent} % of the zone lies in the field`
}
