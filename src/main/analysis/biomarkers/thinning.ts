import type { Mask } from '../../imaging/mask.ts'
import { type CellSet, cellSet } from './cellSet.ts'

/*
 * The eight neighbours of a pixel as bits of a byte: 1 north-west, 2 north, 4 north-east, 8 east, 16 south-east,
 * 32 south, 64 south-west, 128 west.
 */

/**
 * Neighbourhoods where the published conditions leave lines two pixels thick on diagonals and corners, and in which of the
 * two passes (bit 1: first, bit 2: second) the pixel goes instead. With these the result is that of scikit-image, which
 * AutoMorph and PVBM build on.
 */
const AMENDED: readonly (readonly [neighbours: number, passes: number])[] = [
  [3, 1],
  [6, 1],
  [10, 3],
  [11, 1],
  [12, 1],
  [14, 1],
  [24, 2],
  [26, 2],
  [40, 3],
  [48, 0],
  [56, 2],
  [96, 2],
  [104, 2],
  [108, 2],
  [129, 0],
  [130, 3],
  [131, 1],
  [134, 1],
  [160, 3],
  [161, 1],
  [176, 2],
  [192, 2],
  [194, 1],
  [198, 1],
  [224, 2]
]

/** For each neighbourhood the passes in which its pixel is deleted. */
type DeletionTable = Uint8Array

const tableOf = (passes: (neighbour: (bit: number) => number) => number): DeletionTable =>
  Uint8Array.from({ length: 256 }, (_, bits) => passes((bit) => (bits >> (bit & 7)) & 1))

/** Zhang and Suen 1984 (CACM 27:236), amended as above. */
const ZHANG_SUEN = tableOf((set) => {
  const [north, east, south, west] = [set(1), set(3), set(5), set(7)]
  let [neighbours, rises] = [0, 0]
  for (let bit = 0; bit < 8; bit++) {
    neighbours += set(bit)
    rises += set(bit) === 0 && set(bit + 1) === 1 ? 1 : 0
  }
  if (neighbours < 2 || neighbours > 6 || rises !== 1) return 0
  const first = north * east * south === 0 && east * south * west === 0 ? 1 : 0
  const second = north * east * west === 0 && north * south * west === 0 ? 2 : 0
  return first + second
})
for (const [neighbours, passes] of AMENDED) ZHANG_SUEN[neighbours] = passes

/** Guo and Hall 1989 (CACM 32:359), algorithm A1: does not eat up diagonal lines of even width from their ends. */
const GUO_HALL = tableOf((set) => {
  const [northWest, north, northEast, east] = [set(0), set(1), set(2), set(3)]
  const [southEast, south, southWest, west] = [set(4), set(5), set(6), set(7)]
  let crossings = 0
  for (const side of [1, 3, 5, 7]) crossings += set(side) === 0 && (set(side + 1) | set(side + 2)) === 1 ? 1 : 0
  const one = (northWest | north) + (northEast | east) + (southEast | south) + (southWest | west)
  const other = (north | northEast) + (east | southEast) + (south | southWest) + (west | northWest)
  const fewest = Math.min(one, other)
  if (crossings !== 1 || fewest < 2 || fewest > 3) return 0
  const first = ((north | northEast | (1 - southEast)) & east) === 0 ? 1 : 0
  const second = ((south | southWest | (1 - northWest)) & west) === 0 ? 2 : 0
  return first + second
})

/** The skeleton of a mask as scikit-image's `skeletonize` draws it, to the pixel. */
export function thin({ width, height, data }: Mask): Mask {
  const stride = width + 2
  const padded = new Uint8Array(stride * (height + 2))
  for (let y = 0; y < height; y++) padded.set(data.subarray(y * width, (y + 1) * width), (y + 1) * stride + 1)
  const { data: skeleton } = thinBy(ZHANG_SUEN, cellSet({ width: stride, height: height + 2, data: padded }))
  const unpadded = new Uint8Array(width * height)
  for (let y = 0; y < height; y++) {
    const from = (y + 1) * stride + 1
    unpadded.set(skeleton.subarray(from, from + width), y * width)
  }
  return { width, height, data: unpadded }
}

