import { AppError } from '#shared/contract/errors.ts'
import { readAutomorph } from '../../dataset/describe/automorphFeatures.ts'
import { describeRecord } from '../../dataset/describe/describe.ts'
import { ResumableFile } from '../../dataset/jsonl/resumableFile.ts'
import { openDataset } from '../../dataset/openDataset.ts'
import { AdapterName } from '../../dataset/record.ts'
import type { DatasetProblem } from '../../dataset/source/problem.ts'
import { writeFileAtomically } from '../../storage/writeFile.ts'
import { EXIT, type ExitCode } from '../exitCodes.ts'
import type { Workbench } from '../workbench.ts'
import { failed } from './failed.ts'

export type DescribeOptions = {
  readonly adapter: string
  readonly data: string
  readonly out: string
  readonly automorph?: string
  readonly boxes?: string
  readonly problems?: string
  readonly limit?: number
  readonly dryRun?: boolean
}

type Bench = Pick<Workbench, 'console' | 'signal'>

/** Descriptions that `--dry-run` shows. */
const SHOWN = 3

/** Describes a set's records, one line of JSON each; a run that was cut short goes on where it stopped. */
export async function describeDataset(bench: Bench, options: DescribeOptions): Promise<ExitCode> {
  const problems: DatasetProblem[] = []
  try {
    const described = await run(bench, options, (problem) => void problems.push(problem))
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

async function run(
  { console, signal }: Bench,
  options: DescribeOptions,
  report: (problem: DatasetProblem) => void
): Promise<number> {
  const name = adapterNamed(options.adapter)
  const dataset = await openDataset(name, options.data)
  const measured =
    options.automorph === undefined ? new Map() : await readAutomorph(options.automorph, { signal, report })
  const { dryRun = false, limit = Infinity, boxes } = options
  const { automorph = null } = options
  const settings = { adapter: name, data: options.data, automorph, boxes: boxes ?? null }
  const file = dryRun ? undefined : await ResumableFile.open(options.out, settings)
  let seen = 0
  try {
    const read = { signal, report, masks: true, ...(boxes === undefined ? {} : { boxesPath: boxes }) }
    for await (const record of dataset.records(read)) {
      if (seen >= (dryRun ? Math.min(limit, SHOWN) : limit)) break
      signal.throwIfAborted()
      const description = describeRecord(record, measured)
      if (dryRun) console.out(`${description.id}: ${description.text}`)
      if (file && seen >= file.done) await file.append(JSON.stringify(description))
      console.progress(`describe ${++seen}`)
    }
  } catch (error) {
    await file?.close()
    throw error
  }
  await file?.finish()
  return seen
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
  writeFileAtomically(path, Buffer.from(problems.map((problem) => `${JSON.stringify(problem)}\n`).join('')))
