import { z } from 'zod'
import { type DatasetRecord, newRecord } from '../record.ts'
import type { DatasetAdapter, DatasetSource } from '../source/adapter.ts'
import type { FolderTree } from '../source/folderTree.ts'
import { stemOf } from '../source/folderTree.ts'
import { imageOf, inFolder } from '../source/images.ts'
import { problem } from '../source/problem.ts'
import { filled, firstOnly, level, readRows, requireTable, tablesWith } from '../source/rows.ts'
import { correctedGrade, isUnreliable, messidorGroup } from './messidorErrata.ts'

const TABLE = /^Annotation[_ ]Base\d{2}.*\.(?:xls|xlsx|csv)$/iu
const Row = z.object({ imagename: filled, retinopathygrade: level(3), riskofmacularedema: level(2) })

const annotationTables = (tree: FolderTree): Promise<string[]> =>
  tablesWith(tree, TABLE, ['Image name', 'Retinopathy grade', 'Risk of macular edema'])

const baseOf = (path: string): string => /Base(\d{2})/iu.exec(path)?.[1] ?? ''

/** An updated table stands before the first edition of the same base, so that its rows are the ones that count. */
const byBaseUpdatedFirst = (a: string, b: string): number =>
  baseOf(a).localeCompare(baseOf(b)) || Number(/update/iu.test(b)) - Number(/update/iu.test(a))

async function* read(source: DatasetSource): AsyncGenerator<DatasetRecord, void> {
  const isFirst = firstOnly(source)
  const tables = requireTable(
    await annotationTables(source.tree),
    'Annotation_BaseNN.xls',
    'each base comes with its own'
  )
  const updated = new Set(tables.filter((path) => /update/iu.test(path)).map(baseOf))
  const current = tables.filter((path) => /update/iu.test(path) || !updated.has(baseOf(path)))
  for (const path of current.toSorted(byBaseUpdatedFirst)) {
    for await (const { line, row } of readRows(source, path, Row)) {
      const stem = stemOf(row.imagename)
      if (isUnreliable(stem))
        source.report(problem('excluded', stem, 'its twin carries other labels (ADCIS, 9 February 2018)'))
      else if (isFirst(stem, line)) yield recordOf(source, { stem, base: baseOf(path), row })
    }
  }
}

type Annotated = { readonly stem: string; readonly base: string; readonly row: z.output<typeof Row> }

function recordOf(source: DatasetSource, { stem, base, row }: Annotated): DatasetRecord {
  const correction = correctedGrade(stem, row.retinopathygrade)
  if (correction) {
    const { from, to, published } = correction
    source.report(problem('erratum', stem, `retinopathy grade ${from} corrected to ${to} (ADCIS, ${published})`))
  }
  const inBase = inFolder(new RegExp(`Base${base}`, 'iu'))
  return newRecord({
    dataset: 'messidor',
    id: stem,
    image: imageOf(source, { id: stem, name: row.imagename, expected: `Base${base}/${row.imagename}` }, (path) =>
      inBase(path) ? 'wanted' : 'possible'
    ),
    group: messidorGroup(stem),
    grades: [
      { scale: 'messidor', level: correction?.to ?? row.retinopathygrade },
      { scale: 'messidorOedemaRisk', level: row.riskofmacularedema }
    ]
  })
}

/** Messidor: 1,200 TIFFs in twelve bases, each with an .xls; its own grades 0–3, which are not ICDR. */
export const messidor: DatasetAdapter = {
  name: 'messidor',
  title: 'Messidor',
  licence: 'ADCIS: research and education, no redistribution',
  citation: 'Decencière et al., Image Anal Stereol 2014;33:231–234',
  expected: { all: 1200 },
  recognises: async (tree) => (await annotationTables(tree)).length > 0,
  read
}
