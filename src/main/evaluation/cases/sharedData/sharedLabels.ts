import { parse } from 'node:path'
import { OdirCondition } from '#shared/domain/grade.ts'
import { Laterality } from '#shared/domain/laterality.ts'
import { QualityLevel } from '#shared/domain/quality.ts'
import { AppError } from '#shared/contract/errors.ts'
import { FIELD_IN_DISC_DIAMETERS } from '../../../analysis/biomarkers/scale.ts'
import type { CaseTruth } from '../evaluationCase.ts'
import { referableBy } from '../referable.ts'
import type { CsvRow } from '../csv.ts'

/** What the table of a set says of a photograph; `discPx` is the disc's diameter where a box tells it. */
export function labelsOf(dataset: string, row: CsvRow, discPx: number | undefined): Partial<CaseTruth> {
  return {
    ...plainLabels(row),
    ...foveaLabel(row, discPx),
    ...OWN_LABELS[dataset]?.(row)
  }
}

const text = (row: CsvRow, column: string): string => row.get(column) ?? ''

/** @throws AppError dataset.unusable when the cell holds something else than a number from `low` to `high`. */
function numberIn(row: CsvRow, column: string, [low, high]: readonly [number, number]): number | undefined {
  const cell = text(row, column)
  if (cell === '') return undefined
  const value = Number(cell)
  if (value >= low && value <= high) return value
  throw new AppError('dataset.unusable', { problem: `column ${column} holds something else than ${low} to ${high}` })
}

/** PALM's kinds of eye; those of pathological myopia say nothing of high myopia without it. */
const HIGH_MYOPIA: ReadonlyMap<string, boolean> = new Map([
  ['high_myopia', true],
  ['normal', false]
])

/** Columns that mean the same in every set that has them. */
function plainLabels(row: CsvRow): Partial<CaseTruth> {
  const icdr = numberIn(row, 'dr_grade', [0, 4])
  const dmeRisk = numberIn(row, 'dme_risk', [0, 2])
  const quality = QualityLevel.safeParse(text(row, 'eyeq_quality'))
  const eye = Laterality.safeParse(text(row, 'eye'))
  const myopia = numberIn(row, 'pathologic_myopia', [0, 1])
  return {
    fundus: numberIn(row, 'fundus', [0, 1]) !== 0,
    icdr,
    dmeRisk,
    referable: referableBy(icdr, dmeRisk),
    quality: quality.data,
    eye: eye.data,
    pathologicalMyopia: myopia === undefined ? undefined : myopia === 1,
    highMyopia: HIGH_MYOPIA.get(text(row, 'category'))
  }
}

/** The tables count pixel centres from 0. */
function foveaLabel(row: CsvRow, discPx: number | undefined): Partial<CaseTruth> {
  const [x, y] = [text(row, 'fovea_x'), text(row, 'fovea_y')]
  const [width, height] = [numberIn(row, 'width', [1, Infinity]), numberIn(row, 'height', [1, Infinity])]
  if (x === '' || y === '' || width === undefined || height === undefined) return {}
  const discDiameter = discPx === undefined ? 1 / FIELD_IN_DISC_DIAMETERS : discPx / width
  return { fovea: { x: (Number(x) + 0.5) / width, y: (Number(y) + 0.5) / height, discDiameter } }
}

/** Columns whose meaning is one set's own. */
const OWN_LABELS: Readonly<Record<string, (row: CsvRow) => Partial<CaseTruth>>> = {
  messidor2: (row) => {
    // Adjudicated for both, so that level 1 without oedema is known to need no referral.
    const referable = (numberIn(row, 'dr_grade', [0, 4]) ?? 0) >= 2 || numberIn(row, 'dme', [0, 1]) === 1
    return { referable }
  },
  mex_dme_dr: (row) => {
    if (text(row, 'dme') === '1' || text(row, 'dr') === 'PDR') return { referable: true }
    return { referable: text(row, 'dr') === 'none' ? false : undefined }
  },
  odir: (row) => {
    const label = text(row, 'label')
    const said = numberIn(row, 'dr_from_keywords', [0, 4])
    const referable = referableBy(said ?? (label === 'N' ? 0 : undefined), undefined)
    return { conditions: odirConditions(label), referable }
  },
  chase_db1: (row) => ({ eye: parse(text(row, 'image')).name.endsWith('R') ? 'OD' : 'OS' })
}

/** ODIR's letters in the order of the conditions. */
const ODIR_LETTERS = 'NDGCAHMO'

function odirConditions(label: string): Record<OdirCondition, boolean> {
  const at = ODIR_LETTERS.indexOf(label)
  if (label.length !== 1 || at < 0) {
    throw new AppError('dataset.unusable', { problem: `column label holds something else than ${ODIR_LETTERS}` })
  }
  const isIt = (name: OdirCondition): boolean => OdirCondition.options.indexOf(name) === at
  return {
    normal: isIt('normal'),
    diabeticRetinopathy: isIt('diabeticRetinopathy'),
    glaucoma: isIt('glaucoma'),
    cataract: isIt('cataract'),
    ageRelatedMacularDegeneration: isIt('ageRelatedMacularDegeneration'),
    hypertensiveRetinopathy: isIt('hypertensiveRetinopathy'),
    pathologicalMyopia: isIt('pathologicalMyopia'),
    other: isIt('other')
  }
}
