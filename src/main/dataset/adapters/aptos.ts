import { basename } from 'node:path'
import { z } from 'zod'
import { type DatasetRecord, newRecord } from '../record.ts'
import type { DatasetAdapter, DatasetSource } from '../source/adapter.ts'
import { type Split, imageOf, inSplit } from '../source/images.ts'
import { blankOr, filled, firstOnly, level, readRows, requireTable, tablesWith } from '../source/rows.ts'

const TABLE = /^(?:train|test|valid|train_1|val)\.csv$/iu
const Row = z.object({ id_code: filled, diagnosis: blankOr(level(4)) })

const splitOf = (table: string): Split => {
  if (/^test/iu.test(table)) return 'test'
  return /^val/iu.test(table) ? 'validation' : 'train'
}

async function* read(source: DatasetSource): AsyncGenerator<DatasetRecord, void> {
  const isFirst = firstOnly(source)
  const tables = requireTable(
    await tablesWith(source.tree, TABLE, ['id_code']),
    'train.csv with the column id_code',
    'it comes with the photographs'
  )
  for (const path of tables.toSorted((a, b) => order(a) - order(b))) {
    const split = splitOf(basename(path))
    for await (const { line, row } of readRows(source, path, Row)) {
      const id = `${split}/${row.id_code}`
      if (!isFirst(id, line)) continue
      yield newRecord({
        dataset: 'aptos2019',
        id,
        image: imageOf(
          source,
          { id, name: row.id_code, expected: `${split}_images/${row.id_code}.png` },
          inSplit(split)
        ),
        split,
        grades: row.diagnosis === null ? [] : [{ scale: 'icdr', level: row.diagnosis }]
      })
    }
  }
}

const order = (path: string): number => ['train', 'validation', 'test'].indexOf(splitOf(basename(path)))

/** APTOS 2019: `train.csv` with `id_code,diagnosis` (ICDR 0–4), names without ending, no patients. */
export const aptos2019: DatasetAdapter = {
  name: 'aptos2019',
  title: 'APTOS 2019 Blindness Detection',
  licence: 'Kaggle competition rules',
  citation: 'Asia Pacific Tele-Ophthalmology Society, APTOS 2019 Blindness Detection, Kaggle 2019',
  expected: { train: 3662, test: 1928 },
  recognises: async (tree) => (await tablesWith(tree, /^train(?:_1)?\.csv$/iu, ['id_code', 'diagnosis'])).length > 0,
  read
}
