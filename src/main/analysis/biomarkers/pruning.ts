import { edgesByNode, type SkeletonEdge, type SkeletonGraph } from './skeletonGraph.ts'

const ROUNDS = 6

/** A twig this much longer than the vessel's half width sticks out of it and is a vessel of its own. */
const SPUR_IN_RADII = 1.4
const SPUR_CELLS = 3

/**
 * Cuts the twigs that thinning leaves on uneven edges, drops specks whose lines are shorter than `minimumCells` in all,
 * and joins lines where two are left at a node.
 */
export function pruned(graph: SkeletonGraph, minimumCells: number): SkeletonGraph {
  let current = joined(graph)
  for (let round = 0; round < ROUNDS; round++) {
    const spurs = shortestSpurs(current)
    if (spurs.size === 0) break
    current = joined({ ...current, edges: current.edges.filter((_, edge) => !spurs.has(edge)) })
  }
  return withoutSpecks(current, minimumCells)
}

/** At most one spur of each node, its shortest: where a vessel's end forks, one tine is the vessel. */
function shortestSpurs(graph: SkeletonGraph): Set<number> {
  const incident = edgesByNode(graph)
  const spurs = new Set<number>()
  incident.forEach((edges, node) => {
    const { radius } = graph.nodes[node] ?? { radius: 0 }
    if (edges.length < 3) return
    let [shortest, length] = [-1, SPUR_IN_RADII * radius + SPUR_CELLS]
    for (const index of edges) {
      const edge = graph.edges[index]
      if (!edge || edge.from === edge.to) continue
      const other = edge.from === node ? edge.to : edge.from
      if (incident[other]?.length !== 1 || edge.cells.length >= length) continue
      shortest = index
      length = edge.cells.length
    }
    if (shortest >= 0) spurs.add(shortest)
  })
  return spurs
}

/** Replaces two edges that meet at a node alone by one, until none is left. */
function joined(graph: SkeletonGraph): SkeletonGraph {
  const edges: (SkeletonEdge | undefined)[] = [...graph.edges]
  const incident = edgesByNode(graph).map((at) => new Set(at))
  graph.nodes.forEach((node, index) => {
    const [one, two, ...more] = incident[index] ?? []
    if (one === undefined || two === undefined || more.length > 0) return
    const [first, second] = [edges[one], edges[two]]
    if (!first || !second) return
    const into = first.to === index ? first : reversed(first)
    const onward = second.from === index ? second : reversed(second)
    const cell = Math.floor(node.y) * graph.width + Math.floor(node.x)
    edges[one] = { from: into.from, to: onward.to, cells: [...into.cells, cell, ...onward.cells] }
    edges[two] = undefined
    incident[index]?.clear()
    incident[onward.to]?.delete(two)
    incident[onward.to]?.add(one)
  })
  return { ...graph, edges: edges.filter((edge) => edge !== undefined) }
}

export const reversed = ({ from, to, cells }: SkeletonEdge): SkeletonEdge => ({
  from: to,
  to: from,
  cells: cells.toReversed()
})

function withoutSpecks(graph: SkeletonGraph, minimumCells: number): SkeletonGraph {
  const group = graph.nodes.map((_, node) => node)
  const root = (node: number): number => {
    let at = node
    while (group[at] !== at && group[at] !== undefined) at = group[at] ?? at
    return at
  }
  for (const { from, to } of graph.edges) group[root(from)] = root(to)
  const lengths = new Map<number, number>()
  for (const { from, cells } of graph.edges) {
    lengths.set(root(from), (lengths.get(root(from)) ?? 0) + cells.length)
  }
  return { ...graph, edges: graph.edges.filter(({ from }) => (lengths.get(root(from)) ?? 0) >= minimumCells) }
}
