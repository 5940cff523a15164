import type { Mask } from '../../imaging/mask.ts'
import type { CellSet } from './cellSet.ts'
import { halfWidthAt } from './halfWidth.ts'

/** Where skeleton lines end or meet; continuous grid coordinates, the centre of cell (0, 0) is (0.5, 0.5). */
export type SkeletonNode = {
  readonly x: number
  readonly y: number
  /** Half the vessel's width there, in cells. */
  readonly radius: number
}

/** A line of the skeleton between two nodes: its cells in order from `from` to `to`, the nodes' own cells left out. */
export type SkeletonEdge = {
  readonly from: number
  readonly to: number
  readonly cells: readonly number[]
}

/** A skeleton as a graph; edges name nodes by their index. */
export type SkeletonGraph = {
  readonly width: number
  readonly height: number
  readonly nodes: readonly SkeletonNode[]
  readonly edges: readonly SkeletonEdge[]
}

/** Edges at each node; one that starts and ends there counts twice. */
export function edgesByNode({ nodes, edges }: SkeletonGraph): number[][] {
  const incident: number[][] = nodes.map(() => [])
  edges.forEach(({ from, to }, edge) => {
    incident[from]?.push(edge)
    incident[to]?.push(edge)
  })
  return incident
}

/**
 * Traces a skeleton: cells with one neighbour are ends, touching cells with three or more are one node, the lines between
 * them are edges. Closed rings without a node are left out: no vessel is one.
 * @param mask What was thinned, for the vessel's width at the nodes.
 */
export function traceSkeleton(skeleton: CellSet, mask: Mask): SkeletonGraph {
  const tracing = startTracing(skeleton)
  const nodes = findNodes(tracing, mask)
  const edges: SkeletonEdge[] = []
  for (const cell of tracing.skeleton.cells) {
    const from = nodeAt(tracing, cell)
    if (from < 0) continue
    for (const step of tracing.steps) {
      const first = cell + step
      if (skeleton.data[first] !== 1 || nodeAt(tracing, first) >= 0 || tracing.nodeOf[first] === WALKED) continue
      const edge = walk(tracing, { from, before: cell, first })
      if (edge) edges.push(edge)
    }
  }
  return { width: skeleton.width, height: skeleton.height, nodes, edges }
}

type Tracing = {
  readonly skeleton: CellSet
  readonly steps: readonly number[]
  readonly degree: Uint8Array
  /** Index of the cell's node plus one; 0 for none, `WALKED` once an edge has passed. */
  readonly nodeOf: Int32Array
}

const WALKED = -1

const nodeAt = ({ nodeOf }: Tracing, cell: number): number => (nodeOf[cell] ?? 0) - 1

function startTracing(skeleton: CellSet): Tracing {
  const { width, data, cells } = skeleton
  const steps = [-width, 1, width, -1, -width - 1, -width + 1, width + 1, width - 1]
  const degree = new Uint8Array(data.length)
  for (const cell of cells) {
    let neighbours = 0
    for (const step of steps) neighbours += data[cell + step] ?? 0
    degree[cell] = neighbours
  }
  return { skeleton, steps, degree, nodeOf: new Int32Array(data.length) }
}

function findNodes({ skeleton, degree, nodeOf, steps }: Tracing, mask: Mask): SkeletonNode[] {
  const nodes: SkeletonNode[] = []
  for (const start of skeleton.cells) {
    const isEnd = degree[start] === 1
    if (nodeOf[start] !== 0 || !(isEnd || (degree[start] ?? 0) >= 3)) continue
    const members = [start]
    nodeOf[start] = nodes.length + 1
    for (let next = isEnd ? 1 : 0; next < members.length; next++) {
      for (const step of steps) {
        const cell = (members[next] ?? 0) + step
        if (skeleton.data[cell] !== 1 || (degree[cell] ?? 0) < 3 || nodeOf[cell] !== 0) continue
        nodeOf[cell] = nodes.length + 1
        members.push(cell)
      }
    }
    nodes.push(nodeFrom(members, mask))
  }
  return nodes
}

function nodeFrom(members: readonly number[], mask: Mask): SkeletonNode {
  let [x, y, radius] = [0, 0, 0]
  for (const cell of members) {
    const column = cell % mask.width
    x += column + 0.5
    y += (cell - column) / mask.width + 0.5
    radius = Math.max(radius, halfWidthAt(mask, cell))
  }
  return { x: x / members.length, y: y / members.length, radius }
}

/** Follows a line from a node to the next; undefined where it closes upon its own node within a few cells. */
function walk(
  tracing: Tracing,
  { from, before, first }: { from: number; before: number; first: number }
): SkeletonEdge | undefined {
  const { skeleton, nodeOf, steps } = tracing
  const cells = [first]
  nodeOf[first] = WALKED
  let [previous, here] = [before, first]
  for (;;) {
    let next = -1
    for (const step of steps) {
      const cell = here + step
      if (cell === previous || skeleton.data[cell] !== 1) continue
      const node = nodeAt(tracing, cell)
      if (node >= 0 && !(node === from && cells.length < 2)) {
        return node === from && cells.length < 8 ? undefined : { from, to: node, cells }
      }
      if (nodeOf[cell] === 0) next = cell
    }
    if (next < 0) return undefined
    nodeOf[next] = WALKED
    cells.push(next)
    previous = here
    here = next
  }
}
