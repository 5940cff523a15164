import { constants } from 'node:fs'
import { access, mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { isAppError } from '#shared/contract/errors.ts'
import { type EvaluateContext, evaluate } from '../evaluation/evaluate.ts'
import { openModels } from '../evaluation/look/models.ts'
import { type Scorecard, SplitChoice, SuiteName } from '../evaluation/scorecard.ts'
import { readSplit } from '../evaluation/split/splitFile.ts'
import { writeError } from '../storage/fileErrors.ts'
import { writeFileAtomically } from '../storage/writeFile.ts'
import { progressBar } from './console.ts'
import { scorecardLines } from './evaluateSummary.ts'
import { EXIT, type ExitCode } from './exitCodes.ts'
import { describeError } from './remedies.ts'
import type { Workbench } from './workbench.ts'

export type EvaluateOptions = {
  readonly data: string
  readonly suite: string
  readonly json: string
  readonly split: string
  readonly limit?: number
  readonly timed: number
  readonly threads?: number
  readonly cpu?: boolean
}

/** Scores the app's networks over a folder of labelled photographs and leaves a scorecard. */
export async function evaluateFolder(bench: Workbench, options: EvaluateOptions): Promise<ExitCode> {
  const suites = options.suite.split(',').map((name) => SuiteName.safeParse(name.trim()))
  const split = SplitChoice.safeParse(options.split)
  const names = suites.flatMap((suite) => (suite.success ? [suite.data] : []))
  if (names.length < suites.length || !split.success) {
    bench.console.err(`Suites: ${SuiteName.options.join(', ')}. Splits: ${SplitChoice.options.join(', ')}.`)
    return EXIT.usage
  }
  const vision = bench.openVision()
  try {
    await ensureWritable(options.json)
    const scorecard = await evaluate(
      {
        folder: options.data,
        suites: [...new Set(names)],
        split: split.data,
        limit: options.limit ?? null,
        timed: options.timed
      },
      await contextOf(bench, options, vision)
    )
    await writeFileAtomically(options.json, Buffer.from(`${JSON.stringify(scorecard, undefined, 2)}\n`))
    for (const line of scorecardLines(scorecard)) bench.console.out(line)
    return exitCodeOf(scorecard)
  } catch (error) {
    bench.console.progress('')
    if (bench.signal.aborted) {
      bench.console.err('Cancelled; nothing was written.')
      return EXIT.cancelled
    }
    if (!isAppError(error)) throw error
    bench.console.err(
      isAppError(error, 'dataset.unusable') ? `${error.code}: ${error.detail.problem}` : describeError(error)
    )
    return EXIT.failed
  } finally {
    vision.close()
  }
}

/** Hours of scoring must not end at a folder that cannot be written. @throws AppError file.*. */
async function ensureWritable(path: string): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true })
    await access(dirname(path), constants.W_OK)
  } catch (error) {
    throw writeError(error)
  }
}

async function contextOf(
  bench: Workbench,
  options: EvaluateOptions,
  vision: ReturnType<Workbench['openVision']>
): Promise<EvaluateContext> {
  const setup = bench.visionSetup(options)
  const { signal, now } = bench
  return {
    evaluated: await openModels(setup),
    split: await readSplit(join(bench.resources.evaluation, 'split.json')),
    analyseWhole: async (path) => {
      const source = { kind: 'file', path } as const
      return (await vision.request('analyse', { setup, source, remarks: [] }, { signal })).cost
    },
    signal,
    now,
    onProgress: (progress) => bench.console.progress(progressBar(progress))
  }
}

function exitCodeOf({ suites }: Scorecard): ExitCode {
  const scored = suites.filter(({ state }) => state === 'scored')
  if (scored.length === 0) return EXIT.failed
  const whole = scored.length === suites.length && scored.every(({ failures }) => Object.keys(failures).length === 0)
  return whole ? EXIT.done : EXIT.partly
}
