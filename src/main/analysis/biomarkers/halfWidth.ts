import type { Mask } from '../../imaging/mask.ts'

/**
 * Distance in cells from the centre of a set cell to the edge of the region it lies in: the Euclidean distance transform
 * at one point, less the half cell by which the edge comes before the next centre. The border of the grid is no edge.
 */
export function halfWidthAt({ width, height, data }: Mask, cell: number): number {
  const column = cell % width
  const row = (cell - column) / width
  let nearest = Infinity
  for (let reach = 1; reach * reach < nearest && reach < width + height; reach++) {
    nearest = Math.min(nearest, nearestOnSquare({ width, height, data }, { column, row, reach }))
  }
  return Number.isFinite(nearest) ? Math.sqrt(nearest) - 0.5 : (width + height) / 2
}

/** Squared distance to the nearest empty cell on the border of a square of half side `reach`; infinite without one. */
function nearestOnSquare(
  { width, height, data }: Mask,
  { column, row, reach }: { column: number; row: number; reach: number }
): number {
  let nearest = Infinity
  const look = (x: number, y: number): void => {
    if (x < 0 || y < 0 || x >= width || y >= height || data[y * width + x] !== 0) return
    nearest = Math.min(nearest, (x - column) ** 2 + (y - row) ** 2)
  }
  for (let along = -reach; along <= reach; along++) {
    look(column + along, row - reach)
    look(column + along, row + reach)
    look(column - reach, row + along)
    look(column + reach, row + along)
  }
  return nearest
}
