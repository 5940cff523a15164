import type { VesselKind } from '#shared/domain/measurement.ts'
import type { Mask, ProbabilityMap } from '../../imaging/mask.ts'
import { leaningOf, propagatedKinds, votesOf, type KindVotes } from './arteryVein.ts'
import type { CellSet } from './cellSet.ts'
import { type Centreline, resampled, smoothed, tangents } from './centreline.ts'
import { type Chain, chainsThrough } from './chains.ts'
import { type Crossing, findCrossings } from './crossings.ts'
import { median } from './median.ts'
import { withoutHairpins } from './hairpins.ts'
import { openPart } from './openPart.ts'
import { pruned } from './pruning.ts'
import { edgesByNode, type SkeletonGraph, traceSkeleton } from './skeletonGraph.ts'
import { thinCells } from './thinning.ts'
import { readAcross } from './vesselWidth.ts'

/** Artery or vein; null where colour did not tell them apart. */
export type SegmentKind = Exclude<VesselKind, 'all'> | null

/** A vessel between two nodes, through every crossing on its way. Everything in cells of the grid. */
export type VesselSegment = {
  readonly from: number
  readonly to: number
  /** Smooth centreline, clear of the branchings at its ends; even steps of about one cell. Null when too short to measure. */
  readonly line: Centreline | null
  /** Width at each point of the line; 0 where it could not be read (at crossings, beside another vessel). */
  readonly width: Float32Array
  readonly kind: SegmentKind
  /** Skeleton cells that belong to the segment. */
  readonly cells: readonly number[]
}

export type VesselNode = {
  readonly kind: 'end' | 'branching' | 'crossing'
  readonly x: number
  readonly y: number
  /** Half the vessel's width there. */
  readonly radius: number
  /** Segments that start or end here; for a crossing the two that pass. */
  readonly segments: readonly number[]
}

/** The vessels of one photograph as a graph on the segmentation's grid. */
export type VesselGraph = {
  readonly width: number
  readonly height: number
  readonly segments: readonly VesselSegment[]
  readonly nodes: readonly VesselNode[]
  readonly mask: CellSet
}

export type GraphInput = {
  /** The vessels at the reading that is to be traced. */
  readonly mask: CellSet
  /** Where no centreline is followed: on the disc, where vessels cover each other. */
  readonly closed?: (cell: number) => boolean
  /** What the width is read from. */
  readonly grid: Mask | ProbabilityMap
  readonly level: number
  /** Artery and vein on the same cells; null where they were not told apart. */
  readonly kinds: KindVotes | null
  /** Diameter of the field of view in cells: the measure for what is too short to be a vessel. */
  readonly fieldDiameter: number
}

/** Specks shorter than this share of the field's diameter are dropped. */
const SHORTEST_TREE = 0.015
/** Cells on both sides of a bend from which its sharpness is taken, as a share of the field's diameter. */
const HAIRPIN = 0.012
/** Points on each side of the parabola that smooths a centreline, as a share of the field's diameter. */
const SMOOTHING = 0.006

const NOWHERE = (): boolean => false

/** Traces the vessels of a mask: thinning, pruning, crossings, centrelines, widths, arteries and veins. */
export function buildVesselGraph({
  mask,
  closed = NOWHERE,
  grid,
  level,
  kinds,
  fieldDiameter
}: GraphInput): VesselGraph {
  const whole = pruned(traceSkeleton(thinCells(mask), mask), Math.max(8, SHORTEST_TREE * fieldDiameter))
  const traced = withoutHairpins(
    openPart(whole, closed),
    Math.max(6, Math.round(HAIRPIN * fieldDiameter)),
    leaningOf(kinds)
  )
  const votes = kinds ? votesOf(traced, kinds) : []
  const crossings = findCrossings(traced, mask, Object.fromEntries(votes.map(({ leaning }, edge) => [edge, leaning])))
  const chains = chainsThrough(traced, crossings)
  const assigned = kinds ? propagatedKinds(traced, chains, votes) : chains.map(() => null)
  const reach = Math.max(4, Math.round(SMOOTHING * fieldDiameter))
  const all = nodesOf(traced, crossings, chains)
  const kept = all.flatMap((node, index) => (node.segments.length > 0 ? [index] : []))
  const renamed = new Map(kept.map((index, name) => [index, name]))
  const nodes = kept.flatMap((index) => all[index] ?? [])
  const disturbing = nodes.filter(({ kind }) => kind !== 'end')
  const segments = chains.map((chain, index) => {
    const measured = measuredLine(chain, { grid, level, reach, disturbing })
    const cells = chain.edges.flatMap(({ edge }) => traced.edges[edge]?.cells ?? [])
    const [from, to] = [renamed.get(chain.from) ?? -1, renamed.get(chain.to) ?? -1]
    return { from, to, kind: assigned[index] ?? null, cells, ...measured }
  })
  return { width: mask.width, height: mask.height, segments, nodes, mask }
}

