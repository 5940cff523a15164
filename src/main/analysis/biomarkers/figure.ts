import type {
  Mark,
  MeasurementName,
  MeasurementRegion,
  NotMeasurableReason,
  VesselKind
} from '#shared/domain/measurement.ts'

/** One number on its way to a `Measurement`, or the reason why there is none. Lengths in the unit of the measurement. */
export type Figure = {
  readonly name: MeasurementName
  readonly region: MeasurementRegion
  readonly vessels: VesselKind | null
  readonly outcome: Outcome
  /** What it was taken from, on the photograph. */
  readonly marks: () => readonly Mark[]
}

export type Outcome =
  | { readonly measurable: true; readonly value: number }
  | { readonly measurable: false; readonly reason: NotMeasurableReason }

export const measured = (value: number): Outcome =>
  Number.isFinite(value) ? { measurable: true, value } : { measurable: false, reason: 'numericallyUnstable' }

export const unmeasured = (reason: NotMeasurableReason): Outcome => ({ measurable: false, reason })

/** A value, or the reason that goes with its absence. */
export const measuredOr = (value: number | undefined, reason: NotMeasurableReason): Outcome =>
  value === undefined ? unmeasured(reason) : measured(value)

/** Names a figure among those of one reading. */
export const figureKey = ({ name, region, vessels }: Figure): string => `${name}/${region}/${vessels ?? '-'}`
