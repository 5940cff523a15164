import { basename } from 'node:path'
import { z } from 'zod'
import { labelsFromMasks } from '../masks/lesionMask.ts'
import { type DatasetLesion, type DatasetRecord, type MaskFiles, newRecord } from '../record.ts'
import type { DatasetAdapter, DatasetSource } from '../source/adapter.ts'
import type { FolderTree } from '../source/folderTree.ts'
import { stemOf } from '../source/folderTree.ts'
import { type Fit, imageOf, inFolder } from '../source/images.ts'
import { problem } from '../source/problem.ts'
import { blankOr, decimal, filled, firstOnly, level, readRows, tablesWith } from '../source/rows.ts'
import { AppError } from '#shared/contract/errors.ts'

/** Lesions by the code in front of the number in their files' names. */
const LESIONS: Readonly<Record<string, DatasetLesion>> = {
  LC: 'lacquerCrack',
  CNV: 'choroidalNeovascularisation',
  FS: 'fuchsSpot'
}

const sex = blankOr(
  z
    .string()
    .toLowerCase()
    .pipe(z.enum(['female', 'male'], 'not female or male'))
)
const Person = { age: blankOr(decimal), sex }
const Grades = z.object({ image: filled, myopic_maculopathy_grade: level(4), ...Person })
const Refraction = z.object({ image: filled, spherical_equivalent: decimal, ...Person })

type Split = 'train' | 'validation' | 'test'

const splitOf = (path: string): Split => {
  if (/_test_|testing/iu.test(path)) return 'test'
  return /_val_|validation/iu.test(path) ? 'validation' : 'train'
}

const gradeTables = (tree: FolderTree): Promise<string[]> =>
  tablesWith(tree, /\.csv$/iu, ['image', 'myopic_maculopathy_grade'])

const refractionTables = (tree: FolderTree): Promise<string[]> =>
  tablesWith(tree, /\.csv$/iu, ['image', 'spherical_equivalent'])

const groundtruth = inFolder(/groundtruth/iu)
const original = (path: string): Fit => (groundtruth(path) ? 'unfit' : 'wanted')

async function* readTable(source: DatasetSource, task: 'grades' | 'refraction'): AsyncGenerator<DatasetRecord, void> {
  const isFirst = firstOnly(source)
  const tables = await (task === 'grades' ? gradeTables(source.tree) : refractionTables(source.tree))
  if (tables.length === 0) source.report(problem('missingTable', `labels of ${task}`, 'the task is left out'))
  for (const path of tables) {
    const rows = task === 'grades' ? readRows(source, path, Grades) : readRows(source, path, Refraction)
    for await (const { line, row } of rows) {
      const stem = stemOf(row.image)
      const id = `${task}/${stem}`
      if (!isFirst(id, line)) continue
      yield newRecord({
        dataset: 'mmac',
        id,
        image: imageOf(source, { id, name: row.image, expected: row.image }, original),
        split: splitOf(row.image),
        person: { ageYears: row.age, sex: row.sex },
        ...('spherical_equivalent' in row
          ? { sphericalEquivalent: row.spherical_equivalent }
          : { grades: [{ scale: 'metaPm', level: row.myopic_maculopathy_grade }] })
      })
    }
  }
}

const LESION_IMAGE = /^mmac_task_2_(?:train|val|test)_(LC|CNV|FS)_\d+\.\w+$/iu

const lesionImages = (tree: FolderTree): string[] =>
  tree.allImages().filter((path) => LESION_IMAGE.test(basename(path)) && !groundtruth(path))

/** Photographs of one lesion each; the mask alone says whether it is there. Other lesions stay unknown. */
async function* readLesions(source: DatasetSource): AsyncGenerator<DatasetRecord, void> {
  const images = lesionImages(source.tree)
  if (images.length === 0) source.report(problem('missingTable', 'photographs of lesions', 'the task is left out'))
  for (const path of images) {
    source.signal.throwIfAborted()
    const stem = stemOf(basename(path))
    const id = `lesions/${stem}`
    const lesion = LESIONS[LESION_IMAGE.exec(basename(path))?.[1]?.toUpperCase() ?? '']
    const mask = source.tree.images(stem).find(groundtruth)
    if (mask === undefined) source.report(problem('missingMask', id, 'the lesion is unknown'))
    const masks: MaskFiles | null =
      lesion && mask !== undefined ? { lesions: [{ lesion, path: mask, precision: 'exact' }], disc: null } : null
    yield newRecord({
      dataset: 'mmac',
      id,
      image: { path, state: 'present' },
      split: splitOf(path),
      masks,
      ...(masks && source.masks ? await labelsFromMasks(source, id, masks) : {})
    })
  }
}

async function* read(source: DatasetSource): AsyncGenerator<DatasetRecord, void> {
  let records = 0
  const tasks = [readTable(source, 'grades'), readLesions(source), readTable(source, 'refraction')]
  for (const task of tasks) {
    for await (const record of task) {
      records++
      yield record
    }
  }
  if (records === 0) throw new AppError('dataset.unusable', { problem: 'no task of MMAC is there' })
}

/** MMAC 2023: myopic maculopathy by META-PM, masks of its plus lesions, spherical equivalents. */
export const mmac: DatasetAdapter = {
  name: 'mmac',
  title: 'Myopic Maculopathy Analysis Challenge (MMAC 2023)',
  licence: 'registration, research use',
  citation: 'MMAC 2023, MICCAI',
  expected: { 'grades/train': 1143, 'refraction/train': 992 },
  recognises: async (tree) =>
    lesionImages(tree).length > 0 || (await gradeTables(tree)).length + (await refractionTables(tree)).length > 0,
  read
}
