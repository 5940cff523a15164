import type { Mark, MeasurementName, VesselKind } from '#shared/domain/measurement.ts'
import { centralEquivalent, hubbard, knudtson, type PairFormula, VESSELS_MEASURED } from './calibre.ts'
import { type Figure, measured, type Outcome, unmeasured } from './figure.ts'
import type { OnPhotograph } from './gridPlace.ts'
import { isOfKind } from './pieces.ts'
import { type VesselRegion, ZONE_RADII } from './regions.ts'
import type { VesselReading } from './vesselReading.ts'
import { widestInZone, type ZoneVessel } from './zoneVessels.ts'

type Kind = Exclude<VesselKind, 'all'>
type Zone = Exclude<VesselRegion, 'field'>

const FORMULAS: readonly {
  readonly pair: Readonly<Record<Kind, PairFormula>>
  readonly names: Readonly<Record<VesselKind, MeasurementName>>
}[] = [
  { pair: knudtson, names: { artery: 'craeKnudtson', vein: 'crveKnudtson', all: 'avrKnudtson' } },
  { pair: hubbard, names: { artery: 'craeHubbard', vein: 'crveHubbard', all: 'avrHubbard' } }
]

/** Central retinal artery and vein equivalents and their ratio in zones B and C, with the vessels measured. */
export function equivalentFigures(
  reading: VesselReading,
  draw: { readonly photograph: OnPhotograph; readonly regionMarks: (region: VesselRegion) => readonly Mark[] }
): Figure[] {
  return (['zoneB', 'zoneC'] as const).flatMap((zone) => {
    const artery = measuredIn(reading, zone, 'artery')
    const vein = measuredIn(reading, zone, 'vein')
    const marksOf = (...vessels: readonly (readonly ZoneVessel[])[]): readonly Mark[] => [
      ...draw.regionMarks(zone),
      ...vessels.flat().flatMap((vessel) => vesselMarks(vessel, draw.photograph))
    ]
    return FORMULAS.flatMap(({ pair, names }) => {
      const crae = equivalentOf(artery, pair.artery, reading)
      const crve = equivalentOf(vein, pair.vein, reading)
      // Hubbard's constants are micrometres: without a scale there is no ratio either.
      const ratio = ratioOf(crae, crve, pair === knudtson)
      return [
        figureOf(names.artery, { zone, kind: 'artery', outcome: crae.outcome, marks: () => marksOf(artery.vessels) }),
        figureOf(names.vein, { zone, kind: 'vein', outcome: crve.outcome, marks: () => marksOf(vein.vessels) }),
        figureOf(names.all, {
          zone,
          kind: 'all',
          outcome: ratio,
          marks: () => marksOf(artery.vessels, vein.vessels)
        })
      ]
    })
  })
}

const figureOf = (
  name: MeasurementName,
  { zone, kind, outcome, marks }: { zone: Zone; kind: VesselKind; outcome: Outcome; marks: Figure['marks'] }
): Figure => ({ name, region: zone, vessels: kind, outcome, marks })

type Measured = { readonly vessels: readonly ZoneVessel[]; readonly obstacle: Outcome | undefined }

function measuredIn(reading: VesselReading, zone: Zone, kind: Kind): Measured {
  const obstacle = reading.obstacle(zone, kind)
  const { disc } = reading.place
  if (obstacle || !disc) return { vessels: [], obstacle: unmeasured(obstacle ?? 'noDisc') }
  const [inner, outer] = ZONE_RADII[zone]
  const pieces = reading.pieces[zone].filter((piece) => isOfKind(piece.kind, kind))
  // In zone C too a vessel need only be followed through the depth of zone B.
  const depth = Math.min(outer - inner, ZONE_RADII.zoneB[1] - ZONE_RADII.zoneB[0]) * disc.radius
  const vessels = widestInZone(reading.graph, pieces, { disc, depth })
  return { vessels, obstacle: vessels.length < VESSELS_MEASURED ? unmeasured('tooFewVessels') : undefined }
}

type Equivalent = { readonly outcome: Outcome; readonly cells: number | undefined }

function equivalentOf({ vessels, obstacle }: Measured, pair: PairFormula, { place }: VesselReading): Equivalent {
  if (obstacle) return { outcome: obstacle, cells: undefined }
  const cell = place.micrometrePerCell
  const widths = vessels.map(({ width }) => width)
  const cells = centralEquivalent(widths, pair)
  if (cell === null) return { outcome: unmeasured('noScale'), cells }
  const value = centralEquivalent(
    widths.map((width) => width * cell),
    pair
  )
  return { outcome: value === undefined ? unmeasured('tooFewVessels') : measured(value), cells }
}

/** A formula without constants gives the same ratio in cells. */
function ratioOf(crae: Equivalent, crve: Equivalent, scaleFree: boolean): Outcome {
  if (scaleFree && crae.cells !== undefined && crve.cells !== undefined) return measured(crae.cells / crve.cells)
  if (!crae.outcome.measurable) return crae.outcome
  if (!crve.outcome.measurable) return crve.outcome
  return measured(crae.outcome.value / crve.outcome.value)
}

/** Where a calliper is drawn across a measured vessel. */
const CALLIPERS = [0.25, 0.5, 0.75]

function vesselMarks({ piece }: ZoneVessel, { path, point }: OnPhotograph): Mark[] {
  const { line, width, from, to } = piece
  const spans = CALLIPERS.flatMap((share): Mark[] => {
    const i = nearestKnown(width, { from, to, at: Math.round(from + share * (to - from)) })
    if (i === undefined) return []
    const [x, y] = [line.x[i] ?? 0, line.y[i] ?? 0]
    const [a, b] = [Math.max(from, i - 4), Math.min(to, i + 4)]
    const [dx, dy] = [(line.x[b] ?? 0) - (line.x[a] ?? 0), (line.y[b] ?? 0) - (line.y[a] ?? 0)]
    const half = (width[i] ?? 0) / 2 / (Math.hypot(dx, dy) || 1)
    return [{ shape: 'span', from: point(x - half * dy, y + half * dx), to: point(x + half * dy, y - half * dx) }]
  })
  return [{ shape: 'path', path: path(line, from, to) }, ...spans]
}

function nearestKnown(
  width: Float32Array,
  { from, to, at }: { from: number; to: number; at: number }
): number | undefined {
  for (let away = 0; away <= to - from; away++) {
    for (const i of [at - away, at + away]) if (i >= from && i <= to && (width[i] ?? 0) > 0) return i
  }
  return undefined
}
