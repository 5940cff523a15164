import sharp from 'sharp'
import type { ImageSize } from '#shared/domain/geometry.ts'
import type { RgbRaster } from './raster.ts'

/*
 * The networks were trained on pictures shrunk by area averaging (OpenCV's INTER_AREA), which libvips does not have: its
 * kernels move a probability by up to .14. Averaging here costs several times libvips's time, though.
 */

/** Cells up to which a result is always exact. */
const FEW_CELLS = 512 * 512
/** A cell's pixels across, above which libvips is near enough for larger results: outlines stay the same, and it is quicker. */
const MANY_PIXELS = 1.5
/** A cell's pixels across, above which libvips may go before: what its kernel does to so many evens out in their mean. */
const ENOUGH_PIXELS = 3

/** Shrinks a picture as the networks were trained to see it. */
export async function shrink(image: RgbRaster, to: ImageSize): Promise<RgbRaster> {
  const isLarge = to.width * to.height > FEW_CELLS
  if (isLarge && image.width > MANY_PIXELS * to.width) return resample(image, to, 'linear')
  const between = { width: ENOUGH_PIXELS * to.width, height: ENOUGH_PIXELS * to.height }
  const isFar = image.width > 1.3 * between.width && image.height > 1.3 * between.height
  return shrinkByArea(isFar ? await resample(image, between, 'cubic') : image, to)
}

async function resample(from: RgbRaster, to: ImageSize, kernel: 'linear' | 'cubic'): Promise<RgbRaster> {
  const { width, height } = from
  const data = await sharp(from.data, { raw: { width, height, channels: 3 }, limitInputPixels: false })
    .resize(to.width, to.height, { fit: 'fill', kernel })
    .raw()
    .toBuffer()
  return { width: to.width, height: to.height, data }
}

/** For each cell of the result: the first and the last pixel that it covers, and what share of it each of them is. */
type Axis = {
  readonly first: Int32Array
  readonly last: Int32Array
  readonly firstShare: Float64Array
  readonly lastShare: Float64Array
  /** The share of a pixel that lies wholly inside. */
  readonly whole: number
}

/** Shrinks by area averaging: a cell is the mean of what it covers, pixels cut by its border counting in part. */
export function shrinkByArea({ width, height, data }: RgbRaster, to: ImageSize): RgbRaster {
  const [across, down] = [axis(width, to.width), axis(height, to.height)]
  const small = new Uint8Array(3 * to.width * to.height)
  const band = new Float64Array(3 * width)
  for (let y = 0; y < to.height; y++) {
    averageRows(data, band, cellOf(down, y))
    averageColumns(band, across, small.subarray(3 * to.width * y, 3 * to.width * (y + 1)))
  }
  return { width: to.width, height: to.height, data: small }
}

function axis(from: number, to: number): Axis {
  const [first, last] = [new Int32Array(to), new Int32Array(to)]
  const [firstShare, lastShare] = [new Float64Array(to), new Float64Array(to)]
  for (let i = 0; i < to; i++) {
    const [begin, end] = [(i * from) / to, ((i + 1) * from) / to]
    const head = Math.min(from - 1, Math.floor(begin))
    const tail = Math.min(from - 1, Math.max(head, Math.ceil(end) - 1))
    first[i] = head
    last[i] = tail
    firstShare[i] = (Math.min(head + 1, end) - begin) / (end - begin)
    lastShare[i] = tail > head ? (end - tail) / (end - begin) : 0
  }
  return { first, last, firstShare, lastShare, whole: to / from }
}

type Cell = {
  readonly first: number
  readonly last: number
  readonly head: number
  readonly tail: number
  readonly whole: number
}

const cellOf = ({ first, last, firstShare, lastShare, whole }: Axis, i: number): Cell => ({
  first: first[i] ?? 0,
  last: last[i] ?? 0,
  head: firstShare[i] ?? 0,
  tail: lastShare[i] ?? 0,
  whole
})

/** Writes the mean of a cell's rows into `band`, which is as long as a row. */
function averageRows(data: Uint8Array, band: Float64Array, { first, last, head, tail, whole }: Cell): void {
  const stride = band.length
  const [from, end] = [stride * (first + 1), stride * last]
  for (let i = 0; i < stride; i++) {
    let inside = 0
    for (let at = from + i; at < end; at += stride) inside += data[at] ?? 0
    band[i] = head * (data[stride * first + i] ?? 0) + whole * inside + tail * (data[end + i] ?? 0)
  }
}

function averageColumns(band: Float64Array, across: Axis, row: Uint8Array): void {
  for (let x = 0, to = 0; to < row.length; x++) {
    const [first, last] = [3 * (across.first[x] ?? 0), 3 * (across.last[x] ?? 0)]
    const [head, tail] = [across.firstShare[x] ?? 0, across.lastShare[x] ?? 0]
    for (let at = first; at < first + 3; at++, to++) {
      const end = last + at - first
      let inside = 0
      for (let i = at + 3; i < end; i += 3) inside += band[i] ?? 0
      row[to] = head * (band[at] ?? 0) + across.whole * inside + tail * (band[end] ?? 0) + 0.5
    }
  }
}
