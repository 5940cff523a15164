import { z } from 'zod'

/** Milliseconds since the Unix epoch, UTC. */
export const UtcMs = z.int().nonnegative().brand<'UtcMs'>()
export type UtcMs = z.infer<typeof UtcMs>

/** A calendar day without a time zone, ISO 8601 (`2026-11-20`). */
export const CalendarDay = z.iso.date().brand<'CalendarDay'>()
export type CalendarDay = z.infer<typeof CalendarDay>

export const Probability = z.number().min(0).max(1).brand<'Probability'>()
export type Probability = z.infer<typeof Probability>

export const Micrometre = z.number().nonnegative().brand<'Micrometre'>()
export type Micrometre = z.infer<typeof Micrometre>

/** A length in units of the eye's own optic disc diameter. */
export const DiscDiameters = z.number().nonnegative().brand<'DiscDiameters'>()
export type DiscDiameters = z.infer<typeof DiscDiameters>

export const SquareMillimetre = z.number().nonnegative().brand<'SquareMillimetre'>()
export type SquareMillimetre = z.infer<typeof SquareMillimetre>

/** Micrometres on the retina for one image pixel. */
export const MicrometrePerPx = z.number().positive().brand<'MicrometrePerPx'>()
export type MicrometrePerPx = z.infer<typeof MicrometrePerPx>

/**
 * Clamps a number into [0, 1] and brands it.
 * @throws RangeError when the number is not finite, so that a NaN from a model never travels as a confidence.
 */
export function probability(value: number): Probability {
  if (!Number.isFinite(value)) throw new RangeError('A probability must be a finite number')
  return Probability.parse(Math.min(1, Math.max(0, value)))
}
