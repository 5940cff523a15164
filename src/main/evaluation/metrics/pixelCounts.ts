import type { Weights } from './weights.ts'
import type { Mask, ProbabilityMap } from '../../imaging/mask.ts'

/** As fine as the training code counts (training/retinatrain/metrics/pixels.py), so that both say the same. */
export const PROBABILITY_BINS = 4096

type Counts = Uint32Array | Float64Array

/**
 * How many pixels of each truth have a probability in each of `PROBABILITY_BINS` equal bins. Counts of photographs add up,
 * so that scores over any number of photographs need no map to be kept.
 */
export type PixelCounts = { readonly negative: Counts; readonly positive: Counts }

/** Counts the pixels of one photograph, inside a mask where one is given. All three are of one size. */
export function countPixels(map: ProbabilityMap, truth: Mask, inside?: Mask): PixelCounts {
  const negative = new Uint32Array(PROBABILITY_BINS)
  const positive = new Uint32Array(PROBABILITY_BINS)
  for (let i = 0; i < map.data.length; i++) {
    if (inside && inside.data[i] === 0) continue
    const bin = binOf(map.data[i] ?? 0)
    const counts = truth.data[i] === 0 ? negative : positive
    counts[bin] = (counts[bin] ?? 0) + 1
  }
  return { negative, positive }
}

/** The bin of a probability; what lies outside 0 to 1 goes into the first or the last one. */
export const binOf = (probability: number): number =>
  Math.min(PROBABILITY_BINS - 1, Math.max(0, Math.floor(probability * PROBABILITY_BINS)))

/** The middle of a bin. */
export const binCentre = (bin: number): number => (bin + 0.5) / PROBABILITY_BINS

/** Adds up counts, each as often as its weight says. */
export function sumCounts(parts: readonly PixelCounts[], weights?: Weights): PixelCounts {
  const negative = new Float64Array(PROBABILITY_BINS)
  const positive = new Float64Array(PROBABILITY_BINS)
  for (const [index, part] of parts.entries()) {
    const weight = weights?.[index] ?? 1
    if (weight === 0) continue
    addScaled(negative, part.negative, weight)
    addScaled(positive, part.positive, weight)
  }
  return { negative, positive }
}

function addScaled(sum: Float64Array, part: Counts, weight: number): void {
  for (let bin = 0; bin < sum.length; bin++) sum[bin] = (sum[bin] ?? 0) + weight * (part[bin] ?? 0)
}
