import { basename } from 'node:path'
import { z } from 'zod'
import type { MeasurementName, MeasurementRegion, VesselKind } from '#shared/domain/measurement.ts'
import { readFolderTree, stemOf } from '../source/folderTree.ts'
import { filled, readRows, tablesWith } from '../source/rows.ts'
import type { DatasetSource } from '../source/adapter.ts'
import type { Fact } from './description.ts'

type Feature = Extract<Fact, { kind: 'feature' }>
type Column = Pick<Feature, 'name' | 'region' | 'vessels' | 'unit'>

const VESSELS: readonly (readonly [string, VesselKind])[] = [
  ['', 'all'],
  ['artery_', 'artery'],
  ['vein_', 'vein']
]
const REGIONS: readonly (readonly [string, MeasurementRegion])[] = [
  ['', 'field'],
  ['_zone_b', 'zoneB'],
  ['_zone_c', 'zoneC']
]
const SHAPES: readonly (readonly [string, MeasurementName, Column['unit']])[] = [
  ['fractal_dimension', 'fractalDimension', 'ratio'],
  ['vessel_density', 'vesselDensity', 'ratio'],
  ['average_width', 'averageWidth', 'source'],
  ['distance_tortuosity', 'distanceTortuosity', 'ratio'],
  ['squared_curvature_tortuosity', 'squaredCurvatureTortuosity', 'source'],
  ['tortuosity_density', 'tortuosityDensity', 'source']
]
const EQUIVALENTS: readonly (readonly [string, MeasurementName, VesselKind, Column['unit']])[] = [
  ['crae_hubbard', 'craeHubbard', 'artery', 'source'],
  ['crve_hubbard', 'crveHubbard', 'vein', 'source'],
  ['avr_hubbard', 'avrHubbard', 'all', 'ratio'],
  ['crae_knudtson', 'craeKnudtson', 'artery', 'source'],
  ['crve_knudtson', 'crveKnudtson', 'vein', 'source'],
  ['avr_knudtson', 'avrKnudtson', 'all', 'ratio']
]
const DISC: readonly (readonly [string, MeasurementName, Column['unit']])[] = [
  ['disc_height', 'discHeight', 'source'],
  ['disc_width', 'discWidth', 'source'],
  ['cup_height', 'cupHeight', 'source'],
  ['cup_width', 'cupWidth', 'source'],
  ['cdr_vertical', 'cupToDiscRatioVertical', 'ratio'],
  ['cdr_horizontal', 'cupToDiscRatioHorizontal', 'ratio']
]

/** AutoMorph's columns by their keys. */
const COLUMNS: ReadonlyMap<string, Column> = new Map<string, Column>([
  ...DISC.map(([key, name, unit]) => [key, { name, region: 'disc', vessels: null, unit }] as const),
  ...VESSELS.flatMap(([prefix, vessels]) =>
    REGIONS.flatMap(([suffix, region]) =>
      SHAPES.map(([key, name, unit]) => [`${prefix}${key}${suffix}`, { name, region, vessels, unit }] as const)
    )
  ),
  ...REGIONS.flatMap(([suffix, region]) =>
    EQUIVALENTS.map(([key, name, vessels, unit]) => [`${key}${suffix}`, { name, region, vessels, unit }] as const)
  )
])

const Row = z.object({ name: filled }).catchall(z.string())

/** AutoMorph writes −1, or leaves the cell empty, where it could not measure. */
function featureOf(column: Column, cell: string): Feature {
  const value = Number(cell)
  const measurable = cell !== '' && Number.isFinite(value) && value !== -1
  const result = measurable ? { measurable: true as const, value } : { measurable: false as const, reason: null }
  return { kind: 'feature', ...column, result }
}

/**
 * Reads AutoMorph's feature tables (`Macular_Features.csv`, `Disc_Features.csv`, or the measurements of which they are
 * merged) from a folder; features by the photograph's name without its ending, lower case. Zone tables that were not merged are
 * left out: their columns do not say which zone they speak of.
 * @throws AppError file.*
 */
export async function readAutomorph(
  folder: string,
  { signal, report }: Pick<DatasetSource, 'signal' | 'report'>
): Promise<ReadonlyMap<string, readonly Fact[]>> {
  const tree = await readFolderTree(folder)
  const tables = (await tablesWith(tree, /\.csv$/iu, ['Name'])).filter((path) => !/Zone_[BC]/iu.test(basename(path)))
  const features = new Map<string, readonly Fact[]>()
  for (const path of tables) {
    for await (const { row } of readRows({ tree, signal, report }, path, Row)) {
      const found = [...COLUMNS].flatMap(([key, column]) => {
        const cell = row[key]
        return typeof cell === 'string' ? [featureOf(column, cell)] : []
      })
      if (found.length > 0) features.set(featureKey(row.name), found)
    }
  }
  return features
}

/** By what photographs and rows of features find each other; some versions write whole paths. */
export const featureKey = (name: string): string => stemOf(name.split(/[\\/]/u).at(-1) ?? name).toLowerCase()
