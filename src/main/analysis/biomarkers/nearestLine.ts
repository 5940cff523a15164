import type { CellSet } from './cellSet.ts'

const NONE = -1

/**
 * The line nearest to each cell of a set, walking within the set in steps of one cell to a side.
 * @param lines Cells of each line; of two lines that share a cell the first has it.
 * @returns index of a line for each cell of the grid, −1 outside the set and where no line is reached.
 */
export function nearestLine({ width, data, cells }: CellSet, lines: readonly (readonly number[])[]): Int32Array {
  const nearest = new Int32Array(data.length).fill(NONE)
  const queue = new Int32Array(cells.length)
  let filled = 0
  for (const [line, itsCells] of lines.entries()) {
    for (const cell of itsCells) {
      if (data[cell] !== 1 || nearest[cell] !== NONE) continue
      nearest[cell] = line
      queue[filled++] = cell
    }
  }
  const steps = Int32Array.of(-1, 1, -width, width)
  for (let next = 0; next < filled; next++) {
    const cell = queue[next] ?? 0
    for (let side = 0; side < 4; side++) {
      const neighbour = cell + (steps[side] ?? 0)
      if (data[neighbour] !== 1 || nearest[neighbour] !== NONE) continue
      nearest[neighbour] = nearest[cell] ?? NONE
      queue[filled++] = neighbour
    }
  }
  return nearest
}