/** The skeleton of a set of cells: lines one cell wide in the middle of what is set, 8-connected where the set is. */
export const thinCells = (set: CellSet): CellSet => thinBy(GUO_HALL, set)

/**
 * Keeps for each cell the byte of its neighbours and looks only at cells whose neighbourhood has changed since the last look.
 */
function thinBy(table: DeletionTable, { width, height, data, cells }: CellSet): CellSet {
  const skeleton = Uint8Array.from(data)
  const around = neighbourSteps(width)
  const neighbours = new Uint8Array(data.length)
  const looks = new Uint8Array(data.length)
  let active: Queue = { pixels: new Int32Array(cells.length), length: 0 }
  let spare: Queue = { pixels: new Int32Array(cells.length), length: 0 }
  for (let n = 0; n < cells.length; n++) {
    const i = cells[n] ?? 0
    const bits = neighbourBits(skeleton, i, around)
    neighbours[i] = bits
    if (bits === 255) continue
    looks[i] = 2
    active.pixels[active.length++] = i
  }
  for (let pass = 1; active.length > 0; pass = 3 - pass) {
    deletePass({ table, skeleton, neighbours, looks, around, pass }, active, spare)
    ;[active, spare] = [spare, active]
  }
  return { width, height, data: skeleton, cells: cells.filter((cell) => skeleton[cell] === 1) }
}

/** Indices of pixels; `length` of them count. */
type Queue = { readonly pixels: Int32Array; length: number }

/** Offsets of the eight neighbours in the order of their bits. */
const neighbourSteps = (stride: number): Int32Array =>
  Int32Array.of(-stride - 1, -stride, -stride + 1, 1, stride + 1, stride, stride - 1, -1)

function neighbourBits(skeleton: Uint8Array, i: number, around: Int32Array): number {
  let bits = 0
  for (let bit = 0; bit < 8; bit++) bits |= (skeleton[i + (around[bit] ?? 0)] ?? 0) << bit
  return bits
}

type Thinning = {
  readonly table: DeletionTable
  readonly skeleton: Uint8Array
  readonly neighbours: Uint8Array
  /** How many more passes a pixel is looked at before it counts as settled: one of each kind. */
  readonly looks: Uint8Array
  readonly around: Int32Array
  /** 1 or 2. */
  readonly pass: number
}

/** Deletes at once what one pass deletes; fills `next` with the pixels to look at in the following one. */
function deletePass({ table, skeleton, neighbours, looks, around, pass }: Thinning, active: Queue, next: Queue): void {
  next.length = 0
  let deleted = 0
  // Deleted pixels move to the front of the queue, the others on to the next pass.
  for (let n = 0; n < active.length; n++) {
    const i = active.pixels[n] ?? 0
    if (((table[neighbours[i] ?? 0] ?? 0) & pass) !== 0) {
      active.pixels[deleted++] = i
      continue
    }
    const left = (looks[i] ?? 0) - 1
    looks[i] = left
    if (left > 0) next.pixels[next.length++] = i
  }
  for (let n = 0; n < deleted; n++) skeleton[active.pixels[n] ?? 0] = 0
  for (let n = 0; n < deleted; n++) {
    for (let bit = 0; bit < 8; bit++) {
      const neighbour = (active.pixels[n] ?? 0) + (around[bit] ?? 0)
      if (skeleton[neighbour] === 0) continue
      neighbours[neighbour] = (neighbours[neighbour] ?? 0) & ~(1 << ((bit + 4) & 7))
      if (looks[neighbour] === 0) next.pixels[next.length++] = neighbour
      looks[neighbour] = 2
    }
  }
}
