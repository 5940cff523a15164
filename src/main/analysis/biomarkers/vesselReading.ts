import type { NotMeasurableReason, VesselKind } from '#shared/domain/measurement.ts'
import type { KindVotes } from './arteryVein.ts'
import { type Branching, branchingsOf } from './branching.ts'
import { type CellSet, cellSet, subsetOf } from './cellSet.ts'
import { type Piece, piecesIn } from './pieces.ts'
import { type GridCircle, type GridPlace, LEAST_SHARE_SEEN, type RegionCells, type VesselRegion } from './regions.ts'
import type { Grid, VesselLayers } from './retinaInput.ts'
import { isMask, levelOf, maskAt, type Reading, type SegmentedLayer } from './segmentedLayer.ts'
import { KIND_BIT, kindOfCells } from './vesselCells.ts'
import { buildVesselGraph, type VesselGraph } from './vesselGraph.ts'

/** All that the vessel measurements of one reading are taken from. */
export type VesselReading = {
  /** Traced off the disc. */
  readonly graph: VesselGraph
  /** All vessels in the field, those on the disc included. */
  readonly mask: CellSet
  readonly place: GridPlace
  readonly regions: RegionCells
  /** Bits of the kinds of each cell, 0 outside the vessels. */
  readonly kinds: Uint8Array
  readonly pieces: Readonly<Record<VesselRegion, readonly Piece[]>>
  readonly branchings: readonly Branching[]
  /** Why nothing of a kind can be measured in a region; undefined when it can be tried. */
  readonly obstacle: (region: VesselRegion, kind: VesselKind) => NotMeasurableReason | undefined
}

export type ReadingContext = {
  readonly place: GridPlace
  readonly regions: RegionCells
  /** Why zones cannot be laid, the disc missing or cut; undefined when they can. */
  readonly withoutZones: NotMeasurableReason | undefined
  /** What the cells say of artery and vein; null where they were not told apart. */
  readonly votes: KindVotes | null
}

/** Traces the vessels at one reading of their layer. */
export function readVessels(layers: VesselLayers, reading: Reading, context: ReadingContext): VesselReading {
  const { place, regions, votes } = context
  const layer: SegmentedLayer = {
    grid: layers.vessel,
    ...(layers.level === undefined ? {} : { level: layers.level })
  }
  const mask = cellSet(maskAt(layer, reading), (cell) => regions.bits[cell] !== 0)
  const open = offDisc(mask, place.disc)
  const graph = buildVesselGraph({
    mask,
    closed: (cell) => mask.data[cell] === 1 && open.data[cell] === 0,
    grid: isMask(layers.vessel) ? mask : layers.vessel,
    level: isMask(layers.vessel) ? 0.5 : levelOf(layer, reading),
    kinds: votes,
    fieldDiameter: 2 * place.field.radius
  })
  const pieces = {
    field: piecesIn(graph, 'field', place),
    zoneB: piecesIn(graph, 'zoneB', place),
    zoneC: piecesIn(graph, 'zoneC', place)
  }
  return {
    graph,
    place,
    regions,
    mask,
    kinds: kindOfCells({ mask, open }, graph, votes),
    pieces,
    branchings: branchingsOf(graph, place.disc),
    obstacle: obstacleIn(graph, context)
  }
}

function offDisc(mask: CellSet, disc: GridCircle | null): CellSet {
  if (!disc) return mask
  return subsetOf(mask, (cell) => {
    const row = Math.floor(cell / mask.width)
    const [dx, dy] = [cell - row * mask.width + 0.5 - disc.x, row + 0.5 - disc.y]
    return dx * dx + dy * dy > disc.radius * disc.radius
  })
}

/** Adds what is said of crossings to both kinds. */
export function votesFrom({ artery, vein, crossing }: VesselLayers): KindVotes | null {
  if (!artery || !vein) return null
  const withCrossing = (grid: Grid): Grid => {
    if (!crossing) return grid
    const data = new Float32Array(grid.data)
    for (let i = 0; i < data.length; i++) data[i] = (data[i] ?? 0) + (crossing.data[i] ?? 0)
    return { width: grid.width, height: grid.height, data }
  }
  return { artery: withCrossing(artery), vein: withCrossing(vein) }
}

function obstacleIn({ segments }: VesselGraph, { regions, withoutZones }: ReadingContext): VesselReading['obstacle'] {
  const present = segments.reduce((bits, { kind }) => bits | KIND_BIT.all | (kind ? KIND_BIT[kind] : 0), 0)
  return (region, kind) => {
    if (region !== 'field' && withoutZones) return withoutZones
    if (regions.seen[region] < LEAST_SHARE_SEEN) return 'zoneOutsideField'
    if ((present & KIND_BIT.all) === 0) return 'noVessels'
    if ((present & KIND_BIT[kind]) !== 0) return undefined
    return kind === 'artery' ? 'noArteries' : 'noVeins'
  }
}
