import { type Mask, type ProbabilityMap, threshold } from '../../imaging/mask.ts'

/** Something segmented: an expert's mask or a network's probabilities. */
export type SegmentedLayer = {
  readonly grid: Mask | ProbabilityMap
  /** The probability from which a cell counts as inside; a mask needs none. */
  readonly level?: number
}

export const isMask = (grid: Mask | ProbabilityMap): grid is Mask => grid.data instanceof Uint8Array

const DEFAULT_LEVEL = 0.5

/** How far the probability's level is moved to see what the segmentation's doubt does to a measurement. */
const DOUBT = 0.15

/** The readings of a layer between which its true outline is thought to lie. */
export const READINGS = ['middle', 'wide', 'narrow'] as const
export type Reading = (typeof READINGS)[number]

/** The level of a reading. */
export function levelOf({ level = DEFAULT_LEVEL }: SegmentedLayer, reading: Reading): number {
  if (reading === 'middle') return level
  return Math.min(0.95, Math.max(0.05, reading === 'wide' ? level - DOUBT : level + DOUBT))
}

/** What moved between the readings, in words for the interval's basis. */
export const basisOf = (layer: SegmentedLayer): string =>
  isMask(layer.grid)
    ? 'outline moved by a quarter of a cell either way'
    : `threshold ${levelOf(layer, 'wide').toFixed(2)} to ${levelOf(layer, 'narrow').toFixed(2)}`

/** The layer as a mask at one of its readings. */
export function maskAt(layer: SegmentedLayer, reading: Reading): Mask {
  const { grid } = layer
  if (!isMask(grid)) return threshold(grid, levelOf(layer, reading))
  return reading === 'middle' ? grid : shifted(grid, levelOf({ grid }, reading))
}

/**
 * An expert's mask with its outline a little wider or narrower: blurred by the binomial kernel 1-2-1 in both directions and
 * cut at another level than one half. Cells whose neighbours are all alike stay as they are.
 */
function shifted({ width, height, data }: Mask, level: number): Mask {
  const moved = Uint8Array.from(data)
  const cut = 16 * level
  for (let y = 1; y < height - 1; y++) {
    for (let i = y * width + 1; i < (y + 1) * width - 1; i++) {
      const here = data[i] ?? 0
      const sides = (data[i - 1] ?? 0) + (data[i + 1] ?? 0) + (data[i - width] ?? 0) + (data[i + width] ?? 0)
      if (sides === 4 * here) continue
      const corners =
        (data[i - width - 1] ?? 0) +
        (data[i - width + 1] ?? 0) +
        (data[i + width - 1] ?? 0) +
        (data[i + width + 1] ?? 0)
      moved[i] = 4 * here + 2 * sides + corners >= cut ? 1 : 0
    }
  }
  return { width, height, data: moved }
}
