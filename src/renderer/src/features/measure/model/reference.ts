import type { Measurement } from '#shared/domain/measurement.ts'

export type ReferencePlace = {
  readonly where: 'below' | 'within' | 'above'
  /** Where the value lies on the bar, in per cent; the reference range takes 22 to 78. */
  readonly at: number
}

const RANGE_FROM = 22
const RANGE_TO = 78
const EDGE = 2

/** Where a measured value lies against its reference range; undefined without one. */
export function referencePlace({
  result,
  reference
}: Pick<Measurement, 'result' | 'reference'>): ReferencePlace | undefined {
  if (!result.measurable || reference === null || reference.high <= reference.low) return undefined
  const share = (result.value - reference.low) / (reference.high - reference.low)
  const at = Math.min(100 - EDGE, Math.max(EDGE, RANGE_FROM + share * (RANGE_TO - RANGE_FROM)))
  return { where: share < 0 ? 'below' : share > 1 ? 'above' : 'within', at }
}
