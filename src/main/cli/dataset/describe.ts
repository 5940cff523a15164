import type { Progress } from '#shared/domain/job.ts'
import type { Making } from '../../dataset/card/datasetCard.ts'
import {
  type DescriptionSource,
  type Measure,
  describeDataset,
  descriptionsOf
} from '../../dataset/run/describeDataset.ts'
import type { DatasetProblem } from '../../dataset/source/problem.ts'
import { writeFileAtomically } from '../../storage/writeFile.ts'
import { progressBar } from '../console.ts'
import { EXIT, type ExitCode } from '../exitCodes.ts'
import type { Workbench } from '../workbench.ts'
import { type CardBench, leaveCard } from './cards.ts'
import { failed } from './failed.ts'
import type { DescribeSettings } from './settings.ts'

type Bench = CardBench & Pick<Workbench, 'console' | 'openVision' | 'visionSetup'>

/** Descriptions that `--dry-run` shows. */
const SHOWN = 3

/** Describes a set's records, one line of JSON each; a run that was cut short goes on where it stopped. */
export async function describe(
  bench: Bench,
  { measure: isMeasured, ...settings }: DescribeSettings
): Promise<ExitCode> {
  const { console, signal } = bench
  const vision = isMeasured ? bench.openVision() : undefined
  const setup = bench.visionSetup(settings)
  const measure: Measure | undefined =
    vision &&
    (async (path) => {
      const source = { kind: 'file', path } as const
      return (await vision.request('analyse', { setup, source, remarks: [] }, { signal })).analysis
    })
  try {
    const source: DescriptionSource = { ...settings, ...(measure ? { measure } : {}) }
    if (settings.dryRun) return await show(bench, source)
    const onProgress = (progress: Progress): void => console.progress(progressBar(progress))
    const { described, problems } = await describeDataset({ ...source, out: settings.out }, onProgress, signal)
    console.out(`${described} described`)
    if (settings.problems !== undefined) await writeProblems(settings.problems, problems)
    await leaveCard(
      bench,
      { file: settings.out, made: makingOf(settings, isMeasured, problems), sources: [] },
      settings.card
    )
    return said(bench, described, problems)
  } catch (error) {
    return failed(bench, error)
  } finally {
    vision?.close()
  }
}

function makingOf(
  { adapter, automorph, limit }: Omit<DescribeSettings, 'measure'>,
  measured: boolean,
  problems: readonly DatasetProblem[]
): Making {
  const kinds = Map.groupBy(problems, ({ kind }) => kind)
  const counts = Object.fromEntries([...kinds].map(([kind, all]) => [kind, all.length]))
  return {
    command: 'describe',
    adapter,
    automorph: automorph !== undefined,
    measured,
    limit: limit ?? null,
    problems: counts
  }
}

async function show(bench: Bench, source: DescriptionSource): Promise<ExitCode> {
  const problems: DatasetProblem[] = []
  const limit = Math.min(source.limit ?? SHOWN, SHOWN)
  const report = (found: DatasetProblem): void => void problems.push(found)
  let shown = 0
  for await (const { id, text } of descriptionsOf({ ...source, limit, report }, bench.signal)) {
    bench.console.out(`${id}: ${text}`)
    shown++
  }
  bench.console.out(`${shown} described, nothing written`)
  return said(bench, shown, problems)
}

/** By kind only: the names of one's own files may say whose eyes they show. */
function said({ console }: Bench, described: number, problems: readonly DatasetProblem[]): ExitCode {
  for (const [kind, all] of Map.groupBy(problems, (one) => one.kind)) {
    console.err(`${kind}: ${all.length} (--problems FILE lists them)`)
  }
  if (described === 0) return EXIT.failed
  return problems.length === 0 ? EXIT.done : EXIT.partly
}

const writeProblems = (path: string, problems: readonly DatasetProblem[]): Promise<void> =>
  writeFileAtomically(path, Buffer.from(problems.map((one) => `${JSON.stringify(one)}\n`).join('')))
