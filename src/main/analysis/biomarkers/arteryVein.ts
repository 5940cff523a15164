import type { Mask, ProbabilityMap } from '../../imaging/mask.ts'
import type { Chain } from './chains.ts'
import type { SkeletonGraph } from './skeletonGraph.ts'

/** Artery and vein on the cells of the vessels' grid; a crossing belongs to both. */
export type KindVotes = {
  readonly artery: Mask | ProbabilityMap
  readonly vein: Mask | ProbabilityMap
}

/** What the cells of an edge say: from −1, all vein, to +1, all artery; and how much they say, in cells. */
export type Vote = { readonly leaning: number; readonly weight: number }

/** What one cell says of its kind: +1 artery to −1 vein, 0 where nothing is known. */
export const leaningOf =
  (kinds: KindVotes | null) =>
  (cell: number): number => {
    const [artery, vein] = [kinds?.artery.data[cell] ?? 0, kinds?.vein.data[cell] ?? 0]
    return artery + vein === 0 ? 0 : (artery - vein) / (artery + vein)
  }

/** Counts the cells of every edge. */
export function votesOf(graph: SkeletonGraph, { artery, vein }: KindVotes): Vote[] {
  return graph.edges.map(({ cells }) => {
    let [forArtery, forVein] = [0, 0]
    for (const cell of cells) {
      forArtery += artery.data[cell] ?? 0
      forVein += vein.data[cell] ?? 0
    }
    const said = forArtery + forVein
    return { leaning: said === 0 ? 0 : (forArtery - forVein) / said, weight: said }
  })
}

const ROUNDS = 4
/** How much a neighbour of the same length says beside what the segment says of itself. */
const NEIGHBOUR = 0.25
/** Below this share of a segment's own weight nothing is claimed. */
const LEAST = 0.05

/**
 * Gives every vessel a kind by the vote of its cells and, where that is weak, of the vessels it branches from and into: an
 * artery never continues as a vein.
 */
export function propagatedKinds(
  graph: SkeletonGraph,
  chains: readonly Chain[],
  votes: readonly Vote[]
): ('artery' | 'vein' | null)[] {
  const lengths = chains.map(({ edges }) => edges.reduce((sum, { edge }) => sum + cellsOf(graph, edge), 0))
  const own = chains.map(({ edges }) =>
    edges.reduce((sum, { edge }) => sum + (votes[edge]?.leaning ?? 0) * (votes[edge]?.weight ?? 0), 0)
  )
  const atNode = new Map<number, number[]>()
  chains.forEach(({ from, to }, chain) => {
    for (const node of new Set([from, to])) atNode.set(node, [...(atNode.get(node) ?? []), chain])
  })
  let belief = own
  for (let round = 0; round < ROUNDS; round++) {
    belief = chains.map(({ from, to }, chain) => {
      const neighbours = [...(atNode.get(from) ?? []), ...(atNode.get(to) ?? [])].filter((other) => other !== chain)
      const said = neighbours.reduce((sum, other) => {
        const shared = Math.min(lengths[chain] ?? 0, lengths[other] ?? 0)
        return sum + NEIGHBOUR * shared * Math.tanh((belief[other] ?? 0) / Math.max(1, 0.5 * (lengths[other] ?? 1)))
      }, 0)
      return (own[chain] ?? 0) + said
    })
  }
  return belief.map((value, chain) => {
    if (Math.abs(value) <= LEAST * Math.max(1, lengths[chain] ?? 1)) return null
    return value > 0 ? 'artery' : 'vein'
  })
}

const cellsOf = (graph: SkeletonGraph, edge: number): number => graph.edges[edge]?.cells.length ?? 0
