import { area, emptyMask, type Mask } from '../../../imaging/mask.ts'
import { centralEquivalent, hubbard, knudtson, type PairFormula, VESSELS_MEASURED } from '../calibre.ts'
import { fitLine } from '../fractal.ts'
import { thin } from '../thinning.ts'
import { filledCircle, grownTo, type CircleRows } from './filledCircle.ts'

/*
 * AutoMorph's definitions (Zhou et al., Transl Vis Sci Technol 2022;11(7):12) as its published scripts compute them, for
 * comparison only. docs/biomarkers.md says where they differ from ours.
 */

/** One kind of vessel on AutoMorph's square: what is set and its skeleton. */
export type AutomorphVessels = { readonly vessels: Mask; readonly skeleton: Mask }

export const automorphVessels = (vessels: Mask): AutomorphVessels => ({ vessels, skeleton: thin(vessels) })

export type AutomorphTexture = {
  readonly fractalDimension: number | undefined
  readonly density: number
  /** Pixels of the square; undefined without a skeleton. */
  readonly averageWidth: number | undefined
}

/** Fractal dimension, density over the whole square, and vessel pixels for one pixel of skeleton. */
export function automorphTexture({ vessels, skeleton }: AutomorphVessels): AutomorphTexture {
  const [pixels, lines] = [area(vessels), area(skeleton)]
  return {
    fractalDimension: boxDimension(vessels),
    density: pixels / vessels.data.length,
    averageWidth: lines === 0 ? undefined : pixels / lines
  }
}

/** Box counting with boxes of 512 to 4 px from the top left corner; a box counts when it is neither empty nor full. */
function boxDimension(mask: Mask): number | undefined {
  const largest = 2 ** Math.floor(Math.log2(Math.min(mask.width, mask.height)))
  const counts: number[] = []
  const sizes: number[] = []
  let boxes: Boxes = { across: mask.width, down: mask.height, sums: Int32Array.from(mask.data) }
  for (let size = 2; size <= largest; size *= 2) {
    boxes = halved(boxes)
    if (size < SMALLEST_BOX) continue
    sizes.push(size)
    counts.push(boxes.sums.reduce((count, sum) => count + (sum > 0 && sum < size * size ? 1 : 0), 0))
  }
  if (counts.length < 2 || counts.some((count) => count === 0)) return undefined
  return -fitLine(sizes.map(Math.log), counts.map(Math.log)).slope
}

const SMALLEST_BOX = 4

type Boxes = { readonly across: number; readonly down: number; readonly sums: Int32Array }

/** Sums of two by two boxes; at the right and lower border of what is left of them. */
function halved({ across, down, sums }: Boxes): Boxes {
  const half = { across: Math.ceil(across / 2), down: Math.ceil(down / 2) }
  const merged = new Int32Array(half.across * half.down)
  for (let row = 0; row < down; row++) {
    for (let column = 0; column < across; column++) {
      const box = (row >> 1) * half.across + (column >> 1)
      merged[box] = (merged[box] ?? 0) + (sums[row * across + column] ?? 0)
    }
  }
  return { ...half, sums: merged }
}

/** The disc as AutoMorph reads it: extents are differences of the outermost pixels. */
export type AutomorphDisc = {
  readonly height: number
  readonly width: number
  readonly row: number
  readonly column: number
  readonly radius: number
}

export function automorphDisc(disc: Mask): AutomorphDisc | undefined {
  let [top, bottom, left, right, rows, columns, count] = [Infinity, -1, Infinity, -1, 0, 0, 0]
  disc.data.forEach((inside, i) => {
    if (inside === 0) return
    const row = Math.floor(i / disc.width)
    const column = i - row * disc.width
    top = Math.min(top, row)
    bottom = Math.max(bottom, row)
    left = Math.min(left, column)
    right = Math.max(right, column)
    rows += row
    columns += column
    count++
  })
  if (count === 0) return undefined
  const [height, width] = [bottom - top, right - left]
  const radius = Math.max(Math.trunc(width / 2), Math.trunc(height / 2))
  return { height, width, row: Math.trunc(rows / count), column: Math.trunc(columns / count), radius }
}

/** Outer radius of each zone in disc radii; both begin at 2. */
export const AUTOMORPH_ZONES = { b: 3, c: 5 } as const

/** Cuts a kind to a zone; the skeleton loses a plus of five pixels at every branching first. */
export function inZone(
  { vessels, skeleton }: AutomorphVessels,
  disc: AutomorphDisc,
  zone: keyof typeof AUTOMORPH_ZONES
): AutomorphVessels {
  const ring = emptyMask(vessels.width, vessels.height)
  paint(ring, { row: disc.row, column: disc.column, rows: filledCircle(AUTOMORPH_ZONES[zone] * disc.radius) }, 1)
  paint(ring, { row: disc.row, column: disc.column, rows: filledCircle(2 * disc.radius) }, 0)
  const within = (mask: Mask): Mask => ({ ...mask, data: mask.data.map((value, i) => value & (ring.data[i] ?? 0)) })
  return { vessels: within(vessels), skeleton: within(withoutBranchings(skeleton)) }
}

