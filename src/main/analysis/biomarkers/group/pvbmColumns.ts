import { area, emptyMask, type Mask } from '../../../imaging/mask.ts'
import { enclosingCircle } from '../compatibility/enclosingCircle.ts'
import { type PvbmDisc, type PvbmEquivalents, pvbmEquivalents } from '../compatibility/pvbmEquivalents.ts'
import { pvbmDimensions } from '../compatibility/pvbmFractal.ts'
import { skeletonPoints } from '../compatibility/pvbmSkeleton.ts'
import { median } from '../median.ts'
import { mean } from '../pieces.ts'
import { thin } from '../thinning.ts'
import type { Columns } from './automorphColumns.ts'
import type { MaskSet } from './maskSet.ts'
import { properReading } from './properShape.ts'

const KINDS = [
  { prefix: 'Vessel_', kind: 'vessels' },
  { prefix: 'Artery_', kind: 'artery' },
  { prefix: 'Vein_', kind: 'vein' }
] as const

/**
 * One row by PVBM's names, at the masks' own size; lengths in pixels, angles in degrees. Length and branching angles are ours:
 * see docs/biomarkers.md.
 */
export function pvbmColumns(set: MaskSet): Columns {
  const columns = new Map<string, number | undefined>()
  const disc = set.disc && discOf(set.disc)
  const masks = { vessels: set.vessels, artery: set.kinds?.artery, vein: set.kinds?.vein }
  const skeletons = { artery: undefined as Mask | undefined, vein: undefined as Mask | undefined }
  for (const { prefix, kind } of KINDS) {
    const mask = masks[kind]
    const skeleton = mask && thin(mask)
    if (kind !== 'vessels') skeletons[kind] = skeleton
    setShape(columns, prefix, mask && skeleton ? { mask, skeleton } : undefined)
  }
  const equivalent = (kind: 'artery' | 'vein'): PvbmEquivalents | undefined => {
    const [vessels, skeleton] = [masks[kind], skeletons[kind]]
    return disc && vessels && skeleton ? pvbmEquivalents({ vessels, skeleton }, disc, kind) : undefined
  }
  const [artery, vein] = [equivalent('artery'), equivalent('vein')]
  columns.set('Artery_craek', artery?.knudtson)
  columns.set('Artery_craeh', artery?.hubbard)
  columns.set('Vein_crvek', vein?.knudtson)
  columns.set('Vein_crveh', vein?.hubbard)
  columns.set('AVR_knudtson', ratio(artery?.knudtson, vein?.knudtson))
  columns.set('AVR_hubbard', ratio(artery?.hubbard, vein?.hubbard))
  return columns
}

const ratio = (one: number | undefined, other: number | undefined): number | undefined =>
  one === undefined || other === undefined ? undefined : one / other

function discOf(mask: Mask): PvbmDisc | undefined {
  const circle = enclosingCircle(mask)
  if (!circle) return undefined
  return { row: Math.trunc(circle.y), column: Math.trunc(circle.x), radius: Math.trunc(circle.radius) }
}

function setShape(
  columns: Map<string, number | undefined>,
  prefix: string,
  traced: { readonly mask: Mask; readonly skeleton: Mask } | undefined
): void {
  const points = traced && skeletonPoints(traced.skeleton)
  const dimensions = traced && pvbmDimensions(traced.mask)
  const proper = traced && properReading(traced.mask, wholePicture(traced.mask))
  const angles = proper?.branchingAngles ?? []
  columns.set(`${prefix}area`, traced && area(traced.mask))
  columns.set(`${prefix}endpoints`, points?.ends)
  columns.set(`${prefix}intersections`, points?.intersections)
  columns.set(`${prefix}median_tortuosity`, points?.medianTortuosity)
  columns.set(`${prefix}length`, proper?.length)
  columns.set(`${prefix}mean_branching_angle`, mean(angles))
  columns.set(`${prefix}std_branching_angle`, deviation(angles))
  columns.set(`${prefix}median_branching_angle`, median(angles))
  columns.set(`${prefix}D0`, dimensions?.d0)
  columns.set(`${prefix}D1`, dimensions?.d1)
  columns.set(`${prefix}D2`, dimensions?.d2)
  columns.set(`${prefix}SingularityLength`, dimensions?.singularityLength)
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
