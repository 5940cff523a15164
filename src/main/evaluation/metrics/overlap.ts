import type { Mask } from '../../imaging/mask.ts'

/** Pixels that two masks of one size share, and that only one of them has. */
export type Overlap = { readonly both: number; readonly onlyFirst: number; readonly onlySecond: number }

/** Counts the overlap of two masks, inside a third where one is given. */
export function overlapOf(first: Mask, second: Mask, inside?: Mask): Overlap {
  let [both, onlyFirst, onlySecond] = [0, 0, 0]
  for (let i = 0; i < first.data.length; i++) {
    if (inside && inside.data[i] === 0) continue
    const [a, b] = [first.data[i] !== 0, second.data[i] !== 0]
    if (a && b) both++
    else if (a) onlyFirst++
    else if (b) onlySecond++
  }
  return { both, onlyFirst, onlySecond }
}

/** Dice overlap 2|A∩B| / (|A| + |B|); 1 when both are empty. */
export function dice({ both, onlyFirst, onlySecond }: Overlap): number {
  const sum = 2 * both + onlyFirst + onlySecond
  return sum === 0 ? 1 : (2 * both) / sum
}
