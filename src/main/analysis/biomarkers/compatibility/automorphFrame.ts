import { connectedComponents } from '../../../imaging/components.ts'
import { emptyMask, type Mask } from '../../../imaging/mask.ts'

/** Side of the square on which AutoMorph measures, px. */
export const AUTOMORPH_SIDE = 912

/** The part of a mask that AutoMorph keeps, and the square that it is padded to; whole pixels of the mask. */
export type AutomorphCrop = {
  readonly top: number
  readonly left: number
  readonly rows: number
  readonly columns: number
  readonly side: number
  readonly padTop: number
  readonly padLeft: number
}

/** Objects of fewer pixels are dropped. */
const SMALLEST_OBJECT = 30

/** The crop about a circle (centre in rows and columns, radius px), as AutoMorph's M0 cuts it. */
export function cropAbout(
  size: { readonly width: number; readonly height: number },
  circle: { readonly row: number; readonly column: number; readonly radius: number }
): AutomorphCrop {
  const top = Math.max(0, Math.trunc(circle.row - circle.radius))
  const left = Math.max(0, Math.trunc(circle.column - circle.radius))
  const rows = Math.min(size.height - top, 2 * circle.radius)
  const columns = Math.min(size.width - left, 2 * circle.radius)
  const side = Math.max(rows, columns)
  const pad = (length: number): number => Math.trunc(side / 2 - length / 2)
  return { top, left, rows, columns, side, padTop: pad(rows), padLeft: pad(columns) }
}

/**
 * The circle that AutoMorph's M0 would find if the photograph were lit exactly where the field mask is set: the middle of the
 * rows (columns) that are nearly as long as the longest, and the farthest of the commonest distances of the edge from it.
 */
export function circleOfField(field: Mask): { row: number; column: number; radius: number } | undefined {
  const [rows, columns] = [new Int32Array(field.height), new Int32Array(field.width)]
  field.data.forEach((inside, i) => {
    if (inside === 0) return
    const row = Math.floor(i / field.width)
    const column = i - row * field.width
    rows[row] = (rows[row] ?? 0) + 1
    columns[column] = (columns[column] ?? 0) + 1
  })
  const [row, column] = [middleOfLongest(rows), middleOfLongest(columns)]
  if (row === undefined || column === undefined) return undefined
  const edges = edgeDistances(field, { row, column })
  const most = edges.reduce((a, b) => Math.max(a, b), 0)
  const radius = edges.findLastIndex((count) => count > 0.995 * most)
  return { row, column, radius }
}

function middleOfLongest(lengths: Int32Array): number | undefined {
  const longest = lengths.reduce((a, b) => Math.max(a, b), 0)
  const long = [...lengths.keys()].filter((i) => (lengths[i] ?? 0) > 0.95 * longest)
  return long.length === 0 ? undefined : long.reduce((a, b) => a + b, 0) / long.length
}

/** How many pixels of the edge (set pixels beside empty ones, and the reverse) lie at each whole distance, rounded up. */
function edgeDistances(field: Mask, centre: { row: number; column: number }): number[] {
  const counts: number[] = []
  const { width, height, data } = field
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const here = data[row * width + column] ?? 0
      const beside = [
        column > 0 ? data[row * width + column - 1] : here,
        column + 1 < width ? data[row * width + column + 1] : here,
        row > 0 ? data[(row - 1) * width + column] : here,
        row + 1 < height ? data[(row + 1) * width + column] : here
      ]
      if (beside.every((other) => other === here)) continue
      const distance = Math.ceil(Math.hypot(row - centre.row, column - centre.column))
      counts[distance] = (counts[distance] ?? 0) + 1
    }
  }
  return Array.from(counts, (count) => count ?? 0)
}

/** Crops, pads to a square and resamples to 912 × 912 by nearest neighbour, as OpenCV picks it. */
export function onAutomorphSquare(mask: Mask, crop: AutomorphCrop): Mask {
  const square = emptyMask(AUTOMORPH_SIDE, AUTOMORPH_SIDE)
  // OpenCV's own order of divisions: where the quotient is a whole number, rounding decides.
  const step = 1 / (AUTOMORPH_SIDE / crop.side)
  for (let y = 0; y < AUTOMORPH_SIDE; y++) {
    const row = Math.min(crop.side - 1, Math.floor(y * step)) - crop.padTop
    if (row < 0 || row >= crop.rows) continue
    for (let x = 0; x < AUTOMORPH_SIDE; x++) {
      const column = Math.min(crop.side - 1, Math.floor(x * step)) - crop.padLeft
      if (column < 0 || column >= crop.columns) continue
      square.data[y * AUTOMORPH_SIDE + x] = mask.data[(crop.top + row) * mask.width + crop.left + column] ?? 0
    }
  }
  return square
}

/** A mask without its smallest objects. */
export function withoutSpecks(mask: Mask): Mask {
  const kept = emptyMask(mask.width, mask.height)
  for (const { pixels } of connectedComponents(mask)) {
    if (pixels.length >= SMALLEST_OBJECT) for (const pixel of pixels) kept.data[pixel] = 1
  }
  return kept
}
