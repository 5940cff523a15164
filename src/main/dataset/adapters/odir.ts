import { basename } from 'node:path'
import { z } from 'zod'
import type { ConditionLabel, DatasetCondition } from '../conditions.ts'
import { type DatasetRecord, newRecord } from '../record.ts'
import type { DatasetAdapter, DatasetSource } from '../source/adapter.ts'
import type { FolderTree } from '../source/folderTree.ts'
import { stemOf } from '../source/folderTree.ts'
import { imageOf } from '../source/images.ts'
import { problem } from '../source/problem.ts'
import { blankOr, decimal, filled, firstOnly, level, readRows, requireTable, tablesWith } from '../source/rows.ts'
import { type ReadKeywords, readKeywords } from './odirKeywords.ts'

/** The patient's flags by their letters. They speak of both eyes together. */
const FLAGS: readonly (readonly ['n' | 'd' | 'g' | 'c' | 'a' | 'h' | 'm' | 'o', DatasetCondition])[] = [
  ['n', 'normal'],
  ['d', 'diabeticRetinopathy'],
  ['g', 'glaucoma'],
  ['c', 'cataract'],
  ['a', 'ageRelatedMacularDegeneration'],
  ['h', 'hypertensiveRetinopathy'],
  ['m', 'pathologicalMyopia'],
  ['o', 'other']
]

/** Frames that the organisers said to leave out. */
const BAD_FRAMES: ReadonlySet<string> = new Set(
  `2174_right 2175_left 2176_left 2177_left 2177_right 2178_right 2179_left 2179_right 2180_left 2180_right 2181_left
  2181_right 2182_left 2182_right 2957_left 2957_right`.split(/\s+/u)
)

/** Ages that stand for "not known": 28 rows say 1. */
const PLACEHOLDER_AGE = 1

const flag = level(1)
const Row = z.object({
  id: filled,
  patientage: blankOr(decimal),
  patientsex: blankOr(
    z
      .string()
      .toLowerCase()
      .pipe(z.enum(['female', 'male'], 'not female or male'))
  ),
  'left-fundus': filled,
  'right-fundus': filled,
  'left-diagnostickeywords': filled,
  'right-diagnostickeywords': filled,
  n: flag,
  d: flag,
  g: flag,
  c: flag,
  a: flag,
  h: flag,
  m: flag,
  o: flag,
  filename: z.string().optional()
})
type Row = z.output<typeof Row>

const COLUMNS = ['ID', 'Left-Fundus', 'Right-Fundus', 'Left-Diagnostic Keywords', 'Right-Diagnostic Keywords', 'N', 'O']

const keywordTables = (tree: FolderTree): Promise<string[]> => tablesWith(tree, /\.(?:xlsx|csv)$/iu, COLUMNS)

type Eye = 'left' | 'right'

/** `full_df.csv` has a row for each eye, the workbooks one for each patient. */
const eyesOf = (row: Row): readonly Eye[] => {
  if (row.filename === undefined || row.filename === '') return ['left', 'right']
  return [/_right\./iu.test(row.filename) ? 'right' : 'left']
}

/** Official workbooks before re-made tables; each eye counts once. */
const officialFirst = (a: string, b: string): number =>
  Number(/\.csv$/iu.test(a)) - Number(/\.csv$/iu.test(b)) || (a < b ? -1 : 1)

async function* read(source: DatasetSource): AsyncGenerator<DatasetRecord, void> {
  const isFirst = firstOnly({ report: () => undefined })
  const within = new Map<string, number>()
  const tables = requireTable(
    await keywordTables(source.tree),
    'the workbook of diagnostic keywords',
    'put the annotation (.xlsx) beside the photographs'
  )
  for (const path of tables.toSorted(officialFirst)) {
    for await (const { line, row } of readRows(source, path, Row)) {
      for (const eye of eyesOf(row)) {
        const id = stemOf(row[`${eye}-fundus`])
        const before = within.get(`${path}:${id}`)
        if (before !== undefined) {
          source.report({ kind: 'duplicate', of: id, line, detail: `the row on line ${before} counts` })
        }
        within.set(`${path}:${id}`, line)
        if (isFirst(id, line)) yield recordOf(source, { row, eye, table: basename(path) })
      }
    }
  }
}

type OneEye = { readonly row: Row; readonly eye: Eye; readonly table: string }

function recordOf(source: DatasetSource, { row, eye, table }: OneEye): DatasetRecord {
  const name = row[`${eye}-fundus`]
  const id = stemOf(name)
  const said = readKeywords(row[`${eye}-diagnostickeywords`])
  for (const word of said.unknown) source.report(problem('unknownWord', id, word))
  if (BAD_FRAMES.has(id)) source.report(problem('excluded', id, 'the organisers say to leave this frame out'))
  return newRecord({
    dataset: 'odir',
    id,
    image: imageOf(source, { id, name, expected: `Training Images/${name}` }),
    split: splitOf(table),
    patient: row.id,
    eye: { eye: eye === 'left' ? 'OS' : 'OD', by: 'set' },
    person: { ageYears: row.patientage === PLACEHOLDER_AGE ? null : row.patientage, sex: row.patientsex },
    quality: said.unusable || BAD_FRAMES.has(id) ? { level: 'reject', by: 'keywords' } : null,
    grades: said.grades,
    conditions: [...said.conditions, ...patientFlags(row, said)],
    keywords: said.keywords
  })
}

function splitOf(table: string): DatasetRecord['split'] {
  if (/off-site|on-site/iu.test(table)) return 'test'
  return /training|^data\.xlsx$|full_df/iu.test(table) ? 'train' : null
}

/** The flags of both eyes together, but for what this eye's own keywords say already. */
const patientFlags = (row: Row, { conditions }: ReadKeywords): ConditionLabel[] =>
  FLAGS.filter(([letter]) => row[letter] === 1).flatMap(([letter, condition]) =>
    conditions.some((own) => own.condition === condition)
      ? []
      : [{ condition, state: 'present', of: 'patient', as: letter.toUpperCase() } as const]
  )

/** ODIR-5K: keywords for each eye, flags for each patient; the class column of `full_df.csv` is not used. */
export const odir: DatasetAdapter = {
  name: 'odir',
  title: 'Ocular Disease Intelligent Recognition (ODIR-5K)',
  licence: 'none stated; research use',
  citation: 'ODIR-5K, Peking University, 2019',
  expected: { train: 7000, test: 3000 },
  recognises: async (tree) => (await keywordTables(tree)).length > 0,
  read
}
