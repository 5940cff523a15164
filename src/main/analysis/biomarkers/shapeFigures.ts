import type { Mark } from '#shared/domain/measurement.ts'
import { VesselKind as VesselKinds } from '#shared/domain/measurement.ts'
import { imagePath } from '#shared/domain/geometry.ts'
import type { Branching } from './branching.ts'
import { type Figure, measuredOr, type Outcome, unmeasured } from './figure.ts'
import type { OnPhotograph } from './gridPlace.ts'
import { isOfKind, mean, type Piece, widthsOf } from './pieces.ts'
import { REGION_BIT, regionsAt, VESSEL_REGIONS, type VesselRegion } from './regions.ts'
import { type Tortuosity, tortuosityOf } from './tortuosity.ts'
import type { VesselReading } from './vesselReading.ts'

/** Points on each side of the parabola by which curvature is read, as a share of the field's diameter. */
const CURVATURE_REACH = 0.0125
/** Pieces shorter than this share of the field's diameter (0.2 disc diameters at 45°) do not show how a vessel winds. */
const SHORTEST_PIECE = 0.03
/** Means of fewer pieces or branchings than this describe those vessels and not the eye. */
const FEWEST = 3

/** How wide the vessels are, how they wind and how they branch. */
export function shapeFigures(
  reading: VesselReading,
  draw: { readonly photograph: OnPhotograph; readonly regionMarks: (region: VesselRegion) => readonly Mark[] }
): Figure[] {
  const reach = Math.max(5, Math.round(CURVATURE_REACH * 2 * reading.place.field.radius))
  return VESSEL_REGIONS.flatMap((region) => {
    const pieces = reading.pieces[region]
    const shortest = SHORTEST_PIECE * 2 * reading.place.field.radius
    const wound = pieces
      .filter((piece) => piece.arc >= shortest)
      .map((piece) => ({ piece, turn: tortuosityOf(piece, reach) }))
    return VesselKinds.options.flatMap((kind) => {
      const ofKind = (piece: Piece | Branching): boolean => isOfKind(piece.kind, kind)
      const chosen = pieces.filter(ofKind)
      const turns = wound.flatMap(({ piece, turn }) => (turn && ofKind(piece) ? [turn] : []))
      const forks = reading.branchings.filter((fork) => ofKind(fork) && isIn(reading, region, fork))
      const obstacle = reading.obstacle(region, kind)
      const along = (): readonly Mark[] =>
        region === 'field' ? draw.regionMarks(region) : pathsOf(chosen, draw.photograph)
      const figure = (name: Figure['name'], marks: Figure['marks'], outcome: () => Outcome): Figure => ({
        name,
        region,
        vessels: kind,
        marks,
        outcome: obstacle ? unmeasured(obstacle) : outcome()
      })
      return [
        figure('averageWidth', along, () => averageWidth(chosen, reading)),
        ...tortuosityFigures(turns, reading, (name, outcome) => figure(name, along, outcome)),
        figure(
          'branchingAngle',
          () => anglesOf(forks, draw.photograph),
          () => averageOf(forks.map(({ angle }) => (angle * 180) / Math.PI))
        ),
        figure(
          'branchingCoefficient',
          () => anglesOf(forks, draw.photograph),
          () => averageOf(forks.flatMap(({ coefficient }) => coefficient ?? []))
        )
      ]
    })
  })
}

const isIn = ({ place }: VesselReading, region: VesselRegion, { x, y }: Branching): boolean =>
  (regionsAt(place, x, y) & REGION_BIT[region]) !== 0 &&
  !(place.disc && Math.hypot(x - place.disc.x, y - place.disc.y) < place.disc.radius)

const averageOf = (values: readonly number[]): Outcome =>
  measuredOr(values.length < FEWEST ? undefined : mean(values), 'tooFewSegments')

/** Mean over all points of the centrelines, so that a long vessel weighs more than a short one. */
function averageWidth(pieces: readonly Piece[], { place }: VesselReading): Outcome {
  let [sum, count] = [0, 0]
  for (const piece of pieces) {
    for (const width of widthsOf(piece)) [sum, count] = [sum + width, count + 1]
  }
  if (count === 0) return unmeasured('tooFewVessels')
  return place.micrometrePerCell === null
    ? unmeasured('noScale')
    : measuredOr((sum / count) * place.micrometrePerCell, 'numericallyUnstable')
}

function tortuosityFigures(
  turns: readonly Tortuosity[],
  { place }: VesselReading,
  figure: (name: Figure['name'], outcome: () => Outcome) => Figure
): Figure[] {
  const cell = place.micrometrePerCell === null ? undefined : place.micrometrePerCell / 1000
  const scaled = (value: (millimetre: number) => number | undefined): Outcome => {
    if (turns.length < FEWEST) return unmeasured('tooFewSegments')
    return cell === undefined ? unmeasured('noScale') : measuredOr(value(cell), 'tooFewSegments')
  }
  return [
    figure('distanceTortuosity', () => averageOf(turns.map(({ distance }) => distance))),
    figure('squaredCurvatureTortuosity', () =>
      scaled((millimetre) => {
        const length = turns.reduce((sum, { curvatureLength }) => sum + curvatureLength, 0)
        const bend = turns.reduce((sum, { squaredCurvature }) => sum + squaredCurvature, 0)
        return length === 0 ? undefined : bend / length / millimetre ** 2
      })
    ),
    figure('tortuosityDensity', () =>
      scaled((millimetre) => {
        const density = mean(turns.map((turn) => turn.density))
        return density === undefined ? undefined : density / millimetre
      })
    )
  ]
}

const pathsOf = (pieces: readonly Piece[], { path }: OnPhotograph): Mark[] =>
  pieces.map(({ line, from, to }) => ({ shape: 'path', path: path(line, from, to) }))

const anglesOf = (forks: readonly Branching[], { point }: OnPhotograph): Mark[] =>
  forks.map(({ x, y, daughters: [one, other] }) => {
    const corners = [point(one.x, one.y), point(x, y), point(other.x, other.y)]
    return { shape: 'path', path: imagePath(corners.flatMap((corner) => [corner.x, corner.y])) }
  })
