import { isAppError } from '#shared/contract/errors.ts'
import type { Analysis } from '#shared/domain/analysis.ts'
import { featureKey, readAutomorph } from '../describe/automorphFeatures.ts'
import { describeRecord } from '../describe/describe.ts'
import type { Description, Fact } from '../describe/description.ts'
import { ownFeatures } from '../describe/ownFeatures.ts'
import { ResumableFile } from '../jsonl/resumableFile.ts'
import { type OpenDataset, openDataset } from '../openDataset.ts'
import type { AdapterName, DatasetRecord } from '../record.ts'
import { type DatasetProblem, problem } from '../source/problem.ts'
import type { OnProgress } from './progress.ts'

/** Analyses a photograph. @throws AppError where it cannot be analysed; the record is described without. */
export type Measure = (path: string, signal: AbortSignal) => Promise<Analysis>

export type DescriptionSource = {
  readonly adapter: AdapterName
  /** Folder of the set, as it is distributed. */
  readonly data: string
  /** Folder of AutoMorph's feature tables. */
  readonly automorph?: string
  /** File of lesion boxes, for the adapter `csv`. */
  readonly boxes?: string
  /** Measures photographs too; they stay unmeasured without. */
  readonly measure?: Measure
  /** Records, at most. */
  readonly limit?: number
}

export type DescribeOptions = DescriptionSource & { readonly out: string }

/** What a run left: how many descriptions, and what its user should know of the set. */
export type DescribeRun = { readonly described: number; readonly problems: readonly DatasetProblem[] }

type Report = (problem: DatasetProblem) => void
const unheard: Report = () => undefined

/**
 * Describes a set's records, one line of JSON each, in the set's order; a run that was cut short goes on where it stopped and
 * leaves the same file.
 * @throws AppError file.*, dataset.unusable, engine.*; the signal's reason when cancelled.
 */
export async function describeDataset(
  options: DescribeOptions,
  onProgress: OnProgress,
  signal: AbortSignal
): Promise<DescribeRun> {
  const { adapter, data, out, limit = Infinity, automorph = null, boxes = null, measure } = options
  const problems: DatasetProblem[] = []
  const settings = { adapter, data, automorph, boxes, measure: measure !== undefined }
  const total = Math.min(limit, await recordCount(options, signal))
  const file = await ResumableFile.open(out, settings, { limit, ...(measure ? { together: 1 } : {}) })
  let described = file.done
  try {
    const report: Report = (found) => void problems.push(found)
    for await (const description of descriptionsOf({ ...options, skip: file.done, report }, signal)) {
      await file.append(JSON.stringify(description))
      onProgress({ stage: 'describe', done: ++described, total: Math.max(described, total) })
    }
  } catch (error) {
    await file.close()
    throw error
  }
  await file.finish()
  return { described, problems }
}

/**
 * Describes records without writing them.
 * @throws as `describeDataset`.
 */
export async function* descriptionsOf(
  {
    limit = Infinity,
    skip = 0,
    report = unheard,
    ...source
  }: DescriptionSource & { readonly skip?: number; readonly report?: Report },
  signal: AbortSignal
): AsyncGenerator<Description, void> {
  const dataset = await openDataset(source.adapter, source.data)
  const known = source.automorph === undefined ? undefined : await readAutomorph(source.automorph, { signal, report })
  let seen = 0
  for await (const record of dataset.records(readOptions(source, { signal, report, masks: true }))) {
    if (seen >= limit) break
    signal.throwIfAborted()
    if (seen++ < skip) continue
    const features = known?.get(featureKey(record.image?.path ?? record.id)) ?? []
    yield describeRecord(record, [
      ...(await measuredFacts(record, dataset, { ...source, signal, report })),
      ...features
    ])
  }
}

type Reading = { readonly signal: AbortSignal; readonly report: Report }

const readOptions = ({ boxes }: Pick<DescriptionSource, 'boxes'>, reading: Reading & { readonly masks: boolean }) => ({
  ...reading,
  ...(boxes === undefined ? {} : { boxesPath: boxes })
})

/** Photographs that cannot be measured are told, and described without. */
async function measuredFacts(
  { id, image, quality }: DatasetRecord,
  { tree }: OpenDataset,
  { measure, signal, report }: Pick<DescriptionSource, 'measure'> & Reading
): Promise<readonly Fact[]> {
  if (!measure || image?.state !== 'present') return []
  try {
    return ownFeatures(await measure(tree.absolute(image.path), signal), quality !== null)
  } catch (error) {
    if (!isAppError(error) || signal.aborted) throw error
    report(problem('unreadable', id, `not measured: ${error.code}`))
    return []
  }
}

/** Reads the set's tables alone, to know how much there is to do. */
async function recordCount(source: DescriptionSource, signal: AbortSignal): Promise<number> {
  const dataset = await openDataset(source.adapter, source.data)
  const records = dataset.records(readOptions(source, { signal, report: unheard, masks: false }))
  let count = 0
  for (let next = await records.next(); next.done !== true; next = await records.next()) {
    signal.throwIfAborted()
    if (++count >= (source.limit ?? Infinity)) break
  }
  return count
}
