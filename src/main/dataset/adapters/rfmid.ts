import { basename } from 'node:path'
import { z } from 'zod'
import type { ConditionLabel, DatasetCondition } from '../conditions.ts'
import { type AdapterName, type DatasetRecord, newRecord } from '../record.ts'
import type { DatasetAdapter, DatasetSource } from '../source/adapter.ts'
import { flagLabels } from '../source/flags.ts'
import type { FolderTree } from '../source/folderTree.ts'
import { type Split, imageOf, inSplit } from '../source/images.ts'
import { problem } from '../source/problem.ts'
import { filled, firstOnly, level, readRows, requireTable, tablesWith } from '../source/rows.ts'
import { rfmid2Codes, rfmidCodes } from './rfmidCodes.ts'

/** What the two editions do differently. */
type Edition = {
  readonly dataset: AdapterName
  readonly tables: (tree: FolderTree) => Promise<string[]>
  readonly tableName: string
  readonly ending: string
  readonly codes: ReadonlyMap<string, DatasetCondition>
  /** The column that speaks of any disease, and the value that it has where there is none. */
  readonly overall: { readonly column: 'disease_risk' | 'wnl'; readonly normal: number }
}

const Row = z.object({ id: filled, disease_risk: level(1).optional(), wnl: level(1).optional() }).catchall(z.string())

const FIRST: Edition = {
  dataset: 'rfmid',
  tables: (tree) => tablesWith(tree, /RFMiD_.*Labels\.csv$/iu, ['ID', 'Disease_Risk', 'DR']),
  tableName: 'RFMiD_Training_Labels.csv',
  ending: 'png',
  codes: rfmidCodes,
  overall: { column: 'disease_risk', normal: 0 }
}

const SECOND: Edition = {
  dataset: 'rfmid2',
  tables: (tree) => tablesWith(tree, /RFMiD_2_.*labels\.csv$/iu, ['ID', 'WNL']),
  tableName: 'RFMiD_2_Training_labels.csv',
  ending: 'jpg',
  codes: rfmid2Codes,
  overall: { column: 'wnl', normal: 1 }
}

const splitOf = (table: string): Split => {
  if (/test/iu.test(table)) return 'test'
  return /valid|evaluation/iu.test(table) ? 'validation' : 'train'
}

async function* readEdition(edition: Edition, source: DatasetSource): AsyncGenerator<DatasetRecord, void> {
  const isFirst = firstOnly(source)
  const remedy = 'it comes beside the photographs'
  for (const path of requireTable(await edition.tables(source.tree), edition.tableName, remedy)) {
    const split = splitOf(basename(path))
    for await (const { line, row } of readRows(source, path, Row)) {
      const id = `${split}/${row.id}`
      if (!isFirst(id, line)) continue
      const name = `${row.id}.${edition.ending}`
      yield newRecord({
        dataset: edition.dataset,
        id,
        image: imageOf(source, { id, name, expected: `${split}/${name}` }, inSplit(split)),
        split,
        conditions: labelsOf(source, { edition, id, row })
      })
    }
  }
}

type Flagged = { readonly edition: Edition; readonly id: string; readonly row: z.output<typeof Row> }

function labelsOf(source: DatasetSource, { edition, id, row }: Flagged): ConditionLabel[] {
  const { column, normal } = edition.overall
  const found = flagLabels(source, id, { cells: row, codes: edition.codes })
  const said = row[column]
  if (said === undefined) return found
  const isNormal = said === normal
  if (isNormal && found.some(({ state }) => state === 'present')) {
    source.report(problem('contradiction', id, `${column} says that there is nothing, a condition says 1`))
  }
  return [{ condition: 'normal', state: isNormal ? 'present' : 'absent', of: 'eye', as: column }, ...found]
}

/** RFMiD: 45 conditions as flags; names begin anew with 1 in each split. */
export const rfmid: DatasetAdapter = {
  name: 'rfmid',
  title: 'Retinal Fundus Multi-Disease Image Dataset (RFMiD)',
  licence: 'CC BY 4.0',
  citation: 'Pachade et al., Data 2021;6(2):14',
  expected: { train: 1920, validation: 640, test: 640 },
  recognises: async (tree) => (await FIRST.tables(tree)).length > 0,
  read: (source) => readEdition(FIRST, source)
}

/** RFMiD 2.0: further conditions; its tables are Latin-1 and their headers have glitches. */
export const rfmid2: DatasetAdapter = {
  name: 'rfmid2',
  title: 'RFMiD 2.0',
  licence: 'CC BY 4.0',
  citation: 'Panchal et al., Data 2023;8(2):29',
  expected: { train: 509, validation: 177, test: 174 },
  recognises: async (tree) => (await SECOND.tables(tree)).length > 0,
  read: (source) => readEdition(SECOND, source)
}
