import { z } from 'zod'
import type { QualityLevel } from '#shared/domain/quality.ts'
import { type DatasetRecord, newRecord } from '../record.ts'
import type { DatasetAdapter, DatasetSource } from '../source/adapter.ts'
import type { FolderTree } from '../source/folderTree.ts'
import { stemOf } from '../source/folderTree.ts'
import { imageOf, inSplit } from '../source/images.ts'
import { problem } from '../source/problem.ts'
import { filled, firstOnly, level, readRows, requireTable, tablesWith } from '../source/rows.ts'

const Labels = z.object({ image: filled, level: level(4) })
const EyeQ = z.object({ image: filled, quality: level(2), dr_grade: level(4) })

/** EyeQ's codes (HzFu/EyeQ). */
const QUALITY: readonly QualityLevel[] = ['good', 'usable', 'reject']

type Judged = { readonly quality: QualityLevel; readonly grade: number; readonly split: 'train' | 'test' }

const labelTables = (tree: FolderTree): Promise<string[]> =>
  tablesWith(tree, /^(?:trainLabels|retinopathy_solution)\.csv$/iu, ['image', 'level'])

const eyeqTables = (tree: FolderTree): Promise<string[]> =>
  tablesWith(tree, /^Label_EyeQ_.*\.(?:csv|xlsx)$/iu, ['image', 'quality', 'DR_grade'])

async function readEyeQ(source: DatasetSource): Promise<Map<string, Judged>> {
  const judged = new Map<string, Judged>()
  for (const path of await eyeqTables(source.tree)) {
    const split = /test/iu.test(path) ? 'test' : 'train'
    for await (const { row } of readRows(source, path, EyeQ)) {
      judged.set(stemOf(row.image), { quality: QUALITY[row.quality] ?? 'reject', grade: row.dr_grade, split })
    }
  }
  return judged
}

function recordOf(source: DatasetSource, stem: string, known: Known): DatasetRecord {
  const [, patient = null, side] = /^(\d+)_(left|right)$/iu.exec(stem) ?? []
  const { split, grade, judged } = known
  const id = stem
  return newRecord({
    dataset: 'eyepacs',
    id,
    image: imageOf(source, { id, name: stem, expected: `${split}/${stem}.jpeg` }, inSplit(split)),
    split,
    patient,
    eye: side === undefined ? null : { eye: side.toLowerCase() === 'left' ? 'OS' : 'OD', by: 'fileName' },
    quality: judged ? { level: judged.quality, by: 'EyeQ' } : null,
    grades: [{ scale: 'icdr', level: grade }]
  })
}

type Known = {
  readonly split: 'train' | 'test'
  readonly grade: number
  readonly judged: Judged | undefined
}

async function* read(source: DatasetSource): AsyncGenerator<DatasetRecord, void> {
  const isFirst = firstOnly(source)
  const eyeq = await readEyeQ(source)
  if (eyeq.size === 0) source.report(problem('missingTable', 'Label_EyeQ', 'no quality is known'))
  const tables = await labelTables(source.tree)
  if (tables.length === 0 && eyeq.size > 0) {
    source.report(problem('missingTable', 'trainLabels.csv', 'the grades are those that EyeQ repeats'))
    for (const [stem, judged] of eyeq)
      yield recordOf(source, stem, { split: judged.split, grade: judged.grade, judged })
    return
  }
  for (const path of requireTable(
    tables,
    'trainLabels.csv with the columns image and level',
    'unpack trainLabels.csv.zip'
  ).toReversed()) {
    const split = /solution/iu.test(path) ? 'test' : 'train'
    for await (const { line, row } of readRows(source, path, Labels)) {
      const stem = stemOf(row.image)
      if (!isFirst(stem, line)) continue
      const judged = eyeq.get(stem)
      if (judged && judged.grade !== row.level) {
        source.report(
          problem('contradiction', stem, `EyeQ repeats the grade as ${judged.grade}, the set says ${row.level}`)
        )
      }
      yield recordOf(source, stem, { split, grade: row.level, judged })
    }
  }
}

/** EyePACS (Kaggle 2015) with EyeQ's quality where its tables lie in the folder too. Two eyes a patient. */
export const eyepacs: DatasetAdapter = {
  name: 'eyepacs',
  title: 'EyePACS (Kaggle Diabetic Retinopathy Detection 2015) with EyeQ',
  licence: 'Kaggle competition rules; quality labels CC BY-NC-SA 4.0',
  citation: 'EyePACS, Kaggle Diabetic Retinopathy Detection 2015; Fu et al., EyeQ, MICCAI 2019',
  expected: { train: 35_126, test: 53_576 },
  recognises: async (tree) => (await labelTables(tree)).length + (await eyeqTables(tree)).length > 0,
  read
}