type Measuring = {
  readonly grid: Mask | ProbabilityMap
  readonly level: number
  readonly reach: number
  /** Crossings and branchings, beside which a width is not that of one vessel. */
  readonly disturbing: readonly VesselNode[]
}

const FEWEST_POINTS = 5
/** No retinal vessel is wider than this many cells to each side. */
const WIDEST = 40

/** Smooths a chain, moves it to the middle between the vessel's edges, and reads the width there. */
function measuredLine(
  chain: Chain,
  { grid, level, reach, disturbing }: Measuring
): Pick<VesselSegment, 'line' | 'width'> {
  const nothing = { line: null, width: new Float32Array(0) }
  if (chain.line.x.length < FEWEST_POINTS) return nothing
  const first = smoothed(resampled(chain.line), reach)
  const tangent = tangents(first, reach)
  const rough = readAcross(grid, { line: first, tangent }, { level, reach: WIDEST })
  const shift = bridged(rough.shift, withoutIntruders(first, rough.width, disturbing))
  const middle: Centreline = {
    x: first.x.map((x, i) => x - (shift[i] ?? 0) * (tangent.y[i] ?? 0)),
    y: first.y.map((y, i) => y + (shift[i] ?? 0) * (tangent.x[i] ?? 0))
  }
  const line = smoothed(resampled(middle), reach)
  if (line.x.length < FEWEST_POINTS) return nothing
  const { width } = readAcross(grid, { line, tangent: tangents(line, reach) }, { level, reach: WIDEST })
  return { line, width: withoutIntruders(line, width, disturbing) }
}

/** Clears widths that were read at a crossing or branching, or that are more than 1.6 times the vessel's median. */
function withoutIntruders(line: Centreline, width: Float32Array, nodes: readonly VesselNode[]): Float32Array {
  const widest = 1.6 * (median(width.filter((w) => w > 0)) ?? 0)
  const clear = width.map((w) => (w > widest ? 0 : w))
  const box = boundsOf(line)
  for (const { x, y, radius } of nodes) {
    const reach = 1.3 * radius + 1
    const far = x < box.left - reach || x > box.right + reach || y < box.top - reach || y > box.bottom + reach
    if (far) continue
    for (let i = 0; i < clear.length; i++) {
      const [dx, dy] = [x - (line.x[i] ?? 0), y - (line.y[i] ?? 0)]
      if (dx * dx + dy * dy < reach * reach) clear[i] = 0
    }
  }
  return clear
}

function boundsOf({ x, y }: Centreline): { left: number; right: number; top: number; bottom: number } {
  const box = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity }
  for (let i = 0; i < x.length; i++) {
    box.left = Math.min(box.left, x[i] ?? 0)
    box.right = Math.max(box.right, x[i] ?? 0)
    box.top = Math.min(box.top, y[i] ?? 0)
    box.bottom = Math.max(box.bottom, y[i] ?? 0)
  }
  return box
}

/** Replaces values without a width by the straight line between those beside them. */
function bridged(values: Float32Array, width: Float32Array): Float32Array {
  const filled = Float32Array.from(values)
  let last = -1
  for (let i = 0; i <= filled.length; i++) {
    if (i < filled.length && (width[i] ?? 0) === 0) continue
    const before = last >= 0 ? (values[last] ?? 0) : (values[i] ?? 0)
    const after = i < filled.length ? (values[i] ?? 0) : before
    for (let k = last + 1; k < i; k++) filled[k] = before + ((after - before) * (k - last)) / (i - last)
    last = i
  }
  return filled
}

function nodesOf(graph: SkeletonGraph, crossings: readonly Crossing[], chains: readonly Chain[]): VesselNode[] {
  const crossed = new Map(crossings.flatMap((crossing) => crossing.nodes.map((node) => [node, crossing])))
  const touching = graph.nodes.map((_, node) =>
    chains.flatMap((chain, index) => (chain.from === node || chain.to === node ? [index] : []))
  )
  const arms = edgesByNode(graph)
  return graph.nodes.map((node, index) => {
    const crossing = crossed.get(index)
    if (crossing) {
      const { x, y, radius } = crossing
      const passing = new Set(crossing.pairs.flatMap(([one, other]) => [one.edge, other.edge]))
      const segments = chains.flatMap((chain, i) => (chain.edges.some(({ edge }) => passing.has(edge)) ? [i] : []))
      return { kind: 'crossing', x, y, radius, segments }
    }
    const kind = (arms[index]?.length ?? 0) > 1 ? 'branching' : 'end'
    return { kind, x: node.x, y: node.y, radius: node.radius, segments: touching[index] ?? [] }
  })
}
