import { basename } from 'node:path'
import { z } from 'zod'
import { AppError } from '#shared/contract/errors.ts'
import { labelsFromMasks } from '../masks/lesionMask.ts'
import { type DatasetLesion, type DatasetRecord, type LandmarkLabels, type MaskFiles, newRecord } from '../record.ts'
import type { DatasetAdapter, DatasetSource } from '../source/adapter.ts'
import { stemOf } from '../source/folderTree.ts'
import { type Fit, imageOf, inFolder, inSplit } from '../source/images.ts'
import { problem } from '../source/problem.ts'
import { decimal, filled, firstOnly, level, readRows, tablesWith } from '../source/rows.ts'
import { gradingGroup, segmentationGroup } from './idridTwins.ts'

/** Part A's masks by the letters at the end of their names. */
const MASKS: readonly (readonly [string, DatasetLesion])[] = [
  ['MA', 'microaneurysm'],
  ['HE', 'haemorrhage'],
  ['EX', 'hardExudate'],
  ['SE', 'softExudate']
]

/** The photographs' own size, in which part C gives its positions. */
const FRAME = { width: 4288, height: 2848 }

const Grades = z.object({ imagename: filled, retinopathygrade: level(4), riskofmacularedema: level(2) })
const Position = z.object({ imageno: filled, 'x-coordinate': decimal, 'y-coordinate': decimal })

const GRADE_TABLE = /Disease Grading.*Labels\.csv$/iu
const groundtruth = inFolder(/groundtruth/iu)

type Split = 'train' | 'test'

const splitOfPath = (path: string): Split => (/test/iu.test(path) ? 'test' : 'train')

/** Part A's photographs: two digits, outside the ground truth. */
const segmentationImages = ({ tree }: Pick<DatasetSource, 'tree'>): string[] =>
  tree.allImages().filter((path) => /^IDRiD_\d{2}\.\w+$/iu.test(basename(path)) && !groundtruth(path))

async function* readSegmentation(source: DatasetSource): AsyncGenerator<DatasetRecord, void> {
  const images = segmentationImages(source)
  if (images.length === 0) return source.report(problem('missingTable', 'part A (segmentation)', 'no photographs'))
  for (const path of images) {
    source.signal.throwIfAborted()
    const stem = stemOf(basename(path))
    const id = `A/${splitOfPath(path)}/${stem}`
    const masks = masksOf(source, id, stem)
    yield newRecord({
      dataset: 'idrid',
      id,
      image: { path, state: 'present' },
      split: splitOfPath(path),
      group: segmentationGroup(stem),
      masks,
      ...(masks && source.masks ? await labelsFromMasks(source, id, masks) : {})
    })
  }
}

/** A lesion without a file is absent, but only for a photograph of which some mask is there. */
function masksOf({ tree, report }: DatasetSource, id: string, stem: string): MaskFiles | null {
  const maskPath = (code: string): string | null => tree.images(`${stem}_${code}`).find(groundtruth) ?? null
  const disc = maskPath('OD')
  const lesions = MASKS.map(([code, lesion]) => ({ lesion, path: maskPath(code), precision: 'exact' as const }))
  if (disc !== null || lesions.some(({ path }) => path !== null)) return { lesions, disc }
  report(problem('missingMask', id, 'none of its masks is there; unpack "2. All Segmentation Groundtruths"'))
  return null
}

type Positions = ReadonlyMap<string, LandmarkLabels['fovea']>

/** Part C's positions by split and name; its tables carry hundreds of blank rows. */
async function readPositions(source: DatasetSource, name: RegExp): Promise<Positions> {
  const positions = new Map<string, LandmarkLabels['fovea']>()
  const tables = await tablesWith(source.tree, name, ['Image No', 'X- Coordinate'])
  if (tables.length === 0) source.report(problem('missingTable', 'part C (localization)', 'positions are unknown'))
  for (const path of tables) {
    for await (const { row } of readRows(source, path, Position)) {
      const x = row['x-coordinate'] / FRAME.width
      const y = row['y-coordinate'] / FRAME.height
      if (x > 1 || y > 1 || x < 0 || y < 0)
        source.report(problem('badRow', basename(path), 'a position outside the frame'))
      else positions.set(`${splitOfPath(basename(path))}/${stemOf(row.imageno)}`, { x, y })
    }
  }
  return positions
}

