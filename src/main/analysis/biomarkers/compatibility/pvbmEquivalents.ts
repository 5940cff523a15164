import { connectedComponents } from '../../../imaging/components.ts'
import { emptyMask, type Mask } from '../../../imaging/mask.ts'
import { centralEquivalent, hubbard, knudtson, VESSELS_MEASURED } from '../calibre.ts'
import { mean } from '../pieces.ts'
import { filledCircle } from './filledCircle.ts'

/** The disc as PVBM reads it, whole pixels: the smallest circle round it. */
export type PvbmDisc = { readonly row: number; readonly column: number; readonly radius: number }

export type PvbmEquivalents = {
  readonly knudtson: number | undefined
  /** Hubbard's micrometre constants on pixels, as PVBM has them. */
  readonly hubbard: number | undefined
  /** How many vessels were found, at most six of which count. */
  readonly vessels: number
}

const SMALLEST_TREE = 50
/** A vessel starts no farther than this beyond the ring's inner border. */
const LATEST_START = 20

/**
 * Central retinal equivalent of a ring of 2 to 3 disc radii, px: each vessel is followed from its point nearest the disc and
 * measured across from its tenth pixel on, up to its first branching.
 */
export function pvbmEquivalents(
  { vessels, skeleton }: { readonly vessels: Mask; readonly skeleton: Mask },
  disc: PvbmDisc,
  kind: 'artery' | 'vein'
): PvbmEquivalents {
  const ring = ringMask(vessels, disc)
  const within = (mask: Mask): Mask => ({ ...mask, data: mask.data.map((v, i) => v & (ring.data[i] ?? 0)) })
  const [cut, lines] = [within(vessels), within(skeleton)]
  const widths = connectedComponents(lines).flatMap(({ pixels }) => {
    if (pixels.length < SMALLEST_TREE) return []
    const start = pixels.reduce((best, next) => (away(next, lines, disc) < away(best, lines, disc) ? next : best))
    if (away(start, lines, disc) >= LATEST_START + 2 * disc.radius) return []
    return trunkWidth(follow(start, { lines, vessels: cut, disc })) ?? []
  })
  const used = widths.toSorted((a, b) => a - b).slice(-VESSELS_MEASURED)
  return {
    knudtson: centralEquivalent(used, knudtson[kind]),
    hubbard: centralEquivalent(used, hubbard[kind]),
    vessels: widths.length
  }
}

const away = (pixel: number, { width }: Mask, { row, column }: PvbmDisc): number =>
  Math.hypot(Math.floor(pixel / width) - row, (pixel % width) - column)

function ringMask({ width, height }: Mask, { row, column, radius }: PvbmDisc): Mask {
  const ring = emptyMask(width, height)
  for (const [times, value] of [
    [3, 1],
    [2, 0]
  ] as const) {
    filledCircle(times * radius).forEach((half, apart) => {
      for (const y of new Set([row - apart, row + apart])) {
        if (y < 0 || y >= height) continue
        const from = Math.max(0, column - half)
        const to = Math.min(width - 1, column + half)
        if (to >= from) ring.data.fill(value, y * width + from, y * width + to + 1)
      }
    })
  }
  return ring
}

/** Part of a vessel between branchings; most hold no widths, as PVBM opens a new one for each of the first nine pixels. */
type Stretch = { readonly widths: number[]; readonly next: Stretch[] }

/** Pixels from the start, or from a branching, that are not measured. */
const UNMEASURED = 10
/** The direction of a vessel is taken from this many pixels back. */
const BACK = 6

type Step = {
  readonly pixel: number
  readonly count: number
  /** Pixels walked before, the latest first. */
  readonly before: readonly number[]
  readonly stretch: Stretch
}

type Ground = { readonly lines: Mask; readonly vessels: Mask; readonly disc: PvbmDisc }

