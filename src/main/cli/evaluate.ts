import { join } from 'node:path'
import { type EvaluateContext, evaluate } from '../evaluation/evaluate.ts'
import { openModels } from '../evaluation/look/models.ts'
import { PhotographSuite, SplitChoice } from '../evaluation/scorecard.ts'
import { readSplit } from '../evaluation/split/splitFile.ts'
import { progressBar } from './console.ts'
import { EXIT, type ExitCode } from './exitCodes.ts'
import { leaveScorecard } from './scorecardFile.ts'
import type { Workbench } from './workbench.ts'

export type EvaluateOptions = {
  readonly data?: string
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
  const suites = options.suite.split(',').map((name) => PhotographSuite.safeParse(name.trim()))
  const split = SplitChoice.safeParse(options.split)
  const names = suites.flatMap((suite) => (suite.success ? [suite.data] : []))
  if (names.length < suites.length || !split.success) {
    bench.console.err(
      `Suites: ${PhotographSuite.options.join(', ')}; or dialogue or honesty, on its own. Splits: ${SplitChoice.options.join(', ')}.`
    )
    return EXIT.usage
  }
  const { data } = options
  if (data === undefined) {
    bench.console.err('These suites look at photographs: say where they are with --data DIR.')
    return EXIT.usage
  }
  const vision = bench.openVision()
  try {
    return await leaveScorecard(bench, options.json, async () =>
      evaluate(
        {
          folder: data,
          suites: [...new Set(names)],
          split: split.data,
          limit: options.limit ?? null,
          timed: options.timed
        },
        await contextOf(bench, options, vision)
      )
    )
  } finally {
    vision.close()
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
