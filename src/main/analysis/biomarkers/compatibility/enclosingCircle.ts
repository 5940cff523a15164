import type { Mask } from '../../../imaging/mask.ts'

type Point = { readonly x: number; readonly y: number }
export type EnclosingCircle = Point & { readonly radius: number }

const SLACK = 1e-7

/** The smallest circle round the centres of all set pixels (column, row); undefined for an empty mask (Welzl 1991). */
export function enclosingCircle({ width, height, data }: Mask): EnclosingCircle | undefined {
  const points: Point[] = []
  for (let y = 0; y < height; y++) {
    const row = data.subarray(y * width, (y + 1) * width)
    const [first, last] = [row.indexOf(1), row.lastIndexOf(1)]
    if (first >= 0) points.push({ x: first, y }, { x: last, y })
  }
  const [start, ...others] = hullOf(points)
  if (!start) return undefined
  let circle: EnclosingCircle = { ...start, radius: 0 }
  const corners = [start, ...others]
  corners.forEach((p, i) => {
    if (holds(circle, p)) return
    circle = { ...p, radius: 0 }
    corners.slice(0, i).forEach((q, j) => {
      if (holds(circle, q)) return
      circle = onTwo(p, q)
      for (const r of corners.slice(0, j)) if (!holds(circle, r)) circle = onThree(p, q, r)
    })
  })
  return circle
}

/** The corners of the convex hull of points that come row by row (Andrew 1979). */
function hullOf(points: readonly Point[]): Point[] {
  const chain = (ordered: readonly Point[]): Point[] => {
    const kept: Point[] = []
    for (const p of ordered) {
      for (let last = kept.at(-1), before = kept.at(-2); last && before; last = kept.at(-1), before = kept.at(-2)) {
        if ((last.x - before.x) * (p.y - before.y) - (last.y - before.y) * (p.x - before.x) > 0) break
        kept.pop()
      }
      kept.push(p)
    }
    return kept
  }
  return [...chain(points), ...chain(points.toReversed()).slice(1, -1)]
}

const holds = ({ x, y, radius }: EnclosingCircle, p: Point): boolean => Math.hypot(p.x - x, p.y - y) <= radius + SLACK

const onTwo = (p: Point, q: Point): EnclosingCircle => ({
  x: (p.x + q.x) / 2,
  y: (p.y + q.y) / 2,
  radius: Math.hypot(p.x - q.x, p.y - q.y) / 2
})

function onThree(p: Point, q: Point, r: Point): EnclosingCircle {
  const [bx, by, cx, cy] = [q.x - p.x, q.y - p.y, r.x - p.x, r.y - p.y]
  const twice = 2 * (bx * cy - by * cx)
  if (twice === 0) {
    const pairs = [onTwo(p, q), onTwo(p, r), onTwo(q, r)]
    return pairs.reduce((widest, next) => (next.radius > widest.radius ? next : widest))
  }
  const [b, c] = [bx * bx + by * by, cx * cx + cy * cy]
  const [x, y] = [(cy * b - by * c) / twice, (bx * c - cx * b) / twice]
  return { x: p.x + x, y: p.y + y, radius: Math.hypot(x, y) }
}