async function* readGrading(source: DatasetSource): AsyncGenerator<DatasetRecord, void> {
  const tables = await tablesWith(source.tree, GRADE_TABLE, ['Image name', 'Retinopathy grade'])
  if (tables.length === 0) return source.report(problem('missingTable', 'part B (disease grading)', 'no label table'))
  const isFirst = firstOnly(source)
  const discs = await readPositions(source, /OD_Center.*\.csv$/iu)
  const foveas = await readPositions(source, /Fovea_Center.*\.csv$/iu)
  for (const path of tables) {
    const split = splitOfPath(basename(path))
    for await (const { line, row } of readRows(source, path, Grades)) {
      const stem = stemOf(row.imagename)
      const key = `${split}/${stem}`
      if (!isFirst(`B/${key}`, line)) continue
      yield gradingRecord(source, { key, split, stem, row }, landmarksOf(discs.get(key), foveas.get(key)))
    }
  }
}

type Graded = {
  readonly key: string
  readonly split: Split
  readonly stem: string
  readonly row: z.output<typeof Grades>
}

function gradingRecord(source: DatasetSource, graded: Graded, landmarks: LandmarkLabels | null): DatasetRecord {
  const { key, split, stem, row } = graded
  const id = `B/${key}`
  const fitOf = (path: string): Fit => (groundtruth(path) ? 'unfit' : inSplit(split)(path))
  const [disc, fovea] = [landmarks?.disc?.centre, landmarks?.fovea]
  return newRecord({
    dataset: 'idrid',
    id,
    image: imageOf(source, { id, name: stem, expected: `${key}.jpg` }, fitOf),
    split,
    group: gradingGroup(key),
    // The disc lies on the nose's side, which is the right of the picture for a right eye.
    eye: disc && fovea ? { eye: disc.x > fovea.x ? 'OD' : 'OS', by: 'landmarks' } : null,
    grades: [
      { scale: 'icdr', level: row.retinopathygrade },
      { scale: 'dmeRisk', level: row.riskofmacularedema }
    ],
    landmarks
  })
}

function landmarksOf(
  disc: LandmarkLabels['fovea'] = null,
  fovea: LandmarkLabels['fovea'] = null
): LandmarkLabels | null {
  if (!disc && !fovea) return null
  return { disc: disc ? { centre: disc, diameter: null } : null, fovea, aspect: FRAME.width / FRAME.height }
}

async function* read(source: DatasetSource): AsyncGenerator<DatasetRecord, void> {
  let records = 0
  for (const part of [readSegmentation, readGrading]) {
    for await (const record of part(source)) {
      records++
      yield record
    }
  }
  if (records === 0) throw new AppError('dataset.unusable', { problem: 'neither part A nor part B of IDRiD is there' })
}

/** IDRiD: part A (lesion masks and disc), part B (ICDR and DME risk) with part C's disc and fovea centres. */
export const idrid: DatasetAdapter = {
  name: 'idrid',
  title: 'Indian Diabetic Retinopathy Image Dataset (IDRiD)',
  licence: 'CC BY 4.0',
  citation: 'Porwal et al., Data 2018;3(3):25',
  expected: { 'A/train': 54, 'A/test': 27, 'B/train': 413, 'B/test': 103 },
  recognises: async (tree) =>
    segmentationImages({ tree }).length > 0 ||
    (await tablesWith(tree, GRADE_TABLE, ['Image name', 'Retinopathy grade'])).length > 0,
  read
}
