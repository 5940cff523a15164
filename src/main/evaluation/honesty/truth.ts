import type { ConditionProbability } from '#shared/domain/grade.ts'
import type { Laterality } from '#shared/domain/laterality.ts'
import { SegmentedLesion } from '#shared/domain/lesion.ts'
import type { MeasurementName, NotMeasurableReason } from '#shared/domain/measurement.ts'
import { Quadrant } from '#shared/domain/place.ts'
import type { QualityLevel } from '#shared/domain/quality.ts'
import { CalendarDay } from '#shared/domain/units.ts'
import type { Dice } from './dice.ts'
import type { HonestyKind } from './kind.ts'

/** One lesion on the retina: where, how far from the fovea in disc diameters, how sure the model is of it. */
export type LesionTruth = {
  readonly lesion: SegmentedLesion
  readonly quadrant: Quadrant
  readonly distance: number
  readonly confidence: number
}

/** A measurement as it was taken, or why it was not. */
export type QuantityTruth = { readonly name: QuantityName } & (
  { readonly value: number; readonly low: number; readonly high: number } | { readonly reason: NotMeasurableReason }
)

/** Everything that is true of one eye. The grade by rule follows from the lesions. */
export type EyeTruth = {
  readonly eye: Laterality
  readonly quality: QualityLevel
  readonly lesions: readonly LesionTruth[]
  /** The classifier's ICDR level and its probability; null where no classifier ran. */
  readonly classifier: { readonly level: number; readonly probability: number } | null
  readonly quantities: readonly QuantityTruth[]
  readonly conditions: readonly Omit<ConditionProbability, 'probability'>[]
  readonly conditionProbability: number
}

/** An earlier visit of the same patient; `day` as sessions name it. */
export type VisitTruth = { readonly day: CalendarDay; readonly eyes: readonly EyeTruth[] }

export type SessionTruth = {
  readonly kind: HonestyKind
  readonly eyes: readonly EyeTruth[]
  /** Newest first; only sessions about earlier visits have any. */
  readonly earlier: readonly VisitTruth[]
}

/** The measurements that sessions hold, with the span of values that a retina shows and the number of places they are told to. */
export const QUANTITIES = {
  cupToDiscRatioVertical: [0.2, 0.85, 3],
  avrKnudtson: [0.5, 0.85, 3],
  craeKnudtson: [120, 180, 1],
  crveKnudtson: [180, 260, 1],
  fractalDimension: [1.3, 1.7, 3],
  vesselDensity: [5, 14, 2],
  distanceTortuosity: [1.02, 1.3, 3]
} as const satisfies Partial<Record<MeasurementName, readonly [number, number, number]>>
export type QuantityName = keyof typeof QUANTITIES

export const QUANTITY_NAMES: readonly QuantityName[] = [
  'cupToDiscRatioVertical',
  'avrKnudtson',
  'craeKnudtson',
  'crveKnudtson',
  'fractalDimension',
  'vesselDensity',
  'distanceTortuosity'
]

const rounded = (value: number, places: number): number => Number(value.toFixed(places))

function drawQuantity(dice: Dice, name: QuantityName): QuantityTruth {
  if (dice.chance(0.2)) return { name, reason: dice.pick(['poorQuality', 'numericallyUnstable', 'tooFewVessels']) }
  const [least, most, places] = QUANTITIES[name]
  const value = rounded(dice.real(least, most), places)
  return { name, value, low: rounded(value * 0.95, places), high: rounded(value * 1.05, places) }
}

function drawLesions(dice: Dice, absent: boolean): LesionTruth[] {
  // One eye in eight is as full of bleeds as the scale's severe level asks for.
  const severe = !absent && dice.chance(0.12)
  return SegmentedLesion.options.flatMap((lesion) => {
    if (severe && lesion === 'haemorrhage') {
      return Quadrant.options.flatMap((quadrant) =>
        Array.from({ length: dice.int(21, 24) }, () => drawLesion(dice, lesion, quadrant))
      )
    }
    if (dice.chance(absent ? 0.8 : 0.35)) return []
    return Array.from({ length: dice.int(1, 12) }, () =>
      drawLesion(dice, lesion, dice.pick(['superiorTemporal', 'superiorNasal', 'inferiorNasal', 'inferiorTemporal']))
    )
  })
}

const drawLesion = (dice: Dice, lesion: SegmentedLesion, quadrant: Quadrant): LesionTruth => ({
  lesion,
  quadrant,
  distance: rounded(dice.real(0.3, 4), 1),
  confidence: rounded(dice.real(0.4, 0.98), 2)
})

function drawEye(dice: Dice, eye: Laterality, kind: HonestyKind): EyeTruth {
  const unreadable = kind === 'ungradable' || (kind === 'region' && dice.chance(0.15))
  const quality = unreadable ? 'reject' : dice.pick<QualityLevel>(['good', 'good', 'usable'])
  const classified = kind === 'conflicting' || dice.chance(0.5)
  return {
    eye,
    quality,
    lesions: drawLesions(dice, kind === 'absent'),
    classifier: classified ? { level: dice.int(0, 4), probability: rounded(dice.real(0.5, 0.98), 2) } : null,
    quantities: QUANTITY_NAMES.map((name) => drawQuantity(dice, name)),
    conditions: classified ? [{ condition: 'glaucoma', suspected: dice.chance(0.5) }] : [],
    conditionProbability: rounded(dice.real(0.05, 0.95), 2)
  }
}

/** Draws what is true of a session: one photograph of one or of each eye. */
export function drawTruth(dice: Dice, kind: HonestyKind): SessionTruth {
  const eyes: readonly Laterality[] = dice.pick([['OD'], ['OS'], ['OD', 'OS'], ['OD', 'OS']])
  // A session of two eyes of which one cannot be graded is harder than one in which none can.
  const spared = kind === 'ungradable' && eyes.length > 1 && dice.chance(0.5) ? dice.int(0, 1) : -1
  return {
    kind,
    eyes: eyes.map((eye, i) => drawEye(dice, eye, i === spared ? 'present' : kind)),
    earlier: kind === 'earlier' ? EARLIER_DAYS.map((day) => drawVisit(dice, day)) : []
  }
}

const EARLIER_DAYS = ['2025-11-18', '2024-10-07'].map((day) => CalendarDay.parse(day))

/** One photograph in seven of an earlier visit was not taken, and one in seven cannot be graded. */
const drawVisit = (dice: Dice, day: CalendarDay): VisitTruth => ({
  day,
  eyes: (['OD', 'OS'] as const)
    .filter(() => !dice.chance(1 / 7))
    .map((eye) => drawEye(dice, eye, dice.chance(1 / 7) ? 'ungradable' : 'present'))
})

/** The same eye at the latest earlier visit at which it could be graded; undefined where there is none. */
export const lastTimeOf = ({ earlier }: SessionTruth, eye: Laterality): EyeTruth | undefined =>
  earlier.flatMap(({ eyes }) => eyes.filter((truth) => truth.eye === eye && isGradable(truth)))[0]

export const isGradable = ({ quality }: EyeTruth): boolean => quality !== 'reject'

export const countOf = ({ lesions }: EyeTruth, lesion: SegmentedLesion): number =>
  lesions.filter((one) => one.lesion === lesion).length

/** The distance of the nearest of a lesion, in disc diameters; undefined where there is none. */
export const nearestOf = ({ lesions }: EyeTruth, lesion: SegmentedLesion): number | undefined =>
  lesions
    .filter((one) => one.lesion === lesion)
    .map(({ distance }) => distance)
    .toSorted((a, b) => a - b)[0]
