import { AppError, isAppError } from '#shared/contract/errors.ts'
import { featureKey, readAutomorph } from '../../dataset/describe/automorphFeatures.ts'
import { describeRecord } from '../../dataset/describe/describe.ts'
import type { Fact } from '../../dataset/describe/description.ts'
import { ownFeatures } from '../../dataset/describe/ownFeatures.ts'
import { ResumableFile } from '../../dataset/jsonl/resumableFile.ts'
import { openDataset } from '../../dataset/openDataset.ts'
import { AdapterName, type DatasetRecord } from '../../dataset/record.ts'
import type { FolderTree } from '../../dataset/source/folderTree.ts'
import { type DatasetProblem, problem } from '../../dataset/source/problem.ts'
import { writeFileAtomically } from '../../storage/writeFile.ts'
import { EXIT, type ExitCode } from '../exitCodes.ts'
import type { Workbench } from '../workbench.ts'
import { failed } from './failed.ts'

export type DescribeOptions = {
  readonly adapter: string
  readonly data: string
  readonly out: string
  readonly automorph?: string
  readonly measure?: boolean
  readonly threads?: number
  readonly cpu?: boolean
  readonly boxes?: string
  readonly problems?: string
  readonly limit?: number
  readonly dryRun?: boolean
}

type Bench = Pick<Workbench, 'console' | 'signal' | 'openVision' | 'visionSetup'>

/** Descriptions that `--dry-run` shows. */
const SHOWN = 3

/** Describes a set's records, one line of JSON each; a run that was cut short goes on where it stopped. */
export async function describeDataset(bench: Bench, options: DescribeOptions): Promise<ExitCode> {
  const problems: DatasetProblem[] = []
  try {
    const described = await run(bench, options, (found) => void problems.push(found))
    bench.console.progress('')
    bench.console.out(`${described} described${options.dryRun ? ', nothing written' : ''}`)
    for (const line of problemLines(problems)) bench.console.err(line)
    if (options.problems !== undefined) await writeProblems(options.problems, problems)
    if (described === 0) return EXIT.failed
    return problems.length === 0 ? EXIT.done : EXIT.partly
  } catch (error) {
    return failed(bench, error)
  }
}

async function run(bench: Bench, options: DescribeOptions, report: Report): Promise<number> {
  const { console, signal } = bench
  const { dryRun = false, limit = Infinity, boxes, data, automorph, measure = false } = options
  const name = adapterNamed(options.adapter)
  const dataset = await openDataset(name, data)
  const measured = await measuredFacts(bench, options, report)
  const settings = { adapter: name, data, automorph: automorph ?? null, boxes: boxes ?? null, measure }
  const file = dryRun ? undefined : await ResumableFile.open(options.out, settings)
  let seen = 0
  try {
    const read = { signal, report, masks: true, ...(boxes === undefined ? {} : { boxesPath: boxes }) }
    for await (const record of dataset.records(read)) {
      if (seen >= (dryRun ? Math.min(limit, SHOWN) : limit)) break
      signal.throwIfAborted()
      if (!file || seen >= file.done) {
        const description = describeRecord(record, await measured.of(record, dataset.tree))
        if (file) await file.append(JSON.stringify(description))
        else console.out(`${description.id}: ${description.text}`)
      }
      console.progress(`describe ${++seen}`)
    }
  } catch (error) {
    await file?.close()
    throw error
  } finally {
    measured.close()
  }
  await file?.finish()
  return seen
}

type Report = (problem: DatasetProblem) => void
type Measured = {
  readonly of: (record: DatasetRecord, tree: FolderTree) => Promise<readonly Fact[]>
  readonly close: () => void
}

/** Features of AutoMorph's tables, and RetinaDesk's own where they are wanted. */
async function measuredFacts(bench: Bench, options: DescribeOptions, report: Report): Promise<Measured> {
  const { signal } = bench
  const { automorph, measure = false } = options
  const tables = automorph === undefined ? undefined : await readAutomorph(automorph, { signal, report })
  const vision = measure ? bench.openVision() : undefined
  const setup = bench.visionSetup(options)
  return {
    of: async (record, tree) => {
      const name = record.image?.path ?? record.id
      const known = tables?.get(featureKey(name)) ?? []
      if (!vision || record.image?.state !== 'present') return known
      try {
        const source = { kind: 'file', path: tree.absolute(record.image.path) } as const
        const { analysis } = await vision.request('analyse', { setup, source, remarks: [] }, { signal })
        return [...ownFeatures(analysis, record.quality !== null), ...known]
      } catch (error) {
        if (!isAppError(error) || signal.aborted) throw error
        report(problem('unreadable', record.id, `not measured: ${error.code}`))
        return known
      }
    },
    close: () => vision?.close()
  }
}

function adapterNamed(text: string): AdapterName {
  const name = AdapterName.safeParse(text)
  if (name.success) return name.data
  throw new AppError('dataset.unusable', {
    problem: `there is no adapter ${text}; give one of ${AdapterName.options.join(', ')}`
  })
}

/** By kind only: the names of one's own files may say whose eyes they show. */
function problemLines(problems: readonly DatasetProblem[]): string[] {
  const kinds = Map.groupBy(problems, ({ kind }) => kind)
  return [...kinds].map(([kind, all]) => `${kind}: ${all.length} (--problems FILE lists them)`)
}

const writeProblems = (path: string, problems: readonly DatasetProblem[]): Promise<void> =>
  writeFileAtomically(path, Buffer.from(problems.map((one) => `${JSON.stringify(one)}\n`).join('')))
