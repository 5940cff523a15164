import type { Mask } from '../../../imaging/mask.ts'
import { fitLine } from '../fractal.ts'

/** PVBM's multifractal measurements of one mask. */
export type PvbmDimensions = {
  readonly d0: number
  readonly d1: number
  readonly d2: number
  readonly singularityLength: number
}

const ROTATIONS = 25
const BOX_SIZES = 20
/** A box counts when the vessels fill no less and no more of it than this: the limits of PVBM's own examples. */
const OCCUPANCY = { least: 0.0001, most: 0.9999 }
/** The orders of which the singularity strengths are the ends of the spectrum. */
const STEEPEST = 10

/**
 * Generalised dimensions of the vessels' area: boxes of twenty sizes from the top left corner, in 25 rotations of the picture
 * over a full turn; the one that counts is that with the largest D0 among those with D0 > D1 > D2, else the largest D0.
 * @returns undefined for an empty mask.
 */
export function pvbmDimensions(mask: Mask): PvbmDimensions | undefined {
  if (!mask.data.includes(1)) return undefined
  const turns = Array.from({ length: ROTATIONS }, (_, turn) => {
    const angle = (2 * Math.PI * turn) / (ROTATIONS - 1)
    return { angle, ...dimensionsOf(sharesBySize(mask, angle)) }
  })
  const ordered = turns.filter(({ d0, d1, d2 }) => d0 > d1 && d1 > d2)
  const candidates = ordered.length > 0 ? ordered : turns
  const { angle, d0, d1, d2 } = candidates.reduce((best, next) => (next.d0 > best.d0 ? next : best))
  return { d0, d1, d2, singularityLength: singularityLength(sharesBySize(mask, angle)) }
}

/** Sums of all rectangles from the top left corner, so that any box is four look-ups. */
type Summed = { readonly width: number; readonly height: number; readonly sums: Float64Array }

/** Turns a mask about its middle, bilinearly, on a picture large enough to hold all of it, and sums that picture. */
function rotatedSums(mask: Mask, angle: number): Summed {
  const { width, height } = mask
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  const [cx, cy] = [width / 2 - 0.5, height / 2 - 0.5]
  const corners = [
    [0, 0],
    [0, height - 1],
    [width - 1, height - 1],
    [width - 1, 0]
  ].map(([x = 0, y = 0]) => [cos * (x - cx) + sin * (y - cy) + cx, -sin * (x - cx) + cos * (y - cy) + cy])
  const [xs, ys] = [corners.map(([x = 0]) => x), corners.map(([, y = 0]) => y)]
  const [left, top] = [Math.min(...xs), Math.min(...ys)]
  const turned = {
    width: roundHalfEven(Math.max(...xs) - left + 1),
    height: roundHalfEven(Math.max(...ys) - top + 1)
  }
  const sums = new Float64Array((turned.width + 1) * (turned.height + 1))
  const source = withMargin(mask)
  for (let row = 0; row < turned.height; row++) {
    const dy = row + top - cy
    const line = { x: -sin * dy + cx, y: cos * dy + cy, dx: left - cx, cos, sin }
    sumRow(source, line, { sums, row, width: turned.width })
  }
  return { ...turned, sums }
}

type Line = {
  readonly x: number
  readonly y: number
  readonly dx: number
  readonly cos: number
  readonly sin: number
}

/** Reads the mask along one row of the turned picture and adds it to the sums of the row above. */
function sumRow(
  source: Mask,
  { x, y, dx, cos, sin }: Line,
  { sums, row, width }: { sums: Float64Array; row: number; width: number }
): void {
  const stride = width + 1
  let [sum, above] = [0, row * stride + 1]
  for (let column = 0; column < width; column++, above++) {
    const along = column + dx
    sum += valueAt(source, cos * along + x, sin * along + y)
    sums[above + stride] = (sums[above] ?? 0) + sum
  }
}

/** Empty cells round a mask, so that a point just outside can be interpolated. */
function withMargin({ width, height, data }: Mask): Mask {
  const stride = width + 2 * MARGIN
  const wide = new Uint8Array(stride * (height + 2 * MARGIN))
  for (let y = 0; y < height; y++) wide.set(data.subarray(y * width, (y + 1) * width), (y + MARGIN) * stride + MARGIN)
  return { width: stride, height: height + 2 * MARGIN, data: wide }
}

