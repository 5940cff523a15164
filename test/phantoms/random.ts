/** A stream of random numbers that its seed alone decides. */
export type Random = {
  /** Uniform in [0, 1). */
  readonly next: () => number
  readonly between: (low: number, high: number) => number
  /** Nearly normal with mean 0 and variance 1: the sum of three uniform numbers. */
  readonly normal: () => number
}

/** Starts the stream of one seed (any integer); the same seed gives the same numbers on every machine. */
export function seededRandom(seed: number): Random {
  let state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) | 0
  // A Weyl sequence through an integer hash: 32 bits of state are plenty for a picture.
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    next,
    between: (low, high) => low + (high - low) * next(),
    normal: () => 2 * (next() + next() + next() - 1.5)
  }
}

/** Smooth noise of the plane in [−1, 1] whose features are about one unit wide. */
export function valueNoise(seed: number): (x: number, y: number) => number {
  const corner = (column: number, row: number): number => {
    let hash = Math.imul(column, 0x27d4eb2d) ^ Math.imul(row, 0x165667b1) ^ Math.imul(seed + 1, 0x9e3779b9)
    hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b)
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
    return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 31 - 1
  }
  const ease = (t: number): number => t * t * (3 - 2 * t)
  return (x, y) => {
    const column = Math.floor(x)
    const row = Math.floor(y)
    const u = ease(x - column)
    const v = ease(y - row)
    const top = corner(column, row) * (1 - u) + corner(column + 1, row) * u
    const bottom = corner(column, row + 1) * (1 - u) + corner(column + 1, row + 1) * u
    return top * (1 - v) + bottom * v
  }
}
