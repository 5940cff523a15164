/*
 * Central retinal equivalents: the six largest arteries (veins) near the disc summarised as the one vessel that they would
 * come from. All widths in the same unit; Hubbard's constants ask for micrometres.
 */

/** Knudtson et al. 2003 (Curr Eye Res 27:143), eq. 2 and 3. */
export const knudtson = {
  artery: (one: number, other: number): number => 0.88 * Math.hypot(one, other),
  vein: (one: number, other: number): number => 0.95 * Math.hypot(one, other)
} as const

/** Hubbard et al. 1999 (Ophthalmology 106:2269); µm, `narrow` ≤ `wide`. NaN below the widths that the formula was made for. */
export const hubbard = {
  artery: (narrow: number, wide: number): number =>
    Math.sqrt(0.87 * narrow ** 2 + 1.01 * wide ** 2 - 0.22 * narrow * wide - 10.76),
  vein: (narrow: number, wide: number): number => Math.sqrt(0.72 * narrow ** 2 + 0.91 * wide ** 2 + 450.05)
} as const

export type PairFormula = (narrow: number, wide: number) => number

/** How many vessels go into an equivalent (Knudtson 2003: six, so that it does not depend on how many are there). */
export const VESSELS_MEASURED = 6

/**
 * Pairs the widest with the narrowest, the second widest with the second narrowest and so on, carries an odd middle one
 * over, and repeats until one is left. Undefined without widths.
 */
export function centralEquivalent(widths: readonly number[], pair: PairFormula): number | undefined {
  let current = widths.toSorted((a, b) => a - b)
  while (current.length > 1) {
    const half = current.length >> 1
    const next: number[] = []
    for (let i = 0; i < half; i++) next.push(pair(current[i] ?? 0, current[current.length - 1 - i] ?? 0))
    if (current.length % 2 === 1) next.push(current[half] ?? 0)
    current = next.toSorted((a, b) => a - b)
  }
  return current[0]
}
