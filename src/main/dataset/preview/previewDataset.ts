import type { DatasetPreview, RecordPreview } from '#shared/contract/research.ts'
import { describeRecord } from '../describe/describe.ts'
import { openDataset } from '../openDataset.ts'
import type { AdapterName, DatasetRecord } from '../record.ts'
import { problemCounter } from './countedProblems.ts'
import { labelsOf, toldLabels } from './recordLabels.ts'

/** Records that are shown; all of them pass through main at once. */
const SHOWN = 100

/**
 * Reads a set's tables to their end, but no mask: counts records, groups and problems, and shows the first records.
 * @throws AppError dataset.unusable, file.*; the signal's reason.
 */
export async function previewDataset(
  folder: string,
  adapter: AdapterName,
  signal: AbortSignal
): Promise<DatasetPreview> {
  const dataset = await openDataset(adapter, folder)
  const problems = problemCounter()
  const first: RecordPreview[] = []
  const groups = new Set<string>()
  let [records, missingPhotographs] = [0, 0]
  for await (const record of dataset.records({ signal, report: problems.report, masks: false })) {
    records++
    groups.add(record.group)
    if (record.image?.state === 'missing') missingPhotographs++
    if (first.length < SHOWN) first.push(previewOf(record))
  }
  return { records, groups: groups.size, missingPhotographs, first, problems: problems.result() }
}

function previewOf(record: DatasetRecord): RecordPreview {
  const { id, dataset, group, image, eye } = record
  const prefix = `${dataset}:`
  const own = group.startsWith(prefix) ? group.slice(prefix.length) : group
  return {
    id,
    photograph: image?.state ?? null,
    eye: eye?.eye ?? null,
    group: own === id ? null : own,
    ...toldLabels(labelsOf(record)),
    outlines: record.masks?.lesions.some(({ path }) => path !== null) ?? false,
    text: describeRecord(record).text
  }
}
