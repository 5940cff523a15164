/** Half the width of each row of a filled circle, from the middle row outwards; index 0 is the middle. */
export type CircleRows = readonly number[]

/**
 * The rows of a filled circle as OpenCV's `circle(…, thickness=-1)` draws it: midpoint rule, so that radius 1 is a plus of five
 * pixels and not a square.
 */
export function filledCircle(radius: number): CircleRows {
  const rows = Array.from({ length: radius + 1 }, () => -1)
  const widen = (row: number, half: number): void => {
    rows[row] = Math.max(rows[row] ?? -1, half)
  }
  let [dx, dy, error, plus, minus] = [radius, 0, 0, 1, 2 * radius - 1]
  while (dx >= dy) {
    widen(dy, dx)
    widen(dx, dy)
    dy++
    error += plus
    plus += 2
    if (error > 0) {
      error -= minus
      dx--
      minus -= 2
    }
  }
  return rows
}

/** Circles of growing radius about one point as one shape: row by row the widest of them. */
export function grownTo(radius: number): CircleRows {
  const rows = Array.from({ length: radius + 1 }, () => -1)
  for (let r = 1; r <= radius; r++) {
    filledCircle(r).forEach((half, row) => {
      rows[row] = Math.max(rows[row] ?? -1, half)
    })
  }
  return rows
}
