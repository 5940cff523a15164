import type { Component } from './components.ts'

/** Directions along pixel edges: east, south, west, north. */
const STEP = [
  [1, 0],
  [0, 1],
  [-1, 0],
  [0, -1]
] as const

/**
 * Follows the outer border of a component along the edges of its pixels, clockwise on the screen.
 * @returns x0, y0, x1, y1, … in grid coordinates (a pixel covers [x, x+1) × [y, y+1)); corners only. Holes are ignored.
 */
export function traceOutline(component: Component, width: number): number[] {
  const inside = membership(component, width)
  const first = component.pixels[0] ?? 0
  const start = { x: first % width, y: Math.floor(first / width) }
  const flat: number[] = []
  let { x, y } = start
  let heading = 0
  do {
    const turned = nextHeading(inside, { x, y, heading })
    if (turned !== heading) flat.push(x, y)
    heading = turned
    const [dx, dy] = STEP[heading] ?? STEP[0]
    x += dx
    y += dy
  } while (x !== start.x || y !== start.y || heading !== 3)
  flat.push(x, y)
  return flat
}

type Inside = (x: number, y: number) => boolean

function membership({ pixels, left, top, right, bottom }: Component, width: number): Inside {
  const columns = right - left + 1
  const rows = bottom - top + 1
  const set = new Uint8Array(columns * rows)
  for (const pixel of pixels) {
    const x = pixel % width
    set[((pixel - x) / width - top) * columns + x - left] = 1
  }
  return (x, y) => x >= left && x <= right && y >= top && y <= bottom && set[(y - top) * columns + x - left] === 1
}

/**
 * The next edge at a corner with the region kept on the right hand; where two pixels touch by their corners the walk
 * goes on into the other one, so that an 8-connected region has one outline.
 */
function nextHeading(inside: Inside, at: { x: number; y: number; heading: number }): number {
  const { x, y, heading } = at
  const ahead = (turn: number): boolean => {
    const direction = (heading + turn + 4) % 4
    // The pixel to the right of the edge that leaves (x, y) in this direction, and the one to its left.
    const right = inside(
      x - (direction === 1 || direction === 2 ? 1 : 0),
      y - (direction === 2 || direction === 3 ? 1 : 0)
    )
    const left = inside(
      x - (direction === 2 || direction === 3 ? 1 : 0),
      y - (direction === 0 || direction === 3 ? 1 : 0)
    )
    return right && !left
  }
  for (const turn of [-1, 0, 1]) if (ahead(turn)) return (heading + turn + 4) % 4
  return (heading + 2) % 4
}

/**
 * Drops points of a closed outline that lie within `tolerance` of the line without them (Douglas and Peucker 1973).
 * Keeps at least three points.
 */
export function simplifyOutline(flat: readonly number[], tolerance: number): number[] {
  const count = flat.length / 2
  if (count <= 4) return [...flat]
  const far = farthestFrom(flat, 0)
  const keep = new Uint8Array(count + 1)
  keep[0] = 1
  keep[far] = 1
  keep[count] = 1
  simplifyRun(flat, { from: 0, to: far, tolerance, keep })
  simplifyRun(flat, { from: far, to: count, tolerance, keep })
  const kept: number[] = []
  for (let i = 0; i < count; i++) if (keep[i] === 1) kept.push(flat[2 * i] ?? 0, flat[2 * i + 1] ?? 0)
  return kept.length >= 6 ? kept : [...flat]
}

function farthestFrom(flat: readonly number[], index: number): number {
  const [x, y] = [flat[2 * index] ?? 0, flat[2 * index + 1] ?? 0]
  let [best, bestDistance] = [index, -1]
  for (let i = 0; i < flat.length / 2; i++) {
    const distance = Math.hypot((flat[2 * i] ?? 0) - x, (flat[2 * i + 1] ?? 0) - y)
    if (distance > bestDistance) [best, bestDistance] = [i, distance]
  }
  return best
}

function simplifyRun(
  flat: readonly number[],
  run: { from: number; to: number; tolerance: number; keep: Uint8Array }
): void {
  const stack = [[run.from, run.to]]
  const count = flat.length / 2
  const point = (i: number): [number, number] => [flat[2 * (i % count)] ?? 0, flat[2 * (i % count) + 1] ?? 0]
  for (let span = stack.pop(); span !== undefined; span = stack.pop()) {
    const [from = 0, to = 0] = span
    const [ax, ay] = point(from)
    const [bx, by] = point(to)
    const length = Math.hypot(bx - ax, by - ay)
    let [best, bestDistance] = [-1, run.tolerance]
    for (let i = from + 1; i < to; i++) {
      const [x, y] = point(i)
      const distance =
        length === 0 ? Math.hypot(x - ax, y - ay) : Math.abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length
      if (distance > bestDistance) [best, bestDistance] = [i, distance]
    }
    if (best === -1) continue
    run.keep[best] = 1
    stack.push([from, best], [best, to])
  }
}
