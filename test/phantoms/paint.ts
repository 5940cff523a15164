import type { Mask, ProbabilityMap } from '#main/imaging/mask.ts'
import type { Vec } from './curve.ts'

/** A vessel to draw, in image pixels. */
export type Stroke = { readonly points: readonly Vec[]; readonly width: number }

/** For each pixel, how far its centre lies outside the nearest stroke, px; negative inside, `REACH` when far away. */
export type SignedDistance = ProbabilityMap

export const REACH = 4

type Grid = { readonly width: number; readonly height: number }

/** Signed distance to a set of strokes with round ends. */
export function distanceToStrokes(grid: Grid, strokes: readonly Stroke[]): SignedDistance {
  const data = new Float32Array(grid.width * grid.height).fill(REACH)
  for (const { points, width } of strokes) {
    let from = points[0]
    if (!from) continue
    for (const to of points.slice(1)) {
      // Vessels bend too little for steps below a pixel to change anything.
      if (Math.hypot(to.x - from.x, to.y - from.y) < 1 && to !== points.at(-1)) continue
      stampPiece({ grid, data, half: width / 2 }, from, to)
      from = to
    }
  }
  return { ...grid, data }
}

type Canvas = { readonly grid: Grid; readonly data: Float32Array; readonly half: number }

function stampPiece({ grid, data, half }: Canvas, a: Vec, b: Vec): void {
  const reach = half + REACH
  const left = Math.max(0, Math.floor(Math.min(a.x, b.x) - reach))
  const right = Math.min(grid.width - 1, Math.ceil(Math.max(a.x, b.x) + reach))
  const top = Math.max(0, Math.floor(Math.min(a.y, b.y) - reach))
  const bottom = Math.min(grid.height - 1, Math.ceil(Math.max(a.y, b.y) + reach))
  const [dx, dy] = [b.x - a.x, b.y - a.y]
  const squared = dx * dx + dy * dy
  for (let row = top; row <= bottom; row++) {
    for (let column = left; column <= right; column++) {
      const [x, y] = [column + 0.5 - a.x, row + 0.5 - a.y]
      const along = squared === 0 ? 0 : Math.min(1, Math.max(0, (x * dx + y * dy) / squared))
      const outside = Math.hypot(x - along * dx, y - along * dy) - half
      const at = row * grid.width + column
      if (outside < (data[at] ?? 0)) data[at] = outside
    }
  }
}

/** The pixels whose centres lie inside. */
export function maskOf({ width, height, data }: SignedDistance): Mask {
  const inside = new Uint8Array(data.length)
  for (let i = 0; i < data.length; i++) if ((data[i] ?? 0) <= 0) inside[i] = 1
  return { width, height, data: inside }
}

/** What a segmentation network would say: a probability of one half at the edge that falls off over `softness` px. */
export const probabilityOf = ({ width, height, data }: SignedDistance, softness = 0.7): ProbabilityMap => ({
  width,
  height,
  data: data.map((outside) => 1 / (1 + Math.exp(outside / softness)))
})

/** The pixels whose centres satisfy a condition. */
export function maskWhere(grid: Grid, inside: (centre: Vec) => boolean): Mask {
  const data = new Uint8Array(grid.width * grid.height)
  for (let row = 0; row < grid.height; row++)
    for (let column = 0; column < grid.width; column++)
      if (inside({ x: column + 0.5, y: row + 0.5 })) data[row * grid.width + column] = 1
  return { ...grid, data }
}

/** The pixels whose centres lie within any of the closed outlines (x0, y0, x1, y1, …), by the even–odd rule. */
export function maskOfOutlines(grid: Grid, outlines: readonly (readonly number[])[]): Mask {
  const data = new Uint8Array(grid.width * grid.height)
  for (const outline of outlines) {
    const ys = outline.filter((_, i) => i % 2 === 1)
    const top = Math.max(0, Math.floor(Math.min(...ys)))
    const bottom = Math.min(grid.height - 1, Math.ceil(Math.max(...ys)))
    for (let row = top; row <= bottom; row++) {
      const crossings = crossingsOfRow(outline, row + 0.5)
      for (let i = 0; i + 1 < crossings.length; i += 2) {
        const from = Math.max(0, Math.ceil((crossings[i] ?? 0) - 0.5))
        const to = Math.min(grid.width - 1, Math.ceil((crossings[i + 1] ?? 0) - 0.5) - 1)
        data.fill(1, row * grid.width + from, row * grid.width + Math.max(from, to + 1))
      }
    }
  }
  return { ...grid, data }
}

function crossingsOfRow(outline: readonly number[], y: number): number[] {
  const found: number[] = []
  const corners = outline.length / 2
  for (let i = 0; i < corners; i++) {
    const j = (i + 1) % corners
    const [x0, y0, x1, y1] = [outline[2 * i], outline[2 * i + 1], outline[2 * j], outline[2 * j + 1]]
    if (x0 === undefined || y0 === undefined || x1 === undefined || y1 === undefined) continue
    if (y0 <= y !== y1 <= y) found.push(x0 + ((y - y0) / (y1 - y0)) * (x1 - x0))
  }
  return found.toSorted((a, b) => a - b)
}

export const areaOf = (mask: Mask): number => mask.data.reduce((sum, inside) => sum + inside, 0)
