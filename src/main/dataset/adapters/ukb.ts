import { basename } from 'node:path'
import { z } from 'zod'
import { AppError } from '#shared/contract/errors.ts'
import { type DatasetRecord, newRecord } from '../record.ts'
import type { DatasetAdapter, DatasetSource } from '../source/adapter.ts'
import { type FolderTree, stemOf } from '../source/folderTree.ts'
import { filled, firstOnly, readRows, tablesWith } from '../source/rows.ts'

/** Participant, field (21015 left, 21016 right), instance (visit) and array (repeated photograph). */
const NAME = /^(\d+)_(21015|21016)_(\d+)_(\d+)$/u

/** Tables of measured features, such as AutoMorph leaves; paths in front of the names are dropped. */
const Feature = z.object({ name: filled })

const photographs = (tree: FolderTree): string[] => tree.allImages().filter((path) => NAME.test(stemOf(basename(path))))

const featureTables = (tree: FolderTree): Promise<string[]> => tablesWith(tree, /\.csv$/iu, ['Name'])

function recordOf(stem: string, path: string | null): DatasetRecord | undefined {
  const [, eid, field] = NAME.exec(stem) ?? []
  if (eid === undefined) return undefined
  return newRecord({
    dataset: 'ukb',
    id: stem,
    image: path === null ? null : { path, state: 'present' },
    patient: eid,
    eye: { eye: field === '21015' ? 'OS' : 'OD', by: 'fileName' }
  })
}

async function* read(source: DatasetSource): AsyncGenerator<DatasetRecord, void> {
  const seen = new Set<string>()
  const isFirst = firstOnly(source)
  for (const path of photographs(source.tree)) {
    source.signal.throwIfAborted()
    const stem = stemOf(basename(path))
    seen.add(stem)
    const record = recordOf(stem, path)
    if (record && isFirst(stem, 1)) yield record
  }
  for (const path of await featureTables(source.tree)) {
    for await (const { row } of readRows(source, path, Feature)) {
      const stem = stemOf(row.name.split(/[\\/]/u).at(-1) ?? row.name)
      const record = seen.has(stem) ? undefined : recordOf(stem, null)
      seen.add(stem)
      if (record) yield record
    }
  }
  if (seen.size === 0) {
    const problem =
      'neither photographs named <eid>_21015_… or <eid>_21016_… nor a table of features with a column Name'
    throw new AppError('dataset.unusable', { problem })
  }
}

/** UK Biobank: photographs by the names of fields 21015 and 21016, or features alone; it has no labels. */
export const ukb: DatasetAdapter = {
  name: 'ukb',
  title: 'UK Biobank fundus photographs (fields 21015 and 21016)',
  licence: 'by application to UK Biobank only',
  citation: 'UK Biobank, fields 21015 and 21016',
  expected: null,
  recognises: async (tree) => photographs(tree).length > 0,
  read
}
