import type { SkeletonEdge, SkeletonGraph, SkeletonNode } from './skeletonGraph.ts'

/** What a cut leaves of an edge must be this long to be one. */
const SHORTEST_CELLS = 4

/**
 * Keeps the part of a graph that does not lie in a closed region: edges end where they enter it. Cut after pruning, because the
 * stump of a vessel that is cut close to a branching would be taken for a thorn, and the branching for a vessel that turns back.
 */
export function openPart(graph: SkeletonGraph, isClosed: (cell: number) => boolean): SkeletonGraph {
  const nodes: SkeletonNode[] = [...graph.nodes]
  const kept = graph.nodes.map(({ x, y }) => !isClosed(Math.floor(y) * graph.width + Math.floor(x)))
  const endAt = (cell: number): number =>
    nodes.push({ x: (cell % graph.width) + 0.5, y: Math.floor(cell / graph.width) + 0.5, radius: 1 }) - 1
  const edges = graph.edges.flatMap(({ from, to, cells }): SkeletonEdge[] =>
    runsOf(cells, (cell) => !isClosed(cell)).flatMap(([first, last]) => {
      const keepsFrom = first === 0 && kept[from] === true
      const keepsTo = last === cells.length - 1 && kept[to] === true
      if (!(keepsFrom && keepsTo) && last - first + 1 < SHORTEST_CELLS) return []
      return {
        from: keepsFrom ? from : endAt(cells[first] ?? 0),
        to: keepsTo ? to : endAt(cells[last] ?? 0),
        cells: cells.slice(first, last + 1)
      }
    })
  )
  return { ...graph, nodes, edges }
}

/** First and last index of every run of cells for which a condition holds. */
function runsOf(cells: readonly number[], holds: (cell: number) => boolean): [number, number][] {
  const runs: [number, number][] = []
  cells.forEach((cell, i) => {
    if (!holds(cell)) return
    const last = runs.at(-1)
    if (last && last[1] === i - 1) last[1] = i
    else runs.push([i, i])
  })
  return runs
}
