/** A point or vector of a plane; which plane (retina or image) the name of the variable says. */
export type Vec = { readonly x: number; readonly y: number }

/** A finely sampled smooth curve with what is known of it; lengths in the unit of its points. */
export type Curve = {
  readonly points: readonly Vec[]
  readonly arcLength: number
  /** ∫κ² ds, 1/unit. */
  readonly squaredCurvature: number
}

export const vec = (x: number, y: number): Vec => ({ x, y })
export const add = (a: Vec, b: Vec): Vec => vec(a.x + b.x, a.y + b.y)
export const subtract = (a: Vec, b: Vec): Vec => vec(a.x - b.x, a.y - b.y)
export const scaled = (a: Vec, factor: number): Vec => vec(a.x * factor, a.y * factor)
export const between = (a: Vec, b: Vec): number => Math.hypot(a.x - b.x, a.y - b.y)
export const fromAngle = (radians: number): Vec => vec(Math.cos(radians), Math.sin(radians))
export const angleOf = (a: Vec): number => Math.atan2(a.y, a.x)

/** Mirrors, turns, scales and shifts: image = origin + scale · R(rotation) · (mirror ? −x : x, y). */
export type Similarity = {
  readonly origin: Vec
  readonly scale: number
  readonly rotation: number
  readonly mirror: boolean
}

export function transform(by: Similarity, point: Vec): Vec {
  const x = by.mirror ? -point.x : point.x
  const [cos, sin] = [Math.cos(by.rotation), Math.sin(by.rotation)]
  return vec(by.origin.x + by.scale * (cos * x - sin * point.y), by.origin.y + by.scale * (sin * x + cos * point.y))
}

/** Where a similarity took a point from. */
export function inverse(by: Similarity, image: Vec): Vec {
  const [cos, sin] = [Math.cos(by.rotation), Math.sin(by.rotation)]
  const [dx, dy] = [(image.x - by.origin.x) / by.scale, (image.y - by.origin.y) / by.scale]
  const x = cos * dx + sin * dy
  return vec(by.mirror ? -x : x, cos * dy - sin * dx)
}

export const chordOf = (curve: Curve): number => {
  const [first, last] = [curve.points[0], curve.points.at(-1)]
  return first && last ? between(first, last) : 0
}

/** Length of a polyline. */
export const lengthOf = (points: readonly Vec[]): number =>
  points.reduce((sum, point, i) => sum + (i === 0 ? 0 : between(point, points[i - 1] ?? point)), 0)

/** Samples a parametric curve, t from 0 to 1, and integrates its length and squared curvature numerically. */
export function curveOf(at: (t: number) => Vec, samples = 400): Curve {
  const points = Array.from({ length: samples + 1 }, (_, i) => at(i / samples))
  let squaredCurvature = 0
  for (let i = 1; i < samples; i++) {
    const [before, here, after] = [points[i - 1], points[i], points[i + 1]]
    if (!before || !here || !after) continue
    const [a, b, c] = [between(before, here), between(here, after), between(before, after)]
    const twiceArea = (here.x - before.x) * (after.y - before.y) - (here.y - before.y) * (after.x - before.x)
    // Menger curvature of three neighbours.
    const curvature = a * b * c === 0 ? 0 : (2 * twiceArea) / (a * b * c)
    squaredCurvature += (curvature ** 2 * (a + b)) / 2
  }
  return { points, arcLength: lengthOf(points), squaredCurvature }
}

/** A smooth curve through points: a uniform Catmull–Rom spline. */
export function splineThrough(knots: readonly Vec[], samplesPerSpan = 60): Curve {
  const spans = knots.length - 1
  const knot = (i: number): Vec => knots[Math.min(spans, Math.max(0, i))] ?? vec(0, 0)
  return curveOf((t) => {
    const position = Math.min(t * spans, spans - 1e-9)
    const i = Math.floor(position)
    const u = position - i
    const around = [knot(i - 1), knot(i), knot(i + 1), knot(i + 2)]
    const blend = (along: (knot: Vec) => number): number => {
      const [a = 0, b = 0, c = 0, d = 0] = around.map(along)
      return b + 0.5 * u * (c - a + u * (2 * a - 5 * b + 4 * c - d + u * (3 * (b - c) + d - a)))
    }
    return vec(
      blend(({ x }) => x),
      blend(({ y }) => y)
    )
  }, spans * samplesPerSpan)
}

/** The piece of a curve between two arc lengths. */
export function pieceOf(curve: Curve, from: number, to: number): Curve {
  let walked = 0
  const kept: Vec[] = []
  curve.points.forEach((point, i) => {
    const before = curve.points[i - 1]
    if (before) walked += between(before, point)
    if (walked >= from - 1e-9 && walked <= to + 1e-9) kept.push(point)
  })
  return curveOf((t) => kept[Math.round(t * (kept.length - 1))] ?? vec(0, 0), Math.max(1, kept.length - 1))
}

type Piece = { readonly from: Vec; readonly to: Vec }

function piecesOf(points: readonly Vec[]): Piece[] {
  const pieces: Piece[] = []
  for (let i = 1; i < points.length; i++) {
    const [from, to] = [points[i - 1], points[i]]
    if (from && to) pieces.push({ from, to })
  }
  return pieces
}

type Bounds = { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number }

function boundsOf(points: readonly Vec[]): Bounds {
  const bounds = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity }
  for (const { x, y } of points) {
    bounds.left = Math.min(bounds.left, x)
    bounds.right = Math.max(bounds.right, x)
    bounds.top = Math.min(bounds.top, y)
    bounds.bottom = Math.max(bounds.bottom, y)
  }
  return bounds
}

const misses = ({ from, to }: Piece, bounds: Bounds): boolean =>
  Math.max(from.x, to.x) < bounds.left ||
  Math.min(from.x, to.x) > bounds.right ||
  Math.max(from.y, to.y) < bounds.top ||
  Math.min(from.y, to.y) > bounds.bottom

/** Where two polylines cross, with the angle between them in radians (0 to π/2). */
export function intersections(a: readonly Vec[], b: readonly Vec[]): { point: Vec; angle: number }[] {
  const near = boundsOf(b)
  const mine = piecesOf(a).filter((piece) => !misses(piece, near))
  if (mine.length === 0) return []
  const shared = boundsOf(mine.flatMap(({ from, to }) => [from, to]))
  const theirs = piecesOf(b).filter((piece) => !misses(piece, shared))
  return mine.flatMap((one) => theirs.flatMap((other) => crossingOf(one, other) ?? []))
}

function crossingOf(a: Piece, b: Piece): { point: Vec; angle: number } | undefined {
  const [u, v] = [subtract(a.to, a.from), subtract(b.to, b.from)]
  const cross = u.x * v.y - u.y * v.x
  if (cross === 0) return undefined
  const offset = subtract(b.from, a.from)
  const alongA = (offset.x * v.y - offset.y * v.x) / cross
  const alongB = (offset.x * u.y - offset.y * u.x) / cross
  if (alongA < 0 || alongA >= 1 || alongB < 0 || alongB >= 1) return undefined
  const sine = Math.min(1, Math.abs(cross) / (Math.hypot(u.x, u.y) * Math.hypot(v.x, v.y)))
  return { point: add(a.from, scaled(u, alongA)), angle: Math.asin(sine) }
}
