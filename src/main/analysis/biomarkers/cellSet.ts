import type { Mask } from '../../imaging/mask.ts'

/**
 * A mask together with the list of its set cells, in scan order. The outermost rows and columns of the grid are empty, so
 * that every set cell has eight neighbours: work then follows the vessels and not the picture.
 */
export type CellSet = Mask & { readonly cells: Int32Array }

/** Lists the cells of a mask for which `keep` holds; those on the grid's border are dropped. */
export function cellSet({ width, height, data }: Mask, keep: (cell: number) => boolean = () => true): CellSet {
  const set = new Uint8Array(data.length)
  let most = 0
  for (let cell = 0; cell < data.length; cell++) most += data[cell] ?? 0
  const cells = new Int32Array(most)
  let count = 0
  for (let row = 1; row < height - 1; row++) {
    for (let cell = row * width + 1; cell < (row + 1) * width - 1; cell++) {
      if (data[cell] !== 1 || !keep(cell)) continue
      set[cell] = 1
      cells[count++] = cell
    }
  }
  return { width, height, data: set, cells: cells.subarray(0, count) }
}
