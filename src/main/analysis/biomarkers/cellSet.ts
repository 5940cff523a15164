import type { Mask } from '../../imaging/mask.ts'

/**
 * A mask together with the list of its set cells, in scan order. The outermost rows and columns of the grid are empty, so
 * that every set cell has eight neighbours: work then follows the vessels and not the picture.
 */
export type CellSet = Mask & { readonly cells: Int32Array }

/** Lists the cells of a mask for which `keep` holds; those on the grid's border are dropped. */
export function cellSet({ width, height, data }: Mask, keep: (cell: number) => boolean = () => true): CellSet {
  const set = new Uint8Array(data.length)
  let cells = new Int32Array(MOST_AT_FIRST)
  let count = 0
  for (let row = 1; row < height - 1; row++) {
    for (let cell = row * width + 1; cell < (row + 1) * width - 1; cell++) {
      if (data[cell] !== 1 || !keep(cell)) continue
      if (count === cells.length) cells = grown(cells)
      set[cell] = 1
      cells[count++] = cell
    }
  }
  return { width, height, data: set, cells: cells.subarray(0, count) }
}

/** As many cells as the vessels of most photographs have; room for more is made when it is needed. */
const MOST_AT_FIRST = 1 << 17

function grown(cells: Int32Array): Int32Array<ArrayBuffer> {
  const twice = new Int32Array(2 * cells.length)
  twice.set(cells)
  return twice
}

/** The cells of a set for which `keep` holds. */
export function subsetOf({ width, height, data, cells }: CellSet, keep: (cell: number) => boolean): CellSet {
  const kept = cells.filter(keep)
  const set = new Uint8Array(data.length)
  for (const cell of kept) set[cell] = 1
  return { width, height, data: set, cells: kept }
}
