import type { MeasurementName } from '#shared/domain/measurement.ts'
import { imageCircle, imagePath, imagePoint } from '#shared/domain/geometry.ts'
import type { Mask } from '../../../imaging/mask.ts'
import { arcLength } from '../centreline.ts'
import { unmeasured } from '../figure.ts'
import { type GridCircle, type GridPlace, markRegions, type VesselRegion } from '../regions.ts'
import { shapeFigures } from '../shapeFigures.ts'
import { readVessels, type VesselReading } from '../vesselReading.ts'
import type { Cell } from './columns.ts'

/*
 * What AutoMorph and PVBM mean to measure and do not: tortuosities, length and branching angles by our own definitions, on
 * their frames and in pixels.
 */

/** In pixels. */
export type ProperShape = {
  readonly distanceTortuosity: Cell
  /** 1/px². */
  readonly squaredCurvatureTortuosity: Cell
  /** 1/px. */
  readonly tortuosityDensity: Cell
}

export type ProperReading = {
  readonly shapeIn: (region: VesselRegion) => ProperShape
  /** Arc length of all centrelines up to the branchings, px. */
  readonly length: number
  /** Between the daughters of every branching, degrees. */
  readonly branchingAngles: readonly number[]
}

/** Traces one kind of vessel on its own mask. */
export function properReading(
  vessels: Mask,
  where: { readonly field: GridCircle; readonly disc: GridCircle | null }
): ProperReading {
  const { width, height } = vessels
  const picture = { left: 0, top: 0, right: width, bottom: height }
  // With a cell of one millimetre everything comes out in cells.
  const place: GridPlace = { width, height, picture, ...where, micrometrePerCell: 1000 }
  const frame = { left: 0, top: 0, cropWidth: width, cropHeight: height, width, height }
  const reading = readVessels({ frame, vessel: vessels, artery: null, vein: null }, 'middle', {
    place,
    regions: markRegions(place),
    withoutZones: where.disc ? undefined : 'noDisc',
    votes: null
  })
  const figures = shapeFigures(reading, UNDRAWN)
  const valueOf = (name: MeasurementName, region: VesselRegion): Cell => {
    const { outcome } = figures.find((one) => one.name === name && one.region === region && one.vessels === 'all') ?? {
      outcome: unmeasured('noVessels')
    }
    return outcome.measurable ? outcome.value : outcome.reason
  }
  return {
    shapeIn: (region) => ({
      distanceTortuosity: valueOf('distanceTortuosity', region),
      squaredCurvatureTortuosity: valueOf('squaredCurvatureTortuosity', region),
      tortuosityDensity: valueOf('tortuosityDensity', region)
    }),
    length: lengthOf(reading),
    branchingAngles: reading.branchings.map(({ angle }) => (angle * 180) / Math.PI)
  }
}

/** Centrelines stop where a branching begins: the way to its middle is added. */
function lengthOf({ graph }: VesselReading): number {
  return graph.segments.reduce((sum, { line, from, to }) => {
    if (!line) return sum
    const last = line.x.length - 1
    const gap = (node: number, at: number): number => {
      const { x, y, kind } = graph.nodes[node] ?? { x: 0, y: 0, kind: 'end' }
      return kind === 'end' ? 0 : Math.hypot(x - (line.x[at] ?? 0), y - (line.y[at] ?? 0))
    }
    return sum + arcLength(line) + gap(from, 0) + gap(to, last)
  }, 0)
}

/** Nothing of a table of numbers is pointed at. */
const UNDRAWN: Parameters<typeof shapeFigures>[1] = {
  photograph: {
    point: imagePoint,
    circle: ({ x, y, radius }) => imageCircle(imagePoint(x, y), radius),
    path: () => imagePath([0, 0, 0, 0])
  },
  regionMarks: () => []
}
