import type { Weights } from './weights.ts'

/** Equal bins of probability over which claim and outcome are compared. */
export const RELIABILITY_BINS = 15

/**
 * Expected calibration error (Guo et al., ICML 2017): the mean gap between the probability that was claimed and the share
 * that came true, over equal bins, each weighted by its number of claims. NaN without claims.
 */
export function calibrationError(claimed: readonly number[], came: readonly boolean[], weights?: Weights): number {
  const gaps = new Float64Array(RELIABILITY_BINS)
  let all = 0
  for (const [i, claim] of claimed.entries()) {
    const weight = weights?.[i] ?? 1
    const bin = Math.min(RELIABILITY_BINS - 1, Math.max(0, Math.floor(claim * RELIABILITY_BINS)))
    gaps[bin] = (gaps[bin] ?? 0) + weight * (claim - (came[i] ? 1 : 0))
    all += weight
  }
  return gaps.reduce((sum, gap) => sum + Math.abs(gap), 0) / all
}
