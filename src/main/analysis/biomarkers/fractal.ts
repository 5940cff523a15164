/** Weights on a square grid of `side` × `side` base boxes over the field. */
export type BoxWeights = { readonly side: number; readonly weights: Uint16Array }

export function totalOf({ weights }: BoxWeights): number {
  let total = 0
  for (let box = 0; box < weights.length; box++) total += weights[box] ?? 0
  return total
}

/** Generalised dimensions of a measure (Grassberger and Procaccia 1983), and how straight the fits are. */
export type Dimensions = {
  /** Box-counting (capacity) dimension. */
  readonly d0: number
  /** Information dimension. */
  readonly d1: number
  /** Correlation dimension. */
  readonly d2: number
  /** Least coefficient of determination of the three fits. */
  readonly fit: number
}

/** Box sides in base boxes. With 256 base boxes across the field they run from 1/128 to 1/4 of its diameter. */
const SIDES = [2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64]

/** Base boxes across the field's diameter. */
export const BASE_BOXES = 256

/** Fewer filled base boxes or box sizes than this give no dimension. */
const FEWEST_FILLED = 40
const FEWEST_SIDES = 5

/**
 * Dimensions by least squares of the logarithms over the box sides. Each side is counted on two grids, one shifted by half a
 * box both ways, and averaged, so that where the grid happens to lie matters less.
 * @param largest Largest box side in base boxes; a ring is not counted with boxes wider than itself.
 * @returns undefined where too little is filled.
 */
export function generalisedDimensions(boxes: BoxWeights, largest: number): Dimensions | undefined {
  const filled = filledBoxes(boxes)
  const sides = SIDES.filter((side) => side <= largest)
  if (filled.weights.length < FEWEST_FILLED || sides.length < FEWEST_SIDES) return undefined
  const moments = sides.map((side) => momentsAt(filled, side, Math.ceil(boxes.side / side) + 1))
  const x = sides.map(Math.log)
  const capacity = fitLine(
    x,
    moments.map(({ count }) => Math.log(count))
  )
  const information = fitLine(
    x,
    moments.map(({ entropy }) => entropy)
  )
  const correlation = fitLine(
    x,
    moments.map(({ squares }) => -Math.log(squares))
  )
  return {
    d0: -capacity.slope,
    d1: -information.slope,
    d2: -correlation.slope,
    fit: Math.min(capacity.fit, information.fit, correlation.fit)
  }
}

/** The base boxes that hold something, with their share of the whole. */
type FilledBoxes = { readonly columns: Int16Array; readonly rows: Int16Array; readonly weights: Float64Array }

function filledBoxes({ side, weights }: BoxWeights): FilledBoxes {
  let [count, total] = [0, 0]
  for (let box = 0; box < weights.length; box++) {
    const weight = weights[box] ?? 0
    total += weight
    if (weight !== 0) count++
  }
  const filled = { columns: new Int16Array(count), rows: new Int16Array(count), weights: new Float64Array(count) }
  for (let box = 0, n = 0; n < count; box++) {
    const weight = weights[box] ?? 0
    if (weight === 0) continue
    filled.columns[n] = box % side
    filled.rows[n] = Math.floor(box / side)
    filled.weights[n++] = weight / total
  }
  return filled
}

type Moments = { readonly count: number; readonly entropy: number; readonly squares: number }

/** Number of filled boxes, Shannon entropy and sum of squared shares, averaged over both grids. */
function momentsAt({ columns, rows, weights }: FilledBoxes, side: number, across: number): Moments {
  const half = side >> 1
  const sums = new Float64Array(across * across)
  const filled = new Int32Array(Math.min(weights.length, sums.length))
  const boxOf = new Int16Array(across * side)
  const mean = { count: 0, entropy: 0, squares: 0 }
  for (const shift of [0, half]) {
    for (let at = 0; at < boxOf.length; at++) boxOf[at] = Math.floor((at + shift) / side)
    let count = 0
    for (let n = 0; n < weights.length; n++) {
      const at = (boxOf[rows[n] ?? 0] ?? 0) * across + (boxOf[columns[n] ?? 0] ?? 0)
      const before = sums[at] ?? 0
      if (before === 0) filled[count++] = at
      sums[at] = before + (weights[n] ?? 0)
    }
    mean.count += 0.5 * count
    for (let n = 0; n < count; n++) {
      const box = filled[n] ?? 0
      const share = sums[box] ?? 0
      mean.entropy -= 0.5 * share * Math.log(share)
      mean.squares += 0.5 * share * share
      sums[box] = 0
    }
  }
  return mean
}

/** Least-squares line; `fit` is the coefficient of determination. */
export function fitLine(x: readonly number[], y: readonly number[]): { readonly slope: number; readonly fit: number } {
  const mean = (values: readonly number[]): number => values.reduce((sum, v) => sum + v, 0) / values.length
  const [mx, my] = [mean(x), mean(y)]
  let [xx, xy, yy] = [0, 0, 0]
  x.forEach((value, i) => {
    const [dx, dy] = [value - mx, (y[i] ?? 0) - my]
    xx += dx * dx
    xy += dx * dy
    yy += dy * dy
  })
  return { slope: xx === 0 ? 0 : xy / xx, fit: xx * yy === 0 ? 0 : (xy * xy) / (xx * yy) }
}
