import type { ImageCircle } from '#shared/domain/geometry.ts'
import type { Frame } from '../../imaging/frame.ts'
import type { ProbabilityMap } from '../../imaging/mask.ts'
import type { Output } from './runtime.ts'

/** Where a decision comes from, from 0 to 1, on a grid of `frame`. */
export type EvidenceMap = { readonly frame: Frame; readonly map: ProbabilityMap }

/** Pixels of the frame that share one cell of the map: evidence is coarse. */
const CELL = 4

/** How the network saw the photograph. */
export type Seen = {
  readonly frame: Frame
  /** The frame was padded to the right and below to a multiple of this, px. */
  readonly multipleOf: number
  readonly field: ImageCircle | undefined
}

/**
 * The first class's map of a network's coarse activations [1, k, h, w], interpolated between the middles of its cells, and 0
 * outside the field. It is not stretched: a photograph without evidence has none. Undefined where the network gives no map.
 */
export function evidenceMap(activations: Output | undefined, seen: Seen): EvidenceMap | undefined {
  const [, , rows = 0, columns = 0] = activations?.shape ?? []
  if (!activations || rows === 0 || columns === 0) return undefined
  const { frame, field } = seen
  const [width, height] = [Math.ceil(frame.width / CELL), Math.ceil(frame.height / CELL)]
  const data = new Float32Array(width * height)
  const cellOf = { x: columns / padded(frame.width, seen), y: rows / padded(frame.height, seen) }
  for (let y = 0; y < height; y++) {
    const v = (y + 0.5) / height
    for (let x = 0; x < width; x++) {
      const u = (x + 0.5) / width
      const [imageX, imageY] = [frame.left + u * frame.cropWidth, frame.top + v * frame.cropHeight]
      if (field && Math.hypot(imageX - field.centre.x, imageY - field.centre.y) > field.radius) continue
      const at = { x: u * frame.width * cellOf.x - 0.5, y: v * frame.height * cellOf.y - 0.5 }
      data[y * width + x] = Math.min(1, Math.max(0, between(activations.data, { rows, columns }, at)))
    }
  }
  return { frame: { ...frame, width, height }, map: { width, height, data } }
}

const padded = (length: number, { multipleOf }: Seen): number => Math.ceil(length / multipleOf) * multipleOf

/** Bilinear interpolation at a place counted in cells from the middle of the first one; constant beyond the outermost middles. */
function between(
  values: Float32Array,
  { rows, columns }: { readonly rows: number; readonly columns: number },
  at: { readonly x: number; readonly y: number }
): number {
  const x = Math.min(columns - 1, Math.max(0, at.x))
  const y = Math.min(rows - 1, Math.max(0, at.y))
  const [left, top] = [Math.floor(x), Math.floor(y)]
  const [right, bottom] = [Math.min(columns - 1, left + 1), Math.min(rows - 1, top + 1)]
  const value = (row: number, column: number): number => values[row * columns + column] ?? 0
  const above = value(top, left) + (x - left) * (value(top, right) - value(top, left))
  const below = value(bottom, left) + (x - left) * (value(bottom, right) - value(bottom, left))
  return above + (y - top) * (below - above)
}
