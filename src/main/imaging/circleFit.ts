/** A circle; whatever the frame of the points that it was fitted to. */
export type Circle = { readonly x: number; readonly y: number; readonly radius: number }

const DRAWS = 400
const RADIUS_RANGE = [0.2, 0.72] as const
/** Of the longer side of the picture. */
export const TOLERANCE = 0.008
const REFITS = 4

/** The radius is one that a field of view can have in a picture whose longer side is `longer`. */
export const isPlausible = (circle: Circle, longer: number): boolean =>
  circle.radius >= RADIUS_RANGE[0] * longer && circle.radius <= RADIUS_RANGE[1] * longer

/**
 * The circle that most points agree on: triples drawn by a fixed generator, the best one refined by least squares on the
 * points near it. The same points give the same circle.
 * @param points x0, y0, x1, y1, …
 */
export function fitRobust(points: Float64Array, longer: number): Circle | undefined {
  const count = points.length / 2
  let state = 1
  const draw = (): [number, number] => {
    state = (state * 48_271) % 2_147_483_647
    const i = 2 * (state % count)
    return [points[i] ?? 0, points[i + 1] ?? 0]
  }
  let best: Circle | undefined
  let most = 0
  for (let i = 0; i < DRAWS; i++) {
    const circle = fitCircle(Float64Array.from([...draw(), ...draw(), ...draw()]))
    if (!circle || !isPlausible(circle, longer)) continue
    const votes = countAgreeing(circle, points, longer)
    if (votes > most) [best, most] = [circle, votes]
  }
  for (let i = 0; i < REFITS && best; i++) best = fitCircle(select(points, agreeing(best, points, longer))) ?? best
  return best
}

/** Kåsa's least-squares circle; through three points it is exact. Undefined for points on a line. */
export function fitCircle(points: Float64Array): Circle | undefined {
  const count = points.length / 2
  let [meanX, meanY] = [0, 0]
  for (let i = 0; i < points.length; i += 2) {
    meanX += (points[i] ?? 0) / count
    meanY += (points[i + 1] ?? 0) / count
  }
  let [uu, vv, uv, su, sv] = [0, 0, 0, 0, 0]
  for (let i = 0; i < points.length; i += 2) {
    const u = (points[i] ?? 0) - meanX
    const v = (points[i + 1] ?? 0) - meanY
    const square = u * u + v * v
    uu += u * u
    vv += v * v
    uv += u * v
    su += (u * square) / 2
    sv += (v * square) / 2
  }
  const determinant = uu * vv - uv * uv
  if (determinant <= 1e-9 * (uu + vv) ** 2) return undefined
  const x = (su * vv - sv * uv) / determinant
  const y = (sv * uu - su * uv) / determinant
  return { x: meanX + x, y: meanY + y, radius: Math.sqrt(x * x + y * y + (uu + vv) / count) }
}

/** Which points lie within the tolerance of the circle's line: one byte a point. */
export function agreeing(circle: Circle, points: Float64Array, longer: number): Uint8Array {
  const near = new Uint8Array(points.length / 2)
  for (let i = 0; i < near.length; i++) near[i] = offCircle(circle, points, i) <= TOLERANCE * longer ? 1 : 0
  return near
}

function countAgreeing(circle: Circle, points: Float64Array, longer: number): number {
  let votes = 0
  for (let i = 0; i < points.length / 2; i++) if (offCircle(circle, points, i) <= TOLERANCE * longer) votes++
  return votes
}

const offCircle = (circle: Circle, points: Float64Array, i: number): number =>
  Math.abs(length((points[2 * i] ?? 0) - circle.x, (points[2 * i + 1] ?? 0) - circle.y) - circle.radius)

function select(points: Float64Array, chosen: Uint8Array): Float64Array {
  return points.filter((_, i) => chosen[Math.floor(i / 2)] === 1)
}

/** Math.hypot guards against overflow and is ten times slower. */
const length = (x: number, y: number): number => Math.sqrt(x * x + y * y)
