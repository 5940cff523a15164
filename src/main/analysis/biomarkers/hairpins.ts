import type { SkeletonEdge, SkeletonGraph, SkeletonNode } from './skeletonGraph.ts'

/** Turning by more than this within two reaches is no vessel's bend: two vessels touch with their ends. */
const SHARPEST = (130 * Math.PI) / 180
/** The same where artery turns into vein at the bend. */
const SHARPEST_BETWEEN_KINDS = (50 * Math.PI) / 180
/** How clearly both sides must be of different kinds, of −1 to +1. */
const CLEARLY = 0.5

/**
 * Cuts edges in two where they turn back on themselves.
 * @param reach Cells on both sides from which a direction is taken.
 * @param leaning For a cell, +1 artery to −1 vein, 0 unknown.
 */
export function withoutHairpins(graph: SkeletonGraph, reach: number, leaning: (cell: number) => number): SkeletonGraph {
  const nodes: SkeletonNode[] = [...graph.nodes]
  const edges: SkeletonEdge[] = []
  const pending = [...graph.edges]
  for (let edge = pending.pop(); edge !== undefined; edge = pending.pop()) {
    const at = sharpestTurn(edge.cells, { width: graph.width, reach, leaning })
    if (at === undefined) {
      edges.push(edge)
      continue
    }
    const cell = edge.cells[at] ?? 0
    const end = { x: (cell % graph.width) + 0.5, y: Math.floor(cell / graph.width) + 0.5, radius: 1 }
    const first = nodes.push(end) - 1
    const second = nodes.push(end) - 1
    pending.push(
      { from: edge.from, to: first, cells: edge.cells.slice(0, at) },
      { from: second, to: edge.to, cells: edge.cells.slice(at + 1) }
    )
  }
  return { ...graph, nodes, edges: edges.toReversed() }
}

type Turning = { readonly width: number; readonly reach: number; readonly leaning: (cell: number) => number }

/** Where an edge turns most sharply, if that is too sharp for a vessel. */
function sharpestTurn(cells: readonly number[], { width, reach, leaning }: Turning): number | undefined {
  let [sharpest, at] = [0, -1]
  for (let i = reach; i < cells.length - reach; i++) {
    // A hook right at a node is the node's, not the vessel's.
    const fromEnds = [cells[0] ?? 0, cells.at(-1) ?? 0].map((end) => apart(cells[i] ?? 0, end, width))
    if (Math.min(...fromEnds) < reach) continue
    const turn = turnAt({ before: cells[i - reach] ?? 0, here: cells[i] ?? 0, after: cells[i + reach] ?? 0 }, width)
    if (turn > sharpest) [sharpest, at] = [turn, i]
  }
  if (sharpest > SHARPEST) return at
  if (sharpest < SHARPEST_BETWEEN_KINDS) return undefined
  const kind = (part: readonly number[]): number => part.reduce((sum, cell) => sum + leaning(cell), 0) / part.length
  // The bend and the change of kind need not be the same cell.
  const [before, after] = [
    kind(cells.slice(Math.max(0, at - 3 * reach), at)),
    kind(cells.slice(at + 1, at + 1 + 3 * reach))
  ]
  return before * after < 0 && Math.min(Math.abs(before), Math.abs(after)) > CLEARLY ? at : undefined
}

const apart = (a: number, b: number, width: number): number =>
  Math.hypot((a % width) - (b % width), Math.floor(a / width) - Math.floor(b / width))

function turnAt({ before, here, after }: { before: number; here: number; after: number }, width: number): number {
  const heading = (from: number, to: number): number =>
    Math.atan2(Math.floor(to / width) - Math.floor(from / width), (to % width) - (from % width))
  const turn = Math.abs(heading(here, after) - heading(before, here))
  return Math.min(turn, 2 * Math.PI - turn)
}
