import { basename, dirname } from 'node:path'
import { z } from 'zod'
import { Laterality } from '#shared/domain/laterality.ts'
import { QualityLevel } from '#shared/domain/quality.ts'
import type { ConditionLabel, DatasetCondition } from '../conditions.ts'
import type { DatasetGrade } from '../grades.ts'
import { labelsFromMasks } from '../masks/lesionMask.ts'
import { type DatasetLesion, type DatasetRecord, type LandmarkLabels, type MaskFiles, newRecord } from '../record.ts'
import type { DatasetAdapter, DatasetSource } from '../source/adapter.ts'
import { flagLabels } from '../source/flags.ts'
import { type FolderTree, stemOf } from '../source/folderTree.ts'
import { imageOf } from '../source/images.ts'
import { blankOr, decimal, filled, firstOnly, level, readRows, requireTable, tablesWith } from '../source/rows.ts'
import { readKeywords } from './odirKeywords.ts'

const position = blankOr(decimal)
const STAGES = ['none', 'NPDR', 'PDR'] as const

/** The columns that mean the same wherever they stand; a set has few of them, and others that are not read. */
const Row = z
  .object({
    image: filled,
    patient: z.string().optional(),
    eye: blankOr(Laterality),
    age: blankOr(decimal),
    sex: blankOr(
      z
        .string()
        .toLowerCase()
        .pipe(z.enum(['female', 'male'], 'not female or male'))
    ),
    eyeq_quality: blankOr(QualityLevel),
    dr_grade: blankOr(level(4)),
    dme_risk: blankOr(level(2)),
    dr: blankOr(z.enum([...STAGES, 'unknown'])),
    gradable: blankOr(level(1)),
    keywords: z.string().optional(),
    od_x: position,
    od_y: position,
    fovea_x: position,
    fovea_y: position,
    width: position,
    height: position,
    vertical_cdr_from_masks: position
  })
  .catchall(z.string())
type Row = z.output<typeof Row>

const CONDITIONS: ReadonlyMap<string, DatasetCondition> = new Map([
  ['glaucoma', 'glaucoma'],
  ['pathologic_myopia', 'pathologicalMyopia']
])

const LESIONS: readonly (readonly [string, DatasetLesion])[] = [
  ['mask_MA', 'microaneurysm'],
  ['mask_MA_discs', 'microaneurysm'],
  ['mask_HE', 'haemorrhage'],
  ['mask_EX', 'hardExudate'],
  ['mask_SE', 'softExudate'],
  ['mask_other_bright', 'otherBright']
]

/** Sets whose lesion masks are generous outlines, polygons round groups, or discs round centres. */
const COARSE: ReadonlySet<string> = new Set(['hei_med', 'diaretdb1_masks', 'roc_ma'])

const tablesIn = (tree: FolderTree): Promise<string[]> => tablesWith(tree, /^labels\.csv$/iu, ['image'])

async function* read(source: DatasetSource): AsyncGenerator<DatasetRecord, void> {
  const isFirst = firstOnly(source)
  const tables = requireTable(
    await tablesIn(source.tree),
    'labels.csv',
    'it needs a column image, beside a folder images'
  )
  for (const path of tables) {
    const folder = dirname(path)
    const set = folder === '.' ? '' : `${folder}/`
    for await (const { line, row } of readRows(source, path, Row)) {
      const id = `${set}${stemOf(row.image)}`
      if (isFirst(id, line)) yield await recordOf(source, { id, set, row })
    }
  }
}

type Labelled = { readonly id: string; readonly set: string; readonly row: Row }