const MARGIN = 2

/** Bilinear value at a pixel position of the mask inside the margin; 0 beyond it. */
function valueAt({ width, height, data }: Mask, x: number, y: number): number {
  const x0 = Math.floor(x)
  const y0 = Math.floor(y)
  if (x0 < -MARGIN || y0 < -MARGIN || x0 >= width - 2 * MARGIN + 1 || y0 >= height - 2 * MARGIN + 1) return 0
  const at = (y0 + MARGIN) * width + x0 + MARGIN
  const [a, b, c, d] = [data[at] ?? 0, data[at + 1] ?? 0, data[at + width] ?? 0, data[at + width + 1] ?? 0]
  if (a + b + c + d === 0) return 0
  const u = x - x0
  const v = y - y0
  return (a * (1 - u) + b * u) * (1 - v) + (c * (1 - u) + d * u) * v
}

const roundHalfEven = (value: number): number => {
  const floor = Math.floor(value)
  if (value - floor !== 0.5) return Math.round(value)
  return floor % 2 === 0 ? floor : floor + 1
}

type Shares = { readonly logSizes: readonly number[]; readonly shares: readonly (readonly number[])[] }

/** For each box size of one rotation, what share of the vessels each box holds. */
function sharesBySize(mask: Mask, angle: number): Shares {
  const picture = rotatedSums(mask, angle)
  const largest = Math.trunc(0.6 * Math.min(picture.width, picture.height))
  const sizes = Array.from({ length: BOX_SIZES }, (_, i) => Math.trunc(5 + (i * (largest - 5)) / (BOX_SIZES - 1)))
  return { logSizes: sizes.map(Math.log), shares: sizes.map((size) => sharesAt(picture, size)) }
}

function dimensionsOf({ logSizes, shares }: Shares): Omit<PvbmDimensions, 'singularityLength'> {
  const slope = (values: readonly number[]): number => fitLine(logSizes, values).slope
  return {
    d0: -slope(shares.map((p) => Math.log(p.length))),
    d1: -slope(shares.map((p) => -p.reduce((sum, share) => sum + share * Math.log(share), 0))),
    d2: -slope(shares.map((p) => -Math.log(p.reduce((sum, share) => sum + share * share, 0))))
  }
}

function singularityLength({ logSizes, shares }: Shares): number {
  const strength = (order: number): number =>
    fitLine(
      logSizes,
      shares.map((p) => strengthAt(p, order))
    ).slope
  return Math.abs(strength(STEEPEST) - strength(-STEEPEST))
}

/** Mean logarithm of the shares, weighted by their power (Chhabra and Jensen 1989). */
function strengthAt(shares: readonly number[], order: number): number {
  const weights = shares.map((share) => share ** order)
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  return shares.reduce((sum, share, i) => sum + ((weights[i] ?? 0) / total) * Math.log(share), 0)
}

/** Shares of the boxes that count; of all boxes when none does. */
function sharesAt(picture: Summed, size: number): number[] {
  const boxes = boxSums(picture, size)
  const within = (least: number, most: number): number[] =>
    boxes.filter((sum) => sum / size ** 2 >= least && sum / size ** 2 <= most && sum > 0)
  const usual = within(OCCUPANCY.least, OCCUPANCY.most)
  const counted = usual.length > 0 ? usual : within(0.001, 1)
  const total = counted.reduce((sum, box) => sum + box, 0)
  return counted.map((box) => box / total)
}

function boxSums({ width, height, sums }: Summed, size: number): number[] {
  const stride = width + 1
  const boxes: number[] = []
  for (let top = 0; top < height; top += size) {
    const bottom = Math.min(height, top + size)
    for (let left = 0; left < width; left += size) {
      const right = Math.min(width, left + size)
      boxes.push(
        (sums[bottom * stride + right] ?? 0) -
          (sums[top * stride + right] ?? 0) -
          (sums[bottom * stride + left] ?? 0) +
          (sums[top * stride + left] ?? 0)
      )
    }
  }
  return boxes
}
