import { readdir } from 'node:fs/promises'
import { join, parse } from 'node:path'
import type { LesionCode } from '../../scorecard.ts'
import type { CaseTruth, LesionMask } from '../evaluationCase.ts'

/** The folders that each kind of mask may be in; the first that a set has is taken. */
const MASKS = {
  field: ['fov'],
  vessels: ['vessel', 'vessel_vk', 'mask_vessel_unofficial'],
  arteriesAndVeins: ['av'],
  disc: ['mask_OD'],
  cup: ['mask_cup']
} as const
const LESIONS: Readonly<Record<LesionCode, readonly string[]>> = {
  MA: ['mask_MA', 'mask_MA_discs'],
  HE: ['mask_HE'],
  EX: ['mask_EX'],
  SE: ['mask_SE'],
  OB: ['mask_other_bright']
}

/** Sets whose lesion masks are generous outlines, polygons round groups, or discs round centres. */
const COARSE: ReadonlySet<string> = new Set(['hei_med', 'diaretdb1_masks', 'roc_ma'])

/** The path of the mask that goes with a photograph's name without extension. */
type Finder = (stem: string) => string | undefined

/** Lists the mask folders of a set once; what comes back finds the masks of one photograph. */
export async function masksIn(folder: string, dataset: string): Promise<(image: string) => Partial<CaseTruth>> {
  const present = await foldersIn(folder)
  const finder = async (names: readonly string[]): Promise<Finder> => {
    const name = names.find((candidate) => present.has(candidate))
    if (name === undefined) return () => undefined
    const files = new Set(await readdir(join(folder, name)))
    return (stem) => (files.has(`${stem}.png`) ? join(folder, name, `${stem}.png`) : undefined)
  }
  const masks = {
    field: await finder(MASKS.field),
    vessels: await finder(MASKS.vessels),
    arteriesAndVeins: await finder(MASKS.arteriesAndVeins),
    disc: await finder(MASKS.disc),
    cup: await finder(MASKS.cup)
  }
  const lesions = {
    MA: await finder(LESIONS.MA),
    HE: await finder(LESIONS.HE),
    EX: await finder(LESIONS.EX),
    SE: await finder(LESIONS.SE),
    OB: await finder(LESIONS.OB)
  }
  return (image) => {
    const stem = parse(image).name
    return {
      field: masks.field(stem),
      vessels: masks.vessels(stem),
      arteriesAndVeins: masks.arteriesAndVeins(stem),
      disc: masks.disc(stem),
      cup: masks.cup(stem),
      lesions: lesionMasks(lesions, stem, COARSE.has(dataset) ? 'coarse' : 'exact')
    }
  }
}

async function foldersIn(folder: string): Promise<ReadonlySet<string>> {
  const entries = await readdir(folder, { withFileTypes: true })
  return new Set(entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name))
}

function lesionMasks(
  finders: Readonly<Record<LesionCode, Finder>>,
  stem: string,
  precision: LesionMask['precision']
): CaseTruth['lesions'] {
  const mask = (code: LesionCode): LesionMask | undefined => {
    const path = finders[code](stem)
    return path === undefined ? undefined : { path, precision }
  }
  const found = { MA: mask('MA'), HE: mask('HE'), EX: mask('EX'), SE: mask('SE'), OB: mask('OB') }
  return Object.values(found).some((one) => one !== undefined) ? found : undefined
}
