import { area, emptyMask, type Mask } from '../../../imaging/mask.ts'
import { enclosingCircle } from '../compatibility/enclosingCircle.ts'
import { type PvbmDisc, pvbmEquivalents } from '../compatibility/pvbmEquivalents.ts'
import { pvbmDimensions } from '../compatibility/pvbmFractal.ts'
import { skeletonPoints } from '../compatibility/pvbmSkeleton.ts'
import { median } from '../median.ts'
import { mean } from '../pieces.ts'
import { thin } from '../thinning.ts'
import { type Cell, cellOr, type Columns, ratioOf } from './columns.ts'
import type { MaskSet } from './maskSet.ts'
import { properReading } from './properShape.ts'

const KINDS = [
  { prefix: 'Vessel_', kind: 'vessels', missing: 'noVessels' },
  { prefix: 'Artery_', kind: 'artery', missing: 'noArteries' },
  { prefix: 'Vein_', kind: 'vein', missing: 'noVeins' }
] as const

/**
 * One row by PVBM's names, at the masks' own size; lengths in pixels, angles in degrees. Length and branching angles are ours:
 * see docs/biomarkers.md.
 */
export function pvbmColumns(set: MaskSet): Columns {
  const columns = new Map<string, Cell>()
  const disc = set.disc && discOf(set.disc)
  const masks = { vessels: set.vessels, artery: set.kinds?.artery, vein: set.kinds?.vein }
  const skeletons = { artery: undefined as Mask | undefined, vein: undefined as Mask | undefined }
  for (const { prefix, kind, missing } of KINDS) {
    const mask = masks[kind]
    const skeleton = mask && thin(mask)
    if (kind !== 'vessels') skeletons[kind] = skeleton
    setShape(columns, { prefix, missing }, mask && skeleton ? { mask, skeleton } : undefined)
  }
  const equivalent = (kind: 'artery' | 'vein'): { readonly knudtson: Cell; readonly hubbard: Cell } => {
    const [vessels, skeleton] = [masks[kind], skeletons[kind]]
    const found = disc && vessels && skeleton ? pvbmEquivalents({ vessels, skeleton }, disc, kind) : undefined
    const without = vessels ? (disc ? 'tooFewVessels' : 'noDisc') : kind === 'artery' ? 'noArteries' : 'noVeins'
    return { knudtson: cellOr(found?.knudtson, without), hubbard: cellOr(found?.hubbard, without) }
  }
  const [artery, vein] = [equivalent('artery'), equivalent('vein')]
  columns.set('Artery_craek', artery.knudtson)
  columns.set('Artery_craeh', artery.hubbard)
  columns.set('Vein_crvek', vein.knudtson)
  columns.set('Vein_crveh', vein.hubbard)
  columns.set('AVR_knudtson', ratioOf(artery.knudtson, vein.knudtson))
  columns.set('AVR_hubbard', ratioOf(artery.hubbard, vein.hubbard))
  return columns
}

function discOf(mask: Mask): PvbmDisc | undefined {
  const circle = enclosingCircle(mask)
  if (!circle) return undefined
  return { row: Math.trunc(circle.y), column: Math.trunc(circle.x), radius: Math.trunc(circle.radius) }
}

function setShape(
  columns: Map<string, Cell>,
  { prefix, missing }: Pick<(typeof KINDS)[number], 'prefix' | 'missing'>,
  traced: { readonly mask: Mask; readonly skeleton: Mask } | undefined
): void {
  const points = traced && skeletonPoints(traced.skeleton)
  const dimensions = traced && pvbmDimensions(traced.mask)
  const proper = traced && properReading(traced.mask, wholePicture(traced.mask))
  const angles = proper?.branchingAngles ?? []
  const few = traced ? 'tooFewSegments' : missing
  columns.set(`${prefix}area`, cellOr(traced && area(traced.mask), missing))
  columns.set(`${prefix}endpoints`, cellOr(points?.ends, missing))
  columns.set(`${prefix}intersections`, cellOr(points?.intersections, missing))
  columns.set(`${prefix}median_tortuosity`, cellOr(points?.medianTortuosity, few))
  columns.set(`${prefix}length`, cellOr(proper?.length, missing))
  columns.set(`${prefix}mean_branching_angle`, cellOr(mean(angles), few))
  columns.set(`${prefix}std_branching_angle`, cellOr(deviation(angles), few))
  columns.set(`${prefix}median_branching_angle`, cellOr(median(angles), few))
  columns.set(`${prefix}D0`, cellOr(dimensions?.d0, missing))
  columns.set(`${prefix}D1`, cellOr(dimensions?.d1, missing))
  columns.set(`${prefix}D2`, cellOr(dimensions?.d2, missing))
  columns.set(`${prefix}SingularityLength`, cellOr(dimensions?.singularityLength, missing))
}

const wholePicture = ({ width, height }: Mask): Parameters<typeof properReading>[1] => ({
  field: { x: width / 2, y: height / 2, radius: Math.hypot(width, height) / 2 },
  disc: null
})

function deviation(values: readonly number[]): number | undefined {
  const middle = mean(values)
  if (middle === undefined) return undefined
  return Math.sqrt(values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / values.length)
}

/** The names of the columns, in order. */
export const pvbmColumnNames = (): string[] => [
  ...pvbmColumns({
    vessels: emptyMask(1, 1),
    kinds: undefined,
    disc: undefined,
    cup: undefined,
    field: undefined
  }).keys()
]
