import { median } from './median.ts'
import { type Piece, widthsOf } from './pieces.ts'
import type { GridCircle } from './regions.ts'
import type { VesselGraph } from './vesselGraph.ts'
import { VESSELS_MEASURED } from './calibre.ts'

/** A vessel measured in a zone, in cells. */
export type ZoneVessel = {
  readonly piece: Piece
  readonly width: number
}

/** A vessel counts when it can be followed through this share of the ring. */
const LEAST_OF_RING = 0.4

/**
 * The six widest arteries (veins) of a ring about the disc, each measured once: a vessel that branches inside the ring
 * counts as its trunk where the trunk is long enough there, else as its branches (protocol of IVAN, Knudtson 2003).
 * @returns fewer than six where there are no more.
 */
export function widestInZone(
  graph: VesselGraph,
  pieces: readonly Piece[],
  ring: { readonly disc: GridCircle; readonly depth: number }
): ZoneVessel[] {
  const long = pieces.flatMap((piece) => {
    const widths = widthsOf(piece)
    const width = median(widths)
    const enough = piece.arc >= LEAST_OF_RING * ring.depth && widths.length >= 0.25 * (piece.to - piece.from + 1)
    return width !== undefined && enough ? [{ piece, width }] : []
  })
  return long
    .filter((vessel) => !long.some((trunk) => isTrunkOf(graph, { trunk, vessel }, ring.disc)))
    .toSorted((a, b) => b.width - a.width)
    .slice(0, VESSELS_MEASURED)
}

/** Whether one vessel joins another within the ring, on the side towards the disc. */
function isTrunkOf(
  graph: VesselGraph,
  { trunk, vessel }: { trunk: ZoneVessel; vessel: ZoneVessel },
  disc: GridCircle
): boolean {
  if (trunk === vessel) return false
  const [upper, lower] = [graph.segments[trunk.piece.segment], graph.segments[vessel.piece.segment]]
  if (!upper || !lower) return false
  const shared = [upper.from, upper.to].find((node) => node === lower.from || node === lower.to)
  const node = shared === undefined ? undefined : graph.nodes[shared]
  if (!node || node.kind !== 'branching') return false
  const away = (piece: Piece): number => {
    const middle = (piece.from + piece.to) >> 1
    return Math.hypot((piece.line.x[middle] ?? 0) - disc.x, (piece.line.y[middle] ?? 0) - disc.y)
  }
  const here = Math.hypot(node.x - disc.x, node.y - disc.y)
  return away(trunk.piece) < here && away(vessel.piece) > here
}
