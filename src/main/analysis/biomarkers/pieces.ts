import type { VesselKind } from '#shared/domain/measurement.ts'
import { arcLength, type Centreline, chordLength } from './centreline.ts'
import { type GridPlace, REGION_BIT, regionsAt, type VesselRegion } from './regions.ts'
import type { VesselGraph, VesselSegment } from './vesselGraph.ts'

/** The part of a segment that lies in a region, by the indices of its line's points, both included. */
export type Piece = {
  readonly segment: number
  readonly line: Centreline
  readonly width: Float32Array
  readonly kind: VesselSegment['kind']
  readonly from: number
  readonly to: number
  readonly arc: number
  readonly chord: number
}

/** Cuts every segment to a region. On the disc itself vessels cover each other: there nothing is measured. */
export function piecesIn({ segments }: VesselGraph, region: VesselRegion, place: GridPlace): Piece[] {
  const { disc } = place
  const inside = (x: number, y: number): boolean =>
    (regionsAt(place, x, y) & REGION_BIT[region]) !== 0 && !(disc && Math.hypot(x - disc.x, y - disc.y) < disc.radius)
  return segments.flatMap(({ line, width, kind }, segment) => {
    if (!line) return []
    return runsWhere(line, inside).map(([from, to]) => ({
      segment,
      line,
      width,
      kind,
      from,
      to,
      arc: arcLength(line, from, to),
      chord: chordLength(line, from, to)
    }))
  })
}

function runsWhere(line: Centreline, inside: (x: number, y: number) => boolean): (readonly [number, number])[] {
  const runs: (readonly [number, number])[] = []
  let start = -1
  for (let i = 0; i <= line.x.length; i++) {
    const here = i < line.x.length && inside(line.x[i] ?? 0, line.y[i] ?? 0)
    if (here && start < 0) start = i
    if (!here && start >= 0) {
      if (i - start >= 3) runs.push([start, i - 1])
      start = -1
    }
  }
  return runs
}

export const isOfKind = (kind: VesselSegment['kind'], wanted: VesselKind): boolean =>
  wanted === 'all' || kind === wanted

/** Known widths of a piece, in cells. */
export const widthsOf = ({ width, from, to }: Piece): Float32Array =>
  width.subarray(from, to + 1).filter((value) => value > 0)

export const mean = (values: readonly number[]): number | undefined =>
  values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length
