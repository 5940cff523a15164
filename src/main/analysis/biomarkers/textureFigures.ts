import type { Mark, VesselKind } from '#shared/domain/measurement.ts'
import { VesselKind as VesselKinds } from '#shared/domain/measurement.ts'
import { type Figure, measuredOr, type Outcome, unmeasured } from './figure.ts'
import { BASE_BOXES, type BoxWeights, type Dimensions, generalisedDimensions, totalOf } from './fractal.ts'
import { REGION_BIT, VESSEL_REGIONS, type VesselRegion, ZONE_RADII } from './regions.ts'
import { KIND_BIT } from './vesselCells.ts'
import type { VesselReading } from './vesselReading.ts'

/** Fits less straight than this are no power law. */
const STRAIGHTEST = 0.97

/**
 * How much of the retina the vessels fill: density (vessel cells ÷ cells of the region that the field shows), and fractal
 * dimensions: box counting of the centrelines, generalised dimensions of the vessels' area.
 */
export function textureFigures(
  reading: VesselReading,
  regionMarks: (region: VesselRegion) => readonly Mark[]
): Figure[] {
  const areas = fill(reading, 'area')
  const lines = fill(reading, 'centrelines')
  return VESSEL_REGIONS.flatMap((region) =>
    VesselKinds.options.flatMap((kind) => {
      const marks = (): readonly Mark[] => regionMarks(region)
      const key = `${region}/${kind}` as const
      const obstacle = reading.obstacle(region, kind)
      const area = areas.get(key)
      const line = lines.get(key)
      const figure = (name: Figure['name'], outcome: () => Outcome): Figure => ({
        name,
        region,
        vessels: kind,
        marks,
        outcome: obstacle ? unmeasured(obstacle) : outcome()
      })
      const byArea = area && !obstacle ? dimensionsOf(area, reading, region) : undefined
      const byLine = line && !obstacle ? dimensionsOf(line, reading, region) : undefined
      return [
        figure('vesselDensity', () => {
          const cells = area ? totalOf(area) : 0
          const { area: shown } = reading.regions
          return measuredOr(cells > 0 ? (100 * cells) / shown[region] : undefined, 'noVessels')
        }),
        figure('fractalDimension', () => dimension(byLine, 'd0')),
        figure('capacityDimension', () => dimension(byArea, 'd0')),
        figure('informationDimension', () => dimension(byArea, 'd1')),
        figure('correlationDimension', () => dimension(byArea, 'd2'))
      ]
    })
  )
}

function dimension(found: Dimensions | undefined, which: 'd0' | 'd1' | 'd2'): Outcome {
  if (!found) return unmeasured('tooFewVessels')
  return found.fit < STRAIGHTEST ? unmeasured('numericallyUnstable') : measuredOr(found[which], 'numericallyUnstable')
}

/** Boxes wider than a zone's ring would count the ring and not its vessels. */
function dimensionsOf(weights: BoxWeights, { place }: VesselReading, region: VesselRegion): Dimensions | undefined {
  if (region === 'field') return generalisedDimensions(weights, Infinity)
  const [inner, outer] = ZONE_RADII[region]
  const ring = (outer - inner) * (place.disc?.radius ?? 0)
  return generalisedDimensions(weights, (ring * BASE_BOXES) / (2 * place.field.radius))
}

/** Three bits of region and three of kind in one number. */
const bitsOf = (region: number, kind: number): number => region * 8 + kind

/** Counts the cells of each kind and region in the base boxes of a square round the field. */
function fill(
  { graph, mask, regions, kinds, place }: VesselReading,
  what: 'area' | 'centrelines'
): Map<`${VesselRegion}/${VesselKind}`, BoxWeights> {
  const side = BASE_BOXES + 1
  const grids = VESSEL_REGIONS.flatMap((region) =>
    VesselKinds.options.map((kind) => ({
      key: `${region}/${kind}` as const,
      wanted: bitsOf(REGION_BIT[region], KIND_BIT[kind]),
      weights: new Uint16Array(side * side)
    }))
  )
  // The grids in which a cell counts, by the cell's own bits.
  const countedIn = Array.from({ length: bitsOf(8, 0) }, (_, bits) =>
    grids.filter(({ wanted }) => (bits & wanted) === wanted).map(({ weights }) => weights)
  )
  const perCell = BASE_BOXES / (2 * place.field.radius)
  const [left, top] = [place.field.x - place.field.radius, place.field.y - place.field.radius]
  const add = (cells: ArrayLike<number>): void => {
    for (let n = 0; n < cells.length; n++) {
      const cell = cells[n] ?? 0
      const counted = countedIn[bitsOf(regions.bits[cell] ?? 0, kinds[cell] ?? 0)] ?? []
      const row = Math.floor(cell / graph.width)
      const column = cell - row * graph.width
      const box = Math.floor((row + 0.5 - top) * perCell) * side + Math.floor((column + 0.5 - left) * perCell)
      for (const weights of counted) weights[box] = (weights[box] ?? 0) + 1
    }
  }
  if (what === 'area') add(mask.cells)
  else for (const { cells } of graph.segments) add(cells)
  return new Map(grids.map(({ key, weights }) => [key, { side, weights }]))
}
