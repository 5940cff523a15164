import type { Mask } from '../../imaging/mask.ts'
import { halfWidthAt } from './halfWidth.ts'
import { edgesByNode, type SkeletonGraph, type SkeletonNode } from './skeletonGraph.ts'

/** One end of an edge. */
export type Arm = { readonly edge: number; readonly node: number }

/** Two vessels that pass over each other: each pair of arms is one of them. */
export type Crossing = {
  readonly nodes: readonly number[]
  /** The edge between the two nodes into which thinning tears a crossing at an angle; none where they met in one. */
  readonly shared: number | undefined
  readonly pairs: readonly [readonly [Arm, Arm], readonly [Arm, Arm]]
  readonly x: number
  readonly y: number
  readonly radius: number
}

/** What is known of an edge's kind: −1 vein, +1 artery, 0 nothing. */
export type Votes = { readonly [edge: number]: number | undefined }

/** How far a vessel may bend on its way through a crossing. */
const LARGEST_BEND = (40 * Math.PI) / 180
/** The same where artery and vein are told apart by colour: then the pairs are sure. */
const LARGEST_BEND_BY_KIND = (65 * Math.PI) / 180
/** A vote that counts as told apart. */
const SURE = 0.3

/**
 * Finds where two vessels cross: four arms that continue each other two by two, met in one node or torn into two by an edge
 * no longer than the crossing is wide. Arms of known kind pair with their own; four arms of one kind are branchings.
 */
export function findCrossings(graph: SkeletonGraph, mask: Mask, votes: Votes): Crossing[] {
  const incident = edgesByNode(graph)
  const taken = new Set<number>()
  const found: Crossing[] = []
  const keep = (crossing: Crossing | undefined): void => {
    if (!crossing || crossing.nodes.some((node) => taken.has(node))) return
    for (const node of crossing.nodes) taken.add(node)
    found.push(crossing)
  }
  incident.forEach((edges, node) => {
    if (edges.length === 4) {
      const arms = edges.map((edge) => ({ edge, node }))
      keep(crossingOf(graph, { arms, nodes: [node], shared: undefined }, votes))
    }
  })
  const between = graph.edges
    .map((edge, index) => ({ ...edge, index }))
    .filter(({ from, to }) => from !== to && incident[from]?.length === 3 && incident[to]?.length === 3)
    .toSorted((a, b) => a.cells.length - b.cells.length)
  for (const { from, to, index, cells } of between) {
    const others = (node: number): Arm[] =>
      (incident[node] ?? []).filter((edge) => edge !== index).map((edge) => ({ edge, node }))
    const arms = [...others(from), ...others(to)]
    const reach = Math.max(...arms.map((arm) => armHalfWidth(graph, mask, arm)))
    const longest = (toldApart(arms, votes) ? 12 : 3.2) * reach + 4
    if (cells.length > longest) continue
    keep(crossingOf(graph, { arms, nodes: [from, to], shared: index }, votes))
  }
  return found
}

const kindOf = (arm: Arm, votes: Votes): number => {
  const vote = votes[arm.edge] ?? 0
  return Math.abs(vote) < SURE ? 0 : Math.sign(vote)
}

/** Two arteries and two veins. */
function toldApart(arms: readonly Arm[], votes: Votes): boolean {
  const kinds = arms.map((arm) => kindOf(arm, votes))
  return kinds.every((kind) => kind !== 0) && kinds.reduce((sum, kind) => sum + kind, 0) === 0
}

/** Half the width of an arm where it is clear of its node. */
function armHalfWidth(graph: SkeletonGraph, mask: Mask, { edge, node }: Arm): number {
  const line = graph.edges[edge]
  const cells = (line?.from === node ? line.cells : line?.cells.toReversed()) ?? []
  const cell = cells[Math.min(cells.length - 1, 12)]
  return cell === undefined ? 0 : halfWidthAt(mask, cell)
}

type Meeting = {
  readonly arms: readonly Arm[]
  readonly nodes: readonly number[]
  readonly shared: number | undefined
}

function crossingOf(graph: SkeletonGraph, { arms, nodes, shared }: Meeting, votes: Votes): Crossing | undefined {
  const [a, b, c, d] = arms
  if (!a || !b || !c || !d || new Set(arms.map(({ edge }) => edge)).size < 4) return undefined
  const kinds = arms.map((arm) => kindOf(arm, votes))
  if (kinds.every((kind) => kind === 1) || kinds.every((kind) => kind === -1)) return undefined
  // Arms at the same node of a torn crossing belong to different vessels.
  const pairings: Crossing['pairs'][] = [
    [
      [a, c],
      [b, d]
    ],
    [
      [a, d],
      [b, c]
    ]
  ]
  if (shared === undefined) {
    pairings.push([
      [a, b],
      [c, d]
    ])
  }
  const sure = toldApart(arms, votes)
  const matching = pairings.filter((pairs) => pairs.every(([one, other]) => agree(one, other, votes)))
  const heading = new Map(arms.map((arm) => [arm, outwardDirection(graph, arm)]))
  const bend = (pairs: Crossing['pairs']): number =>
    Math.max(...pairs.map(([one, other]) => bendBetween(heading.get(one) ?? 0, heading.get(other) ?? 0)))
  const best = matching.toSorted((one, other) => bend(one) - bend(other))[0]
  if (!best || bend(best) > (sure ? LARGEST_BEND_BY_KIND : LARGEST_BEND)) return undefined
  return { nodes, shared, pairs: best, ...middleOf(graph, nodes) }
}

const agree = (one: Arm, other: Arm, votes: Votes): boolean =>
  kindOf(one, votes) === 0 || kindOf(other, votes) === 0 || kindOf(one, votes) === kindOf(other, votes)

/** How far two outward directions are from a straight line, radians. */
function bendBetween(one: number, other: number): number {
  const turn = Math.abs(one - other) % (2 * Math.PI)
  return Math.abs(Math.PI - Math.min(turn, 2 * Math.PI - turn))
}

function middleOf(graph: SkeletonGraph, nodes: readonly number[]): SkeletonNode {
  const at = nodes.flatMap((node) => graph.nodes[node] ?? [])
  const x = at.reduce((sum, node) => sum + node.x, 0) / at.length
  const y = at.reduce((sum, node) => sum + node.y, 0) / at.length
  const radius = Math.max(...at.map((node) => Math.hypot(node.x - x, node.y - y) + node.radius))
  return { x, y, radius }
}

/** The direction in which an arm leaves its node, measured where it is clear of it; radians. */
export function outwardDirection(graph: SkeletonGraph, { edge, node }: Arm): number {
  const at = graph.nodes[node]
  const line = graph.edges[edge]
  if (!at || !line) return 0
  const cells = line.from === node ? line.cells : line.cells.toReversed()
  const skipped = Math.min(Math.round(at.radius), Math.max(0, cells.length - 3))
  const reach = Math.max(8, Math.round(2 * at.radius))
  const used = cells.slice(skipped, skipped + reach)
  const half = Math.max(1, Math.floor(used.length / 2))
  const centre = (part: readonly number[]): { x: number; y: number } => ({
    x: part.reduce((sum, cell) => sum + (cell % graph.width), 0) / part.length + 0.5,
    y: part.reduce((sum, cell) => sum + Math.floor(cell / graph.width), 0) / part.length + 0.5
  })
  const near = used.length < 4 ? at : centre(used.slice(0, half))
  const far = centre(used.slice(-half))
  return Math.atan2(far.y - near.y, far.x - near.x)
}