async function recordOf(source: DatasetSource, labelled: Labelled): Promise<DatasetRecord> {
  const { id, set, row } = labelled
  const masks = masksOf(source.tree, labelled)
  const drawn = masks && source.masks ? await labelsFromMasks(source, id, masks) : null
  const said = readKeywords(row.keywords ?? '')
  const inSet = (path: string) => (path.startsWith(`${set}images/`) ? 'wanted' : 'unfit')
  const patient = /\d/u.test(row.patient ?? '') ? (row.patient ?? null) : null
  return newRecord({
    dataset: 'folder',
    id,
    image: imageOf(source, { id, name: row.image, expected: `${set}images/${row.image}` }, inSet),
    patient,
    group: `folder:${set}${patient ?? id}`,
    eye: row.eye ? { eye: row.eye, by: 'set' } : null,
    person: { ageYears: row.age, sex: row.sex },
    quality: qualityOf(row),
    grades: [...gradesOf(row), ...said.grades],
    conditions: [...flagLabels(source, id, { cells: row, codes: CONDITIONS }), ...oedema(row), ...said.conditions],
    keywords: said.keywords,
    lesions: drawn?.lesions ?? [],
    landmarks: landmarksOf(row) ?? drawn?.landmarks ?? null,
    masks,
    cupToDiscRatio: ratioOf(row)
  })
}

const qualityOf = ({ eyeq_quality: judged, gradable }: Row): DatasetRecord['quality'] => {
  if (judged) return { level: judged, by: 'EyeQ' }
  return gradable === 0 ? { level: 'reject', by: 'adjudicated gradability' } : null
}

const flagOf = (row: Row, column: string): 0 | 1 | null => {
  const cell = row[column]
  return cell === '1' ? 1 : cell === '0' ? 0 : null
}

/** `dme` beside `gradable` is adjudicated referable oedema; elsewhere it is a diagnosis. */
function gradesOf(row: Row): DatasetGrade[] {
  const dme = flagOf(row, 'dme')
  const stage = row.dr === null || row.dr === 'unknown' ? null : STAGES.indexOf(row.dr)
  return [
    ...(row.dr_grade === null ? [] : [{ scale: 'icdr', level: row.dr_grade } as const]),
    ...(row.dme_risk === null ? [] : [{ scale: 'dmeRisk', level: row.dme_risk } as const]),
    ...(stage === null ? [] : [{ scale: 'retinopathyStage', level: stage } as const]),
    ...(dme === null || row.gradable === null ? [] : [{ scale: 'referableDme', level: dme } as const])
  ]
}

function oedema(row: Row): ConditionLabel[] {
  const dme = flagOf(row, 'dme')
  if (dme === null || row.gradable !== null) return []
  return [{ condition: 'diabeticMacularOedema', state: dme === 1 ? 'present' : 'absent', of: 'eye', as: 'dme' }]
}

const ratioOf = ({ vertical_cdr_from_masks: ratio }: Row): number | null =>
  ratio !== null && ratio >= 0 && ratio <= 1 ? ratio : null

/** Positions count pixel centres from 0. */
function landmarksOf(row: Row): LandmarkLabels | null {
  const { width, height } = row
  if (width === null || height === null || width <= 0 || height <= 0) return null
  const point = (x: number | null, y: number | null): LandmarkLabels['fovea'] => {
    if (x === null || y === null || x < 0 || y < 0 || x >= width || y >= height) return null
    return { x: (x + 0.5) / width, y: (y + 0.5) / height }
  }
  const [disc, fovea] = [point(row.od_x, row.od_y), point(row.fovea_x, row.fovea_y)]
  if (!disc && !fovea) return null
  return { disc: disc && { centre: disc, diameter: null }, fovea, aspect: width / height }
}

function masksOf(tree: FolderTree, { set, row }: Labelled): MaskFiles | null {
  const named = tree.images(stemOf(row.image))
  const maskIn = (folder: string): string | null => named.find((path) => dirname(path) === `${set}${folder}`) ?? null
  const precision = COARSE.has(basename(set)) ? 'coarse' : 'exact'
  const lesions = LESIONS.flatMap(([folder, lesion]) => {
    const path = maskIn(folder)
    return path === null ? [] : [{ lesion, path, precision } as const]
  })
  const disc = maskIn('mask_OD')
  return lesions.length > 0 || disc !== null ? { lesions, disc } : null
}

/** Prepared folders: `labels.csv`, `images` and folders of masks under the photographs' names, one set or several. */
export const folder: DatasetAdapter = {
  name: 'folder',
  title: 'Prepared folders with labels.csv, images and masks',
  licence: 'that of each set',
  citation: 'that of each set',
  expected: null,
  recognises: async (tree) => (await tablesIn(tree)).length > 0,
  read
}
