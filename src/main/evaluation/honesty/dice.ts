import { seededRandom } from '../metrics/random.ts'

/** Draws of one seed. */
export type Dice = {
  /** A whole number from low to high, both included. */
  readonly int: (low: number, high: number) => number
  readonly real: (low: number, high: number) => number
  readonly chance: (share: number) => boolean
  readonly pick: <T>(items: readonly [T, ...T[]]) => T
  readonly shuffled: <T>(items: readonly T[]) => T[]
}

/** The same draws for the same seed on every machine. */
export function diceOf(seed: number): Dice {
  const random = seededRandom(seed)
  const int = (low: number, high: number): number => low + Math.floor(random() * (high - low + 1))
  return {
    int,
    real: (low, high) => low + random() * (high - low),
    chance: (share) => random() < share,
    pick: (items) => items[int(0, items.length - 1)] ?? items[0],
    shuffled: (items) =>
      items
        .map((item) => ({ item, key: random() }))
        .toSorted((a, b) => a.key - b.key)
        .map(({ item }) => item)
  }
}
