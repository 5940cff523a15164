import type { Centreline } from './centreline.ts'
import type { Crossing } from './crossings.ts'
import { edgesByNode, type SkeletonGraph, type SkeletonNode } from './skeletonGraph.ts'

/** A vessel from one node to the next, through every crossing on its way. */
export type Chain = {
  readonly from: number
  readonly to: number
  /** Edges in order, each with the node at which it is entered. */
  readonly edges: readonly { readonly edge: number; readonly enteredAt: number }[]
  /** Centres of the cells, the crossings and branchings cut out; too few points to measure when shorter than four. */
  readonly line: Centreline
}

type Continuation = { readonly edge: number; readonly node: number; readonly crossing: Crossing }

/** Joins edges through crossings; the edges shared by the two vessels of a torn crossing belong to neither. */
export function chainsThrough(graph: SkeletonGraph, crossings: readonly Crossing[]): Chain[] {
  const onward = new Map<string, Continuation>()
  const key = (edge: number, node: number): string => `${edge}@${node}`
  const shared = new Set(crossings.flatMap((crossing) => crossing.shared ?? []))
  const arms = edgesByNode(graph).map((edges) => edges.length)
  for (const crossing of crossings) {
    for (const [one, other] of crossing.pairs) {
      onward.set(key(one.edge, one.node), { ...other, crossing })
      onward.set(key(other.edge, other.node), { ...one, crossing })
    }
  }
  const done = new Set<number>(shared)
  const chains: Chain[] = []
  const follow = (edge: number, enteredAt: number): void => {
    const walked: { edge: number; enteredAt: number }[] = []
    const passed: Crossing[] = []
    let [here, entry] = [edge, enteredAt]
    for (;;) {
      done.add(here)
      walked.push({ edge: here, enteredAt: entry })
      const line = graph.edges[here]
      const exit = line?.from === entry ? line.to : (line?.from ?? entry)
      const next = onward.get(key(here, exit))
      if (!next || done.has(next.edge)) {
        chains.push({ from: enteredAt, to: exit, edges: walked, line: lineOf({ graph, arms }, walked, passed) })
        return
      }
      passed.push(next.crossing)
      here = next.edge
      entry = next.node
    }
  }
  // First from true ends, then what is left: vessels that run in a ring through crossings.
  for (const pass of [1, 2]) {
    graph.edges.forEach(({ from, to }, edge) => {
      for (const node of [from, to]) {
        if (!done.has(edge) && (pass === 2 || !onward.has(key(edge, node)))) follow(edge, node)
      }
    })
  }
  return chains
}

type Armed = { readonly graph: SkeletonGraph; readonly arms: readonly number[] }

function lineOf({ graph, arms }: Armed, walked: Chain['edges'], passed: readonly Crossing[]): Centreline {
  // A branching distorts the lines that run into it; an end does not.
  const branchingAt = (node: number): SkeletonNode | undefined =>
    (arms[node] ?? 0) > 1 ? graph.nodes[node] : undefined
  const [x, y]: [number[], number[]] = [[], []]
  walked.forEach(({ edge, enteredAt }, step) => {
    const line = graph.edges[edge]
    if (!line) return
    const cells = line.from === enteredAt ? line.cells : line.cells.toReversed()
    const exit = line.from === enteredAt ? line.to : line.from
    const cut = [passed[step - 1] ?? branchingAt(enteredAt), passed[step] ?? branchingAt(exit)]
    for (const cell of cells) {
      const px = (cell % graph.width) + 0.5
      const py = Math.floor(cell / graph.width) + 0.5
      if (cut.some((node) => node && Math.hypot(node.x - px, node.y - py) < node.radius)) continue
      x.push(px)
      y.push(py)
    }
  })
  return { x: Float64Array.from(x), y: Float64Array.from(y) }
}
