import type { VesselGraph, VesselSegment } from './vesselGraph.ts'
import { median } from './median.ts'
import type { GridCircle } from './regions.ts'

/** A vessel that splits in two. Cells and radians. */
export type Branching = {
  readonly x: number
  readonly y: number
  readonly kind: VesselSegment['kind']
  /** Between the two daughters. */
  readonly angle: number
  /** (d₁² + d₂²) ÷ d₀² (Zamir 1976, as "branching coefficient" in SIVA); undefined where a width could not be read. */
  readonly coefficient: number | undefined
  /** A point on each daughter, for drawing the angle. */
  readonly daughters: readonly [Point, Point]
}

type Point = { readonly x: number; readonly y: number }

type Arm = {
  readonly segment: number
  readonly direction: number
  readonly width: number
  readonly tip: Point
  readonly kind: VesselSegment['kind']
}

/** Arms shorter than this many of their own widths do not show a direction. */
const SHORTEST_IN_WIDTHS = 1.5

/** Measures every node where three vessels of one kind meet. */
export function branchingsOf(graph: VesselGraph, disc: GridCircle | null): Branching[] {
  return graph.nodes.flatMap((node, index) => {
    if (node.kind !== 'branching' || node.segments.length !== 3) return []
    const arms = node.segments.flatMap((segment) => armAt(graph, { segment, node: index }) ?? [])
    if (arms.length !== 3) return []
    const kinds = new Set(arms.flatMap(({ kind }) => kind ?? []))
    if (kinds.size > 1) return []
    const [kind = null] = kinds
    const { parent, daughters } = familyOf(arms, node, disc)
    const [one, other] = daughters
    const widths = [parent.width, one.width, other.width]
    return [
      {
        x: node.x,
        y: node.y,
        kind,
        angle: between(one.direction, other.direction),
        coefficient: widths.every((w) => w > 0) ? (one.width ** 2 + other.width ** 2) / parent.width ** 2 : undefined,
        daughters: [one.tip, other.tip]
      }
    ]
  })
}

function armAt(graph: VesselGraph, { segment, node }: { segment: number; node: number }): Arm | undefined {
  const found = graph.segments[segment]
  if (!found?.line || found.from === found.to) return undefined
  const { line, width, from, kind } = found
  const radius = graph.nodes[node]?.radius ?? 0
  const count = line.x.length
  if (count < Math.max(8, SHORTEST_IN_WIDTHS * 2 * radius)) return undefined
  const at = (step: number): number => (from === node ? step : count - 1 - step)
  const reach = Math.max(8, Math.round(4 * radius))
  const known = Array.from({ length: Math.min(count, 3 * reach) }, (_, step) => width[at(step)] ?? 0)
  const typical = median(known.filter((w) => w > 0)) ?? 0
  const clear = firstClear(known, { typical, latest: Math.min(3 * reach, count - reach) })
  const used = Math.min(clear + reach, count)
  const half = clear + Math.max(1, (used - clear) >> 1)
  const centre = (first: number, last: number): Point => {
    let [x, y] = [0, 0]
    for (let step = first; step < last; step++) [x, y] = [x + (line.x[at(step)] ?? 0), y + (line.y[at(step)] ?? 0)]
    return { x: x / (last - first), y: y / (last - first) }
  }
  const [near, end] = [centre(clear, half), centre(half, used)]
  const last = at(used - 1)
  return {
    segment,
    kind,
    direction: Math.atan2(end.y - near.y, end.x - near.x),
    width: typical,
    tip: { x: line.x[last] ?? 0, y: line.y[last] ?? 0 }
  }
}

/** How much wider than usual an arm may be where it counts as clear of the other arms. */
const CLEAR = 1.1

/** The first step from a node at which an arm has its own width; before, it runs within the fork. */
function firstClear(widths: readonly number[], { typical, latest }: { typical: number; latest: number }): number {
  const first = widths.findIndex((w) => w > 0 && w <= CLEAR * typical)
  return Math.max(0, Math.min(first, latest))
}

/**
 * Tells the parent from its daughters by three signs: it is the widest, the other two leave in the most similar
 * directions, it comes from where the disc is.
 */
function familyOf(
  arms: readonly Arm[],
  node: Point,
  disc: GridCircle | null
): { parent: Arm; daughters: readonly [Arm, Arm] } {
  const [a, b, c] = arms
  if (!a || !b || !c) throw new RangeError('A branching has three arms')
  const families = [
    { parent: a, daughters: [b, c] },
    { parent: b, daughters: [a, c] },
    { parent: c, daughters: [a, b] }
  ] as const
  const widest = Math.max(a.width, b.width, c.width)
  const toDisc = disc ? Math.atan2(disc.y - node.y, disc.x - node.x) : undefined
  const narrowest = Math.min(...families.map(({ daughters: [one, other] }) => between(one.direction, other.direction)))
  const scores = families.map(({ parent, daughters: [one, other] }) => {
    const byWidth = parent.width === widest ? 1 : parent.width / widest
    const byAngle = narrowest / Math.max(1e-6, between(one.direction, other.direction))
    const byDisc = toDisc === undefined ? 0 : Math.cos(parent.direction - toDisc) / 2
    return byWidth + byAngle + byDisc
  })
  const best = scores.indexOf(Math.max(...scores))
  return families[best] ?? families[0]
}

function between(one: number, other: number): number {
  const turn = Math.abs(one - other) % (2 * Math.PI)
  return Math.min(turn, 2 * Math.PI - turn)
}
