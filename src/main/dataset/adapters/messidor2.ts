import { basename } from 'node:path'
import { z } from 'zod'
import type { DatasetGrade } from '../grades.ts'
import { type DatasetRecord, newRecord } from '../record.ts'
import type { DatasetAdapter, DatasetSource } from '../source/adapter.ts'
import type { FolderTree } from '../source/folderTree.ts'
import { stemOf } from '../source/folderTree.ts'
import { imageOf } from '../source/images.ts'
import { problem } from '../source/problem.ts'
import { blankOr, filled, firstOnly, level, readRows, requireTable, tablesWith } from '../source/rows.ts'

const grades = { adjudicated_dme: blankOr(level(1)), adjudicated_gradable: level(1) }
const Official = z.object({ image_id: filled, adjudicated_dr_grade: blankOr(level(4)), ...grades })
/** A table that travels with re-packed copies. */
const Remade = z.object({ id_code: filled, diagnosis: blankOr(level(4)), ...grades })
const Pair = z.object({ left: filled, right: filled })

const GRADE_TABLE = /^messidor.*\.csv$/iu

const officialTables = (tree: FolderTree): Promise<string[]> =>
  tablesWith(tree, GRADE_TABLE, ['image_id', 'adjudicated_dr_grade'])
const remadeTables = (tree: FolderTree): Promise<string[]> =>
  tablesWith(tree, GRADE_TABLE, ['id_code', 'diagnosis', 'adjudicated_dme'])

type Sitting = { readonly patient: string; readonly eye: 'OD' | 'OS' }

/** Which photographs are the two eyes of one examination; names differ in case between the tables. */
async function readPairs(source: DatasetSource): Promise<Map<string, Sitting>> {
  const sittings = new Map<string, Sitting>()
  const tables = await tablesWith(source.tree, /^messidor-2\.csv$/iu, ['left', 'right'])
  if (tables.length === 0) source.report(problem('missingTable', 'messidor-2.csv', 'pairs of eyes are unknown'))
  for (const path of tables) {
    for await (const { line, row } of readRows(source, path, Pair)) {
      const patient = `examination ${line - 1}`
      sittings.set(nameKey(row.left), { patient, eye: 'OS' })
      sittings.set(nameKey(row.right), { patient, eye: 'OD' })
    }
  }
  return sittings
}

const nameKey = (name: string): string => stemOf(basename(name)).toLowerCase()

type Graded = {
  readonly name: string
  readonly grade: number | null
  readonly dme: number | null
  readonly gradable: boolean
}

async function* readGrades(source: DatasetSource): AsyncGenerator<Graded & { readonly line: number }, void> {
  const official = await officialTables(source.tree)
  for (const path of official) {
    for await (const { line, row } of readRows(source, path, Official)) {
      yield { line, name: row.image_id, grade: row.adjudicated_dr_grade, ...adjudged(row) }
    }
  }
  if (official.length > 0) return
  for (const path of requireTable(
    await remadeTables(source.tree),
    'messidor_data.csv',
    'the grades are published apart from the photographs (Kaggle: google-brain/messidor2-dr-grades)'
  )) {
    source.report(problem('contradiction', basename(path), 'a re-made table without the ungradable photographs'))
    for await (const { line, row } of readRows(source, path, Remade)) {
      yield { line, name: row.id_code, grade: row.diagnosis, ...adjudged(row) }
    }
  }
}

const adjudged = (row: { readonly adjudicated_dme: number | null; readonly adjudicated_gradable: number }) => ({
  dme: row.adjudicated_dme,
  gradable: row.adjudicated_gradable === 1
})

const gradesOf = ({ grade, dme, gradable }: Graded): DatasetGrade[] => [
  ...(gradable && grade !== null ? [{ scale: 'icdr', level: grade } as const] : []),
  ...(gradable && dme !== null ? [{ scale: 'referableDme', level: dme } as const] : [])
]

async function* read(source: DatasetSource): AsyncGenerator<DatasetRecord, void> {
  const isFirst = firstOnly(source)
  const sittings = await readPairs(source)
  for await (const { line, ...graded } of readGrades(source)) {
    const id = stemOf(graded.name)
    if (!isFirst(id, line)) continue
    const sitting = sittings.get(nameKey(graded.name))
    yield newRecord({
      dataset: 'messidor2',
      id,
      image: imageOf(source, { id, name: graded.name, expected: `IMAGES/${graded.name}` }),
      patient: sitting?.patient ?? null,
      eye: sitting ? { eye: sitting.eye, by: 'set' } : null,
      quality: graded.gradable ? null : { level: 'reject', by: 'adjudicated gradability' },
      grades: gradesOf(graded)
    })
  }
}

/** Messidor-2 with the adjudicated grades of Krause et al. (ICDR 0–4 and referable DME). */
export const messidor2: DatasetAdapter = {
  name: 'messidor2',
  title: 'Messidor-2',
  licence: 'ADCIS: research only; grades CC0',
  citation: 'Decencière et al. 2014; Abràmoff et al. 2013; grades of Krause et al., Ophthalmology 2018',
  expected: { all: 1748 },
  recognises: async (tree) => (await officialTables(tree)).length + (await remadeTables(tree)).length > 0,
  read
}
