import { describe, expect, it } from 'vitest'
import { enclosingCircle } from '#main/analysis/biomarkers/compatibility/enclosingCircle.ts'
import { type PvbmDisc, pvbmEquivalents } from '#main/analysis/biomarkers/compatibility/pvbmEquivalents.ts'
import { pvbmDimensions } from '#main/analysis/biomarkers/compatibility/pvbmFractal.ts'
import { skeletonPoints } from '#main/analysis/biomarkers/compatibility/pvbmSkeleton.ts'
import { thin } from '#main/analysis/biomarkers/thinning.ts'
import type { Mask } from '#main/imaging/mask.ts'
import { sharedData, WITHOUT_SHARED_DATA } from '#test/fixtures/sharedData.ts'
import {
  type Differences,
  everySecond,
  largest,
  medianOf,
  note,
  PATIENT,
  type ReferenceRow,
  type ReferenceSet,
  referenceMasks,
  referenceTable
} from './referenceValues.ts'

const KINDS = [
  { prefix: 'Vessel_', kind: 'vessels' },
  { prefix: 'Artery_', kind: 'artery' },
  { prefix: 'Vein_', kind: 'vein' }
] as const

const numberIn = (row: ReferenceRow, column: string): number => {
  const cell = row.get(column)
  if (cell === undefined || cell === '') throw new Error(`no value in ${column}`)
  return Number(cell)
}

const present = sharedData() !== undefined
const title = present ? 'PVBM’s own values' : `PVBM’s own values (${WITHOUT_SHARED_DATA})`

async function overImages(
  set: ReferenceSet,
  compare: (row: ReferenceRow, differences: Differences) => Promise<void>,
  images = Infinity
): Promise<Differences> {
  const rows = await referenceTable(`biomarkers_pvbm_${set}_bundle.csv`)
  const differences: Differences = new Map()
  for (const row of everySecond(rows).slice(0, images)) await compare(row, differences)
  return differences
}

function discOf(mask: Mask | undefined): PvbmDisc {
  const circle = mask && enclosingCircle(mask)
  if (!circle) throw new Error('no disc')
  return { row: Math.trunc(circle.y), column: Math.trunc(circle.x), radius: Math.trunc(circle.radius) }
}

const IMAGES_OF_DIMENSIONS = 2

describe(title, () => {
  for (const set of ['drive', 'les_av'] as const) {
    it.skipIf(!present)(`of ends, intersections and median tortuosity are ours on ${set}`, PATIENT, async () => {
      const differences = await overImages(set, async (row, found) => {
        const masks = await referenceMasks(set, row.get('image') ?? '')
        for (const { prefix, kind } of KINDS) {
          const { ends, intersections, medianTortuosity } = skeletonPoints(thin(masks[kind]))
          note(found, `${prefix}endpoints`, ends - numberIn(row, `${prefix}endpoints`))
          note(found, `${prefix}intersections`, intersections - numberIn(row, `${prefix}intersections`))
          const median = (medianTortuosity ?? Number.NaN) - numberIn(row, `${prefix}median_tortuosity`)
          note(found, `${prefix}median_tortuosity`, median)
        }
      })
      expect(differences.size).toBe(9)
      // 0.02 is asked for the tortuosity.
      for (const [column, values] of differences) expect(largest(values), column).toBeLessThan(1e-9)
    })

    it.skipIf(!present)(`of D0, D1 and D2 are ours within 0.03 on ${set}`, PATIENT, async () => {
      // A second for each mask: a few photographs of each set show it.
      const differences = await overImages(
        set,
        async (row, found) => {
          const masks = await referenceMasks(set, row.get('image') ?? '')
          for (const { prefix, kind } of KINDS) {
            const dimensions = pvbmDimensions(masks[kind])
            note(found, `${prefix}D0`, (dimensions?.d0 ?? Number.NaN) - numberIn(row, `${prefix}D0`))
            note(found, `${prefix}D1`, (dimensions?.d1 ?? Number.NaN) - numberIn(row, `${prefix}D1`))
            note(found, `${prefix}D2`, (dimensions?.d2 ?? Number.NaN) - numberIn(row, `${prefix}D2`))
          }
        },
        IMAGES_OF_DIMENSIONS
      )
      expect(differences.size).toBe(9)
      for (const [column, values] of differences) {
        expect(values, column).toHaveLength(IMAGES_OF_DIMENSIONS)
        expect(largest(values), column).toBeLessThan(1e-4)
      }
    })
  }

  it.skipIf(!present)('of Knudtson’s equivalents are ours within 5 % on les_av', PATIENT, async () => {
    const differences = await overImages('les_av', async (row, found) => {
      const masks = await referenceMasks('les_av', row.get('image') ?? '')
      const disc = discOf(masks.disc)
      expect(disc).toEqual({
        column: numberIn(row, 'disc_center_x'),
        row: numberIn(row, 'disc_center_y'),
        radius: numberIn(row, 'disc_radius_minenclosing')
      })
      const of = (kind: 'artery' | 'vein') =>
        pvbmEquivalents({ vessels: masks[kind], skeleton: thin(masks[kind]) }, disc, kind)
      const [artery, vein] = [of('artery'), of('vein')]
      note(found, 'craek', (artery.knudtson ?? Number.NaN) / numberIn(row, 'Artery_craek') - 1)
      note(found, 'crvek', (vein.knudtson ?? Number.NaN) / numberIn(row, 'Vein_crvek') - 1)
      const ratio = (artery.knudtson ?? Number.NaN) / (vein.knudtson ?? Number.NaN)
      note(found, 'avr', ratio / numberIn(row, 'AVR_knudtson(derived)') - 1)
    })
    for (const [column, values] of differences) {
      expect(values, column).toHaveLength(9)
      expect(medianOf(values), column).toBeLessThan(1e-6)
      expect(largest(values), column).toBeLessThan(1e-6)
    }
  })
})
