import type { Scale } from '#shared/domain/landmark.ts'
import type {
  Calibration,
  Interval,
  Mark,
  Measurement,
  MeasurementResult,
  MeasurementUnit,
  ReferenceRange
} from '#shared/domain/measurement.ts'
import { DEFINITIONS, needsScale } from './definitions.ts'
import type { Figure, Outcome } from './figure.ts'

export type Assembly = Pick<Measurement, 'name' | 'region' | 'vessels'> & {
  readonly lesion?: string | null
  /** Where it is not that of the definition. */
  readonly unit?: MeasurementUnit
  readonly outcome: Outcome
  readonly interval?: Interval | null
  readonly scale: Scale | null
  readonly reference?: ReferenceRange | null
  readonly marks?: readonly Mark[]
}

const SIGNIFICANT_DIGITS = 6

/** Completes a measurement with unit, method and calibration. */
export function measurementOf(parts: Assembly): Measurement {
  const definition = DEFINITIONS[parts.name]
  const unit = parts.unit ?? definition.unit
  const { outcome } = parts
  const result: MeasurementResult = outcome.measurable
    ? { measurable: true, value: rounded(outcome.value), interval: parts.interval ?? null }
    : outcome
  return {
    name: parts.name,
    region: parts.region,
    vessels: parts.vessels,
    lesion: parts.lesion ?? null,
    unit,
    result,
    calibration: calibrationOf(unit, parts.scale),
    method: { id: `retinadesk.${parts.name}`, version: definition.version, citation: definition.citation },
    reference: parts.reference ?? null,
    marks: outcome.measurable ? (parts.marks ?? []) : []
  }
}

/** Without a scale nothing was measured; what it would have been is an estimate. */
function calibrationOf(unit: MeasurementUnit, scale: Scale | null): Calibration {
  return needsScale(unit) ? (scale?.calibration ?? 'estimated') : 'scaleFree'
}

export const rounded = (value: number): number => Number(value.toPrecision(SIGNIFICANT_DIGITS))

/** The span of what the readings gave, the middle one included; null when only that could be taken. */
export function intervalOf(middle: Outcome, others: readonly (Outcome | undefined)[], basis: string): Interval | null {
  const values = others.flatMap((other) => (other?.measurable ? [other.value] : []))
  if (!middle.measurable || values.length === 0) return null
  const all = [middle.value, ...values]
  return { low: rounded(Math.min(...all)), high: rounded(Math.max(...all)), basis }
}

export type Figures = ReadonlyMap<string, Figure>
