import { OdirCondition } from '#shared/domain/grade.ts'
import { FIELD_IN_DISC_DIAMETERS } from '../../../analysis/biomarkers/scale.ts'
import { isAboutPicture } from '../../../dataset/adapters/odirKeywords.ts'
import type { DatasetCondition } from '../../../dataset/conditions.ts'
import type { DatasetScale } from '../../../dataset/grades.ts'
import type { DatasetLesion, DatasetRecord } from '../../../dataset/record.ts'
import type { LesionCode } from '../../scorecard.ts'
import type { CaseTruth, Condition, LesionMask } from '../evaluationCase.ts'
import { referableBy } from '../referable.ts'

/**
 * What a record of a public set says on the app's own scales. A grade on another scale (Messidor's, ODIR's keywords) says
 * nothing here: it is never translated.
 * @param absolute the path of a file of the set.
 */
export function truthOf(record: DatasetRecord, absolute: (path: string) => string): CaseTruth {
  const icdr = levelOf(record, 'icdr')
  const dmeRisk = levelOf(record, 'dmeRisk')
  const disc = record.masks?.disc ?? null
  const judged = record.quality?.by === 'EyeQ' ? record.quality.level : undefined
  return {
    fundus: !record.keywords.some((word) => NO_FUNDUS.has(word)),
    quality: judged,
    // An eye that was worked out from landmarks would score them against themselves.
    eye: record.eye && record.eye.by !== 'landmarks' ? record.eye.eye : undefined,
    icdr,
    dmeRisk,
    referable: referableOf(record, icdr, dmeRisk),
    disc: disc === null ? undefined : absolute(disc),
    fovea: foveaOf(record),
    lesions: lesionsOf(record, absolute),
    conditions: conditionsOf(record),
    pathologicalMyopia: pathologicalMyopiaOf(record)
  }
}

/** ODIR's keywords for pictures that show no fundus. */
const NO_FUNDUS: ReadonlySet<string> = new Set(['no fundus image', 'anterior segment image'])

const levelOf = ({ grades }: DatasetRecord, scale: DatasetScale): number | undefined =>
  grades.find((grade) => grade.scale === scale)?.level

/** Messidor-2's adjudicators judged the macula too, so that level 1 without oedema is known to need no referral. */
function referableOf(record: DatasetRecord, icdr?: number, dmeRisk?: number): boolean | undefined {
  const oedema = levelOf(record, 'referableDme')
  if (icdr !== undefined && oedema !== undefined) return icdr >= 2 || oedema === 1
  return referableBy(icdr, dmeRisk)
}

/** Category 2 or more is pathological myopia by the definition of META-PM (Ohno-Matsui et al., Am J Ophthalmol 2015;159:877). */
function pathologicalMyopiaOf(record: DatasetRecord): boolean | undefined {
  const category = levelOf(record, 'metaPm')
  return category === undefined ? undefined : category >= 2
}

function foveaOf({ landmarks }: DatasetRecord): CaseTruth['fovea'] {
  if (!landmarks?.fovea) return undefined
  return { ...landmarks.fovea, discDiameter: landmarks.disc?.diameter ?? 1 / FIELD_IN_DISC_DIAMETERS }
}

const CODES: Readonly<Record<LesionCode, DatasetLesion>> = {
  MA: 'microaneurysm',
  HE: 'haemorrhage',
  EX: 'hardExudate',
  SE: 'softExudate',
  OB: 'otherBright'
}

function lesionsOf({ masks }: DatasetRecord, absolute: (path: string) => string): CaseTruth['lesions'] {
  const mask = (code: LesionCode): LesionMask | undefined => {
    const found = masks?.lesions.find(({ lesion }) => lesion === CODES[code])
    return found && { path: found.path === null ? null : absolute(found.path), precision: found.precision }
  }
  const lesions = { MA: mask('MA'), HE: mask('HE'), EX: mask('EX'), SE: mask('SE'), OB: mask('OB') }
  return Object.values(lesions).some((one) => one !== undefined) ? lesions : undefined
}

const NAMED = OdirCondition.options.filter((name) => name !== 'other')
const isNamed = (condition: DatasetCondition): boolean => NAMED.some((name) => name === condition)

/** Conditions of this eye that the classifier looks for too; what speaks of both eyes together says nothing of one. */
function conditionsOf(record: DatasetRecord): CaseTruth['conditions'] {
  const own = record.conditions.filter(({ of }) => of === 'eye')
  if (record.dataset === 'odir') {
    if (record.quality?.level === 'reject' || record.keywords.length === 0) return undefined
    // Readers named all that they saw: what they did not name is not there. Words that stand for nothing known may be others.
    const holds = (condition: Condition): boolean => own.some((label) => label.condition === condition)
    const understood = record.keywords.every((word) => isAboutPicture(word) || own.some(({ as }) => as === word))
    const hasOther = own.some(({ condition }) => !isNamed(condition))
    return {
      ...Object.fromEntries(NAMED.map((condition) => [condition, holds(condition)])),
      ...(hasOther || understood ? { other: hasOther } : {})
    }
  }
  const said = own.flatMap(({ condition, state }) => {
    const name = NAMED.find((known) => known === condition)
    return name ? [[name, state !== 'absent'] as const] : []
  })
  return said.length > 0 ? Object.fromEntries(said) : undefined
}
