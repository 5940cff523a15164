import type { Mask } from '../../imaging/mask.ts'

/**
 * A mask together with the list of its set cells, in scan order. The outermost rows and columns of the grid are empty, so
 * that every set cell has eight neighbours: work then follows the vessels and not the picture.
 */
export type CellSet = Mask & { readonly cells: Int32Array }

type Keep = (cell: number) => boolean

/** Lists the cells of a mask for which `keep` holds; those on the grid's border are dropped. */
export function cellSet({ width, height, data }: Mask, keep: Keep = () => true): CellSet {
  const set = new Uint8Array(data.length)
  const row = new Int32Array(width)
  const rows: Int32Array[] = []
  for (let y = 1; y < height - 1; y++) {
    const count = setInRow(data, { from: y * width + 1, to: (y + 1) * width - 1 }, row)
    const kept = row.subarray(0, count).filter(keep)
    for (const cell of kept) set[cell] = 1
    if (kept.length > 0) rows.push(kept)
  }
  return { width, height, data: set, cells: joined(rows) }
}

/** Writes the set cells of a row into a list and says how many there are; apart, because it is what takes the time. */
function setInRow(data: Uint8Array, { from, to }: { from: number; to: number }, row: Int32Array): number {
  let count = 0
  for (let cell = from; cell < to; cell++) if (data[cell] === 1) row[count++] = cell
  return count
}

function joined(lists: readonly Int32Array[]): Int32Array {
  const all = new Int32Array(lists.reduce((length, list) => length + list.length, 0))
  let at = 0
  for (const list of lists) {
    all.set(list, at)
    at += list.length
  }
  return all
}

/** The cells of a set for which `keep` holds. */
export function subsetOf({ width, height, data, cells }: CellSet, keep: Keep): CellSet {
  const set = new Uint8Array(data.length)
  const kept = new Int32Array(cells.length)
  let count = 0
  for (const cell of cells) {
    if (!keep(cell)) continue
    set[cell] = 1
    kept[count++] = cell
  }
  return { width, height, data: set, cells: kept.subarray(0, count) }
}
