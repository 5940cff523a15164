/** A line sampled at even steps of about one cell, in continuous grid coordinates. */
export type Centreline = { readonly x: Float64Array; readonly y: Float64Array }

/** Length of the line from point to point. */
export function arcLength({ x, y }: Centreline, from = 0, to = x.length - 1): number {
  let length = 0
  for (let i = from + 1; i <= to; i++) {
    length += Math.hypot((x[i] ?? 0) - (x[i - 1] ?? 0), (y[i] ?? 0) - (y[i - 1] ?? 0))
  }
  return length
}

/** Straight distance between two points of a line, its ends unless told. */
export const chordLength = ({ x, y }: Centreline, from = 0, to = x.length - 1): number =>
  Math.hypot((x[to] ?? 0) - (x[from] ?? 0), (y[to] ?? 0) - (y[from] ?? 0))

/** Places points along a line at even steps of at most `step`, its ends included. */
export function resampled({ x, y }: Centreline, step = 1): Centreline {
  const length = arcLength({ x, y })
  const steps = Math.max(1, Math.round(length / step))
  const [evenX, evenY] = [new Float64Array(steps + 1), new Float64Array(steps + 1)]
  let [walked, next] = [0, 0]
  for (let i = 1; i < x.length; i++) {
    const [x0, y0, x1, y1] = [x[i - 1] ?? 0, y[i - 1] ?? 0, x[i] ?? 0, y[i] ?? 0]
    const piece = Math.hypot(x1 - x0, y1 - y0)
    for (; next < steps && (next * length) / steps <= walked + piece; next++) {
      const share = piece === 0 ? 0 : ((next * length) / steps - walked) / piece
      evenX[next] = x0 + share * (x1 - x0)
      evenY[next] = y0 + share * (y1 - y0)
    }
    walked += piece
  }
  evenX[steps] = x.at(-1) ?? 0
  evenY[steps] = y.at(-1) ?? 0
  return { x: evenX, y: evenY }
}

/** Position, first and second derivative with respect to the point's index, all by the same local fit. */
type LocalFit = { readonly value: Float64Array; readonly slope: Float64Array; readonly bend: Float64Array }

/**
 * Fits a parabola to the `2 reach + 1` points round each point of a sequence (Savitzky and Golay 1964). Beyond its ends the
 * sequence goes on as its point reflection, so that ends stay where they are.
 */
function localParabola(values: Float64Array, reach: number): LocalFit {
  const count = values.length
  const m = Math.max(1, Math.min(reach, count - 1))
  const padded = reflected(values, m)
  const s0 = 2 * m + 1
  let [s2, s4] = [0, 0]
  for (let k = -m; k <= m; k++) [s2, s4] = [s2 + k ** 2, s4 + k ** 4]
  const determinant = s0 * s4 - s2 * s2
  const fit = { value: new Float64Array(count), slope: new Float64Array(count), bend: new Float64Array(count) }
  // Sums of v, k·v and k²·v over the window, carried from one point to the next.
  let [sum, first, second] = [0, 0, 0]
  for (let k = -m; k <= m; k++) {
    const v = padded[m + k] ?? 0
    sum += v
    first += k * v
    second += k * k * v
  }
  for (let i = 0; i < count; i++) {
    fit.value[i] = (s4 * sum - s2 * second) / determinant
    fit.slope[i] = first / s2
    fit.bend[i] = (2 * (s0 * second - s2 * sum)) / determinant
    const [leaving, entering] = [padded[i] ?? 0, padded[i + 2 * m + 1] ?? 0]
    second += sum - 2 * first - (m + 1) ** 2 * leaving + m * m * entering
    first += (m + 1) * leaving + m * entering - sum
    sum += entering - leaving
  }
  return fit
}

function reflected(values: Float64Array, m: number): Float64Array {
  const count = values.length
  const padded = new Float64Array(count + 2 * m)
  padded.set(values, m)
  const [first, last] = [values[0] ?? 0, values[count - 1] ?? 0]
  for (let k = 1; k <= m; k++) {
    padded[m - k] = 2 * first - (values[k] ?? first)
    padded[m + count - 1 + k] = 2 * last - (values[count - 1 - k] ?? last)
  }
  return padded
}

/** The line without the stairs of its cells: parabolas over `2 reach + 1` points. */
export const smoothed = ({ x, y }: Centreline, reach: number): Centreline => ({
  x: localParabola(x, reach).value,
  y: localParabola(y, reach).value
})

/** Unit vectors along a line. */
export function tangents({ x, y }: Centreline, reach: number): Centreline {
  const [dx, dy] = [localParabola(x, reach).slope, localParabola(y, reach).slope]
  for (let i = 0; i < dx.length; i++) {
    const length = Math.hypot(dx[i] ?? 0, dy[i] ?? 0) || 1
    dx[i] = (dx[i] ?? 0) / length
    dy[i] = (dy[i] ?? 0) / length
  }
  return { x: dx, y: dy }
}

/**
 * A line that goes on by less than this share of its length turns by more than half a circle within the parabola: its curvature,
 * which divides by the cube of that share, is none of a vessel.
 */
const LEAST_PROGRESS = 0.5

/**
 * Signed curvature at each point, 1/cell, positive where the line turns right on the screen; NaN where it turns back.
 * @param line sampled at steps of about one cell.
 */
export function curvature({ x, y }: Centreline, reach: number): Float64Array {
  const [fx, fy] = [localParabola(x, reach), localParabola(y, reach)]
  return fx.slope.map((dx, i) => {
    const [dy, ddx, ddy] = [fy.slope[i] ?? 0, fx.bend[i] ?? 0, fy.bend[i] ?? 0]
    const speed = Math.hypot(dx, dy)
    return speed < LEAST_PROGRESS ? NaN : (dx * ddy - dy * ddx) / speed ** 3
  })
}
