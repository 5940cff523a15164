import type { Mask, ProbabilityMap } from '../../imaging/mask.ts'
import type { Centreline } from './centreline.ts'

/** What is read across a vessel at each point of its centreline, in cells; 0 where the edges could not be found. */
export type Profile = {
  readonly width: Float32Array
  /** How far to the right of the line (looking along it) the middle between both edges lies. */
  readonly shift: Float32Array
}

/** Step of the search along the normal, cells. */
const STEP = 0.5

/**
 * Reads the vessel's width across each point of its centreline: the distance between the two places along the normal where
 * the probability (or the mask, taken as bilinear) falls through `level`, to a fraction of a cell.
 * A line too thin to reach the level is read as the integral across it.
 */
export function readAcross(
  grid: Mask | ProbabilityMap,
  lines: { readonly line: Centreline; readonly tangent: Centreline },
  { level, reach }: { readonly level: number; readonly reach: number }
): Profile {
  const { line, tangent } = lines
  const count = line.x.length
  const profile = { width: new Float32Array(count), shift: new Float32Array(count) }
  for (let i = 0; i < count; i++) {
    const [x, y] = [line.x[i] ?? 0, line.y[i] ?? 0]
    // To the right of the direction of travel on a screen whose y runs down.
    const [nx, ny] = [-(tangent.y[i] ?? 0), tangent.x[i] ?? 0]
    const along = (t: number): number => valueAt(grid, x + t * nx, y + t * ny)
    const middle = along(0)
    if (middle < level) {
      profile.width[i] = integralAcross(along, reach)
      continue
    }
    const right = edgeAlong(along, { level, reach })
    const left = edgeAlong((t) => along(-t), { level, reach })
    if (right === undefined || left === undefined) continue
    profile.width[i] = right + left
    profile.shift[i] = (right - left) / 2
  }
  return profile
}

/** Bilinear value at a point; cells beyond the border repeat it. */
function valueAt({ width, height, data }: Mask | ProbabilityMap, x: number, y: number): number {
  const column = Math.min(width - 1.001, Math.max(0, x - 0.5))
  const row = Math.min(height - 1.001, Math.max(0, y - 0.5))
  const [left, top] = [Math.floor(column), Math.floor(row)]
  const [u, v] = [column - left, row - top]
  const at = top * width + left
  const above = (data[at] ?? 0) * (1 - u) + (data[at + 1] ?? 0) * u
  const below = (data[at + width] ?? 0) * (1 - u) + (data[at + width + 1] ?? 0) * u
  return above * (1 - v) + below * v
}

function edgeAlong(
  along: (t: number) => number,
  { level, reach }: { level: number; reach: number }
): number | undefined {
  let before = along(0)
  for (let t = STEP; t <= reach; t += STEP) {
    const here = along(t)
    if (here < level) return t - STEP + (STEP * (before - level)) / (before - here)
    before = here
  }
  return undefined
}

/** Sums what is seen to both sides until it is gone. */
function integralAcross(along: (t: number) => number, reach: number): number {
  let sum = along(0)
  for (const side of [1, -1]) {
    for (let t = STEP; t <= Math.min(reach, 3); t += STEP) {
      const here = along(side * t)
      if (here < 0.1) break
      sum += here
    }
  }
  return sum * STEP
}
