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
/** How far to each side a line is summed that is too thin to reach the level, cells. */
const THIN_REACH = 3
/** Below this nothing of a thin line is left. */
const GONE = 0.1

/**
 * Reads the vessel's width across each point of its centreline: the distance between the two places along the normal where
 * the probability (or the mask, taken as bilinear) falls through `level`, to a fraction of a cell.
 * A line too thin to reach the level is read as the integral across it.
 */
export function readAcross(
  grid: Mask | ProbabilityMap,
  lines: { readonly line: Centreline; readonly tangent: Centreline },
  limits: Limits
): Profile {
  const { line, tangent } = lines
  const count = line.x.length
  const profile = { width: new Float32Array(count), shift: new Float32Array(count) }
  const ray = { x: 0, y: 0, nx: 0, ny: 0 }
  for (let i = 0; i < count; i++) {
    ray.x = line.x[i] ?? 0
    ray.y = line.y[i] ?? 0
    // To the right of the direction of travel on a screen whose y runs down.
    ray.nx = -(tangent.y[i] ?? 0)
    ray.ny = tangent.x[i] ?? 0
    if (valueAt(grid, ray.x, ray.y) < limits.level) {
      profile.width[i] = integralAcross(grid, ray)
      continue
    }
    const right = edgeAlong(grid, ray, limits)
    ray.nx = -ray.nx
    ray.ny = -ray.ny
    const left = edgeAlong(grid, ray, limits)
    if (right < 0 || left < 0) continue
    profile.width[i] = right + left
    profile.shift[i] = (right - left) / 2
  }
  return profile
}

/** The level at the vessel's edge, and how many cells from the middle it is looked for. */
export type Limits = { readonly level: number; readonly reach: number }

type Ray = { readonly x: number; readonly y: number; readonly nx: number; readonly ny: number }

/** Bilinear value at a point; cells beyond the border repeat it. */
function valueAt({ width, height, data }: Mask | ProbabilityMap, x: number, y: number): number {
  const column = Math.min(width - 1.001, Math.max(0, x - 0.5))
  const row = Math.min(height - 1.001, Math.max(0, y - 0.5))
  const left = Math.floor(column)
  const top = Math.floor(row)
  const u = column - left
  const at = top * width + left
  const above = (data[at] ?? 0) * (1 - u) + (data[at + 1] ?? 0) * u
  const below = (data[at + width] ?? 0) * (1 - u) + (data[at + width + 1] ?? 0) * u
  return above + (below - above) * (row - top)
}

/** Distance along a ray to where the value falls through the level; −1 where it never does. */
function edgeAlong(grid: Mask | ProbabilityMap, { x, y, nx, ny }: Ray, { level, reach }: Limits): number {
  let before = valueAt(grid, x, y)
  for (let t = STEP; t <= reach; t += STEP) {
    const here = valueAt(grid, x + t * nx, y + t * ny)
    if (here < level) return t - STEP + (STEP * (before - level)) / (before - here)
    before = here
  }
  return -1
}

/** Sums what is seen to both sides until it is gone. */
function integralAcross(grid: Mask | ProbabilityMap, { x, y, nx, ny }: Ray): number {
  let sum = valueAt(grid, x, y)
  for (let side = -1; side <= 1; side += 2) {
    for (let t = STEP; t <= THIN_REACH; t += STEP) {
      const here = valueAt(grid, x + side * t * nx, y + side * t * ny)
      if (here < GONE) break
      sum += here
    }
  }
  return sum * STEP
}
