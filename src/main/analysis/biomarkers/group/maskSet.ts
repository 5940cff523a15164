import type { Mask } from '../../../imaging/mask.ts'
import type { MaskFiles } from './maskFiles.ts'
import { type ArteriesAndVeins, isUnusable, readArteriesAndVeins, readMask, type Unusable } from './readMask.ts'

/** The masks of one photograph, all of one size. */
export type MaskSet = {
  readonly vessels: Mask
  readonly kinds: ArteriesAndVeins | undefined
  readonly disc: Mask | undefined
  readonly cup: Mask | undefined
  readonly field: Mask | undefined
}

/** Reads all masks of one photograph; unusable when one of them is, when the sizes differ, or when no vessel is set. */
export async function readMaskSet(files: MaskFiles): Promise<MaskSet | Unusable> {
  const [vessels, kinds, disc, cup, field] = await Promise.all([
    readMask(files.vessels, 'vessel'),
    files.av === undefined ? undefined : readArteriesAndVeins(files.av),
    files.disc === undefined ? undefined : readMask(files.disc, 'disc'),
    files.cup === undefined ? undefined : readMask(files.cup, 'cup'),
    files.fov === undefined ? undefined : readMask(files.fov, 'field-of-view')
  ])
  if (isUnusable(vessels)) return vessels
  if (kinds && isUnusable(kinds)) return kinds
  if (disc && isUnusable(disc)) return disc
  if (cup && isUnusable(cup)) return cup
  if (field && isUnusable(field)) return field
  const sameSize = [kinds?.artery, disc, cup, field].every(
    (mask) => !mask || (mask.width === vessels.width && mask.height === vessels.height)
  )
  if (!sameSize) return { unusable: 'the masks differ in size' }
  if (!vessels.data.includes(1)) return { unusable: 'the vessel mask is empty' }
  return { vessels, kinds, disc, cup, field }
}
