import type { ImageSize } from '#shared/domain/geometry.ts'
import type { RgbRaster } from './raster.ts'

/** Keys' cubic with the parameter that OpenCV's INTER_CUBIC has, as the networks were trained. */
const A = -0.75
const TAPS = 4

/** For each cell of the result: the pixels it is made of, kept inside the picture, and their weights. */
type Axis = { readonly pixels: Int32Array; readonly weights: Float32Array }

/**
 * Enlarges a picture by bicubic interpolation between the centres of its pixels, border pixels going on beyond the border
 * (Keys, IEEE Trans ASSP 1981;29:1153–1160). sharp is not used for this: libvips sets an enlarged picture half a pixel off.
 */
export function enlarge(image: RgbRaster, { width, height }: ImageSize): RgbRaster {
  const rows = acrossColumns(image, axis(image.width, width))
  const { pixels, weights } = axis(image.height, height)
  const stride = 3 * width
  const data = new Uint8ClampedArray(stride * height)
  for (let y = 0; y < height; y++) {
    const [a = 0, b = 0, c = 0, d = 0] = pixels.subarray(TAPS * y, TAPS * y + TAPS).map((row) => row * stride)
    const [wa = 0, wb = 0, wc = 0, wd = 0] = weights.subarray(TAPS * y, TAPS * y + TAPS)
    for (let i = 0; i < stride; i++) {
      data[y * stride + i] =
        wa * (rows[a + i] ?? 0) + wb * (rows[b + i] ?? 0) + wc * (rows[c + i] ?? 0) + wd * (rows[d + i] ?? 0)
    }
  }
  return { width, height, data: new Uint8Array(data.buffer) }
}

/** Enlarges along the rows: three interleaved numbers a cell, as many rows as before. */
function acrossColumns({ width, height, data }: RgbRaster, { pixels, weights }: Axis): Float32Array {
  const cells = pixels.length / TAPS
  const rows = new Float32Array(3 * cells * height)
  for (let y = 0, to = 0; y < height; y++) {
    const from = 3 * width * y
    for (let tap = 0; tap < pixels.length; tap += TAPS, to += 3) {
      let [red, green, blue] = [0, 0, 0]
      for (let k = tap; k < tap + TAPS; k++) {
        const at = from + 3 * (pixels[k] ?? 0)
        const weight = weights[k] ?? 0
        red += weight * (data[at] ?? 0)
        green += weight * (data[at + 1] ?? 0)
        blue += weight * (data[at + 2] ?? 0)
      }
      rows[to] = red
      rows[to + 1] = green
      rows[to + 2] = blue
    }
  }
  return rows
}

function axis(from: number, to: number): Axis {
  const [pixels, weights] = [new Int32Array(TAPS * to), new Float32Array(TAPS * to)]
  for (let i = 0; i < to; i++) {
    const at = ((i + 0.5) * from) / to - 0.5
    const left = Math.floor(at)
    for (let k = 0; k < TAPS; k++) {
      pixels[TAPS * i + k] = Math.min(from - 1, Math.max(0, left - 1 + k))
      weights[TAPS * i + k] = cubic(at - (left - 1 + k))
    }
  }
  return { pixels, weights }
}

function cubic(offset: number): number {
  const t = Math.abs(offset)
  if (t <= 1) return ((A + 2) * t - (A + 3)) * t * t + 1
  return t < 2 ? A * (((t - 5) * t + 8) * t - 4) : 0
}
