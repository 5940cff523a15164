import type { Measurement } from '#shared/domain/measurement.ts'
import type { VesselInput } from '../biomarkers/index.ts'

export type MeasuringOrder = { readonly id: number; readonly input: VesselInput }

/** Errors travel as their stack's frames: the message of one may hold anything. */
export type MeasuringAnswer =
  | { readonly id: number; readonly ok: true; readonly measurements: readonly Measurement[] }
  | { readonly id: number; readonly ok: false; readonly frames: string }