function follow(start: number, ground: Ground): Stretch {
  const { width, height } = ground.lines
  const left = Uint8Array.from(ground.lines.data)
  const root: Stretch = { widths: [], next: [] }
  const open: Step[] = [{ pixel: start, count: 1, before: [], stretch: root }]
  for (let step = open.pop(); step !== undefined; step = open.pop()) {
    const { pixel, before } = step
    const onward = neighboursOf(pixel, width, height).filter((next) => left[next] === 1)
    let { count, stretch } = step
    const back = before[BACK - 1]
    if (count < UNMEASURED) stretch = opened(stretch)
    else if (back !== undefined) {
      const across = widthAcross(ground.vessels, pixel, back)
      if (across !== undefined) stretch.widths.push(across)
    }
    if (onward.length === 0 || away(pixel, ground.lines, ground.disc) > 3 * ground.disc.radius) continue
    if (onward.length > 1) {
      stretch = opened(stretch)
      count = 0
    }
    for (const next of onward) {
      left[next] = 0
      open.push({ pixel: next, count: count + 1, before: [pixel, ...before].slice(0, BACK), stretch })
    }
  }
  return root
}

function opened(stretch: Stretch): Stretch {
  const next: Stretch = { widths: [], next: [] }
  stretch.next.push(next)
  return next
}

/** The eight neighbours inside the picture, the four beside first. */
function neighboursOf(pixel: number, width: number, height: number): number[] {
  const [row, column] = [Math.floor(pixel / width), pixel % width]
  return [
    [-1, 0],
    [1, 0],
    [0, -1],
    [0, 1],
    [-1, -1],
    [-1, 1],
    [1, -1],
    [1, 1]
  ].flatMap(([dy = 0, dx = 0]) => {
    const [y, x] = [row + dy, column + dx]
    return y < 0 || x < 0 || y >= height || x >= width ? [] : [y * width + x]
  })
}

/** Pixels of vessel to both sides of a pixel, itself left out; undefined where the sides differ by more than one. */
function widthAcross({ width, height, data }: Mask, pixel: number, back: number): number | undefined {
  const [row, column] = [Math.floor(pixel / width), pixel % width]
  const [dy, dx] = [row - Math.floor(back / width), column - (back % width)]
  const length = Math.hypot(dy, dx)
  const [ny, nx] = [-dx / length, dy / length]
  let [plus, minus] = [0, 0]
  for (;;) {
    const [py, px] = [Math.trunc(row + (plus + 1) * ny), Math.trunc(column + (plus + 1) * nx)]
    const [my, mx] = [Math.trunc(row - (minus + 1) * ny), Math.trunc(column - (minus + 1) * nx)]
    const inside = [py, my].every((y) => y >= 0 && y < height) && [px, mx].every((x) => x >= 0 && x < width)
    const hitsPlus = inside && data[py * width + px] === 1
    const hitsMinus = inside && data[my * width + mx] === 1
    if (!hitsPlus && !hitsMinus) break
    plus += hitsPlus ? 1 : 0
    minus += hitsMinus ? 1 : 0
  }
  return Math.abs(plus - minus) > 1 ? undefined : plus + minus
}

/** How much wider a later stretch may be than the first before the vessel is given up. */
const TOO_WIDE = 2

/** Mean width of a vessel's first measured stretch; undefined when a later one is wider by more than two pixels. */
function trunkWidth(root: Stretch): number | undefined {
  type Found = { readonly widest: number; readonly first: number | undefined }
  const best = (stretch: Stretch, above: Found): Found => {
    const own = mean(stretch.widths)
    const here = own !== undefined && own > above.widest ? { widest: own, first: above.first ?? own } : above
    return stretch.next
      .map((next) => best(next, here))
      .reduce((most, next) => (next.widest > most.widest ? next : most), here)
  }
  const { widest, first } = best(root, { widest: 0, first: undefined })
  return first === undefined || widest > first + TOO_WIDE ? undefined : first
}
