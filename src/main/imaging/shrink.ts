import type { ImageSize } from '#shared/domain/geometry.ts'
import type { RgbRaster } from './raster.ts'

/** For each cell of the result: the first and the last pixel that it covers, and what share of it each of them is. */
type Axis = {
  readonly first: Int32Array
  readonly last: Int32Array
  readonly firstShare: Float64Array
  readonly lastShare: Float64Array
  /** The share of a pixel that lies wholly inside. */
  readonly whole: number
}

/**
 * Shrinks a picture by area averaging: a cell is the mean of what it covers, pixels cut by its border counting in part.
 * The networks were trained on pictures shrunk so (OpenCV's INTER_AREA). sharp is not used for this: what libvips's
 * kernels give moves a probability by up to .14.
 */
export function shrinkByArea({ width, height, data }: RgbRaster, to: ImageSize): RgbRaster {
  const [across, down] = [axis(width, to.width), axis(height, to.height)]
  const small = new Uint8Array(3 * to.width * to.height)
  const band = new Float32Array(3 * width)
  for (let y = 0; y < to.height; y++) {
    averageRows(data, { down, y, band })
    averageColumns(band, across, small.subarray(3 * to.width * y, 3 * to.width * (y + 1)))
  }
  return { width: to.width, height: to.height, data: small }
}

function axis(from: number, to: number): Axis {
  const [first, last] = [new Int32Array(to), new Int32Array(to)]
  const [firstShare, lastShare] = [new Float64Array(to), new Float64Array(to)]
  for (let i = 0; i < to; i++) {
    const begin = (i * from) / to
    const end = ((i + 1) * from) / to
    const head = Math.min(from - 1, Math.floor(begin))
    const tail = Math.min(from - 1, Math.max(head, Math.ceil(end) - 1))
    first[i] = head
    last[i] = tail
    firstShare[i] = (Math.min(head + 1, end) - begin) / (end - begin)
    lastShare[i] = (end - tail) / (end - begin)
  }
  return { first, last, firstShare, lastShare, whole: to / from }
}

type Band = { readonly down: Axis; readonly y: number; readonly band: Float32Array }

/** Writes the mean of the rows that make row `y` of the result into `band`. */
function averageRows(data: Uint8Array, { down, y, band }: Band): void {
  const [first, last] = [down.first[y] ?? 0, down.last[y] ?? 0]
  band.fill(0)
  for (let row = first; row <= last; row++) {
    const share = row === first ? down.firstShare[y] : row === last ? down.lastShare[y] : down.whole
    addRow(data, band, { from: row * band.length, share: share ?? 0 })
  }
}

function addRow(data: Uint8Array, band: Float32Array, { from, share }: { from: number; share: number }): void {
  for (let i = 0; i < band.length; i++) band[i] = (band[i] ?? 0) + share * (data[from + i] ?? 0)
}

function averageColumns(band: Float32Array, across: Axis, row: Uint8Array): void {
  for (let x = 0; 3 * x < row.length; x++) {
    const [first, last] = [3 * (across.first[x] ?? 0), 3 * (across.last[x] ?? 0)]
    const [head, tail] = [across.firstShare[x] ?? 0, last > first ? (across.lastShare[x] ?? 0) : 0]
    for (let channel = 0; channel < 3; channel++) {
      let inside = 0
      for (let i = first + 3 + channel; i < last; i += 3) inside += band[i] ?? 0
      const mean = head * (band[first + channel] ?? 0) + across.whole * inside + tail * (band[last + channel] ?? 0)
      row[3 * x + channel] = mean + 0.5
    }
  }
}