function paint(mask: Mask, at: { row: number; column: number; rows: CircleRows }, value: 0 | 1): void {
  at.rows.forEach((half, away) => {
    for (const row of new Set([at.row - away, at.row + away])) {
      if (half < 0 || row < 0 || row >= mask.height) continue
      const from = Math.max(0, at.column - half)
      const to = Math.min(mask.width - 1, at.column + half)
      if (to >= from) mask.data.fill(value, row * mask.width + from, row * mask.width + to + 1)
    }
  })
}

/** Steps to the eight neighbours in AutoMorph's order. */
const around = (width: number): readonly number[] => [
  -width - 1,
  -width,
  -width + 1,
  -1,
  1,
  width - 1,
  width,
  width + 1
]

function withoutBranchings(skeleton: Mask): Mask {
  const { width, height, data } = skeleton
  const cut: Mask = { width, height, data: Uint8Array.from(data) }
  const steps = around(width)
  const plus = filledCircle(1)
  for (let i = data.indexOf(1); i >= 0; i = data.indexOf(1, i + 1)) {
    const row = Math.floor(i / width)
    const column = i - row * width
    if (row < 1 || column < 1 || row >= height - 1 || column >= width - 1) continue
    if (steps.reduce((sum, step) => sum + (data[i + step] ?? 0), 0) > 2) paint(cut, { row, column, rows: plus }, 0)
  }
  return cut
}

/** Pieces of skeleton of no more pixels than this are not measured. */
const SHORTEST_PIECE = 15

export type AutomorphEquivalents = { readonly knudtson: number | undefined; readonly hubbard: number | undefined }

/**
 * Central retinal equivalent of the six widest pieces of a zone; undefined with fewer.
 * @param unit Micrometres for one pixel of the square, which Hubbard's constants need.
 */
export function automorphEquivalents(
  zone: AutomorphVessels,
  kind: 'artery' | 'vein',
  unit: number
): AutomorphEquivalents {
  const widths = pieceWidths(zone)
    .toSorted((a, b) => a - b)
    .slice(-VESSELS_MEASURED)
    .map((width) => width * unit)
  if (widths.length < VESSELS_MEASURED) return { knudtson: undefined, hubbard: undefined }
  const by = (pair: PairFormula): number | undefined => centralEquivalent(widths, pair)
  return { knudtson: by(knudtson[kind]), hubbard: by(hubbard[kind]) }
}

/** Mean width of every piece that is long enough, px. */
export function pieceWidths({ vessels, skeleton }: AutomorphVessels): number[] {
  const cut = withoutBranchings(skeleton)
  const steps = around(cut.width)
  const left = Uint8Array.from(cut.data)
  const widths: number[] = []
  for (let start = 0; start < left.length; start++) {
    const [row, column] = [Math.floor(start / cut.width), start % cut.width]
    const atBorder = row < 1 || column < 1 || row >= cut.height - 1 || column >= cut.width - 1
    if (left[start] === 0 || atBorder) continue
    const piece = [start]
    left[start] = 0
    for (let next = 0; next < piece.length; next++) {
      for (const step of steps) {
        const pixel = (piece[next] ?? 0) + step
        if (left[pixel] !== 1) continue
        left[pixel] = 0
        piece.push(pixel)
      }
    }
    if (piece.length <= SHORTEST_PIECE) continue
    // Its script leaves the last pixel out.
    const measured = piece.slice(0, -1).map((pixel) => widthAt(vessels, pixel))
    widths.push(measured.reduce((sum, width) => sum + width, 0) / measured.length)
  }
  return widths
}

/**
 * Twice the radius of the first circle that leaves the vessel, one less where it does so by two or three pixels: nearly always
 * an even number.
 */
function widthAt({ width, height, data }: Mask, pixel: number): number {
  const row = Math.floor(pixel / width)
  const column = pixel - row * width
  for (let radius = 1; ; radius++) {
    let outside = 0
    GROWN[radius] ??= grownTo(radius)
    GROWN[radius]?.forEach((half, away) => {
      for (const y of away === 0 ? [row] : [row - away, row + away]) {
        if (y < 0 || y >= height) continue
        for (let x = Math.max(0, column - half); x <= Math.min(width - 1, column + half); x++) {
          if (data[y * width + x] === 0) outside++
        }
      }
    })
    if (outside > 0 || radius > width) return outside === 2 || outside === 3 ? 2 * radius - 1 : 2 * radius
  }
}

/** Circles by radius, drawn once. */
const GROWN: CircleRows[] = []
