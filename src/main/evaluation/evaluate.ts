import { isAppError } from '#shared/contract/errors.ts'
import type { Progress } from '#shared/domain/job.ts'
import type { EvaluationCase } from './cases/evaluationCase.ts'
import { spread } from './cases/spread.ts'
import { type Cost, costScores } from './cost.ts'
import { type EvaluatedModels, modelUses } from './look/models.ts'
import { lookAt } from './look/look.ts'
import { BOOTSTRAP_DRAWS } from './metrics/bootstrap.ts'
import { type Plan, type PlanOptions, type PlannedSuite, planEvaluation } from './plan.ts'
import { casesIn } from './readers.ts'
import { SCORECARD_SCHEMA, Scorecard, type SuiteOutcome } from './scorecard.ts'
import { type Scores, scoreTree } from './scoreTree.ts'
import type { FoldOf } from './split/splitFile.ts'
import { type Observed, merged } from './suites/suite.ts'

export type EvaluateOptions = PlanOptions & {
  readonly folder: string
  /** Photographs a dataset that are analysed whole by the engine, for time and memory. */
  readonly timed: number
}

export type EvaluateContext = {
  readonly evaluated: EvaluatedModels
  readonly split: { readonly seed: string; readonly foldOf: FoldOf }
  /** Analyses a file as the app does and tells what that cost. @throws AppError image.*, file.*, engine.*. */
  readonly analyseWhole: (path: string) => Promise<Cost>
  readonly signal: AbortSignal
  readonly onProgress: (progress: Progress) => void
  readonly now: () => number
}

/**
 * Scores the app's networks, through the app's own code, over a folder of labelled photographs.
 * @throws AppError file.*, dataset.unusable; the signal's reason when cancelled.
 */
export async function evaluate(options: EvaluateOptions, context: EvaluateContext): Promise<Scorecard> {
  const read: string[] = []
  context.onProgress({ stage: 'reading', done: 0, total: 1 })
  const cases = await casesIn(options.folder, { signal: context.signal, remark: (text) => void read.push(text) })
  context.signal.throwIfAborted()
  const plan = planEvaluation(cases, options, context)
  const timed = casesToTime(plan, options.timed)
  const failures = await runSuites(plan, { ...context, also: timed.length })
  const { costs, remarks } = await runTimed(timed, { ...context, before: plan.steps.length })
  const parts = [...plan.suites.map(({ suite }) => suite.scores()), costsBySet(costs)]
  const datasets = [...new Set(parts.flatMap(({ byDataset }) => [...byDataset.keys()]))].toSorted()
  return Scorecard.parse({
    schema: SCORECARD_SCHEMA,
    createdAt: new Date(context.now()).toISOString(),
    app: context.evaluated.app,
    runtime: context.evaluated.runtime,
    models: modelUses(
      context.evaluated,
      plan.suites.map(({ suite }) => suite.pack)
    ),
    split: options.split,
    limit: options.limit,
    interval: `bootstrap 95 % over patients where they are known, else photographs; ${BOOTSTRAP_DRAWS} draws`,
    suites: plan.suites.map((planned) => outcomeOf(planned, plan, failures)),
    remarks: [...read, ...remarks],
    ...scoreTree(merged(...parts.map(({ pooled }) => pooled))),
    by_dataset: Object.fromEntries(
      datasets.map((dataset) => [
        dataset,
        scoreTree(merged(...parts.map(({ byDataset }) => byDataset.get(dataset) ?? NONE)))
      ])
    )
  })
}

const NONE: Scores = new Map()

/** Error codes by suite, one for each photograph that could not be used. */
type Failures = ReadonlyMap<string, readonly string[]>

async function runSuites({ steps }: Plan, context: EvaluateContext & { readonly also: number }): Promise<Failures> {
  const failures = new Map<string, string[]>()
  for (const [done, step] of steps.entries()) {
    context.signal.throwIfAborted()
    context.onProgress({ stage: step.case.dataset, done, total: steps.length + context.also })
    const look = lookAt(step.case, context.evaluated, context.signal)
    for (const suite of step.suites) {
      const failure = await suite.add(look)
      if (failure !== undefined) failures.set(suite.name, [...(failures.get(suite.name) ?? []), failure])
    }
  }
  return failures
}

type TimedCase = { readonly dataset: string; readonly group: string; readonly path: string }

/** A few photographs of each set, spread over those that are scored. */
function casesToTime({ steps }: Plan, each: number): TimedCase[] {
  if (each === 0) return []
  const files = steps.flatMap((step): TimedCase[] => {
    const { dataset, group, image }: EvaluationCase = step.case
    return image.kind === 'file' ? [{ dataset, group, path: image.path }] : []
  })
  return [...Map.groupBy(files, ({ dataset }) => dataset).values()].flatMap((part) => spread(part, each))
}

type Costs = ReadonlyMap<string, readonly Observed<Cost>[]>

async function runTimed(
  cases: readonly TimedCase[],
  context: EvaluateContext & { readonly before: number }
): Promise<{ readonly costs: Costs; readonly remarks: readonly string[] }> {
  const costs = new Map<string, Observed<Cost>[]>()
  const remarks: string[] = []
  const total = context.before + cases.length
  for (const [done, { dataset, group, path }] of cases.entries()) {
    context.signal.throwIfAborted()
    context.onProgress({ stage: 'time', done: context.before + done, total })
    try {
      const cost = await context.analyseWhole(path)
      costs.set(dataset, [...(costs.get(dataset) ?? []), { ...cost, group }])
    } catch (error) {
      if (!isAppError(error)) throw error
      remarks.push(`a photograph of ${dataset} could not be timed: ${error.code}`)
    }
  }
  if (total > 0) context.onProgress({ stage: 'time', done: total, total })
  return { costs, remarks }
}

const costsBySet = (costs: Costs): { readonly pooled: Scores; readonly byDataset: ReadonlyMap<string, Scores> } => ({
  pooled: costScores([...costs.values()].flat()),
  byDataset: new Map([...costs].map(([dataset, part]) => [dataset, costScores(part)]))
})

function outcomeOf(
  { suite, withoutPack, labelled, trainedOn }: PlannedSuite,
  plan: Plan,
  failures: Failures
): SuiteOutcome {
  const failed = failures.get(suite.name) ?? []
  const looked = plan.steps.filter((step) => step.suites.includes(suite)).length
  const photographs = looked - failed.length
  const state = withoutPack !== null ? 'noPack' : photographs > 0 ? 'scored' : failed.length > 0 ? 'failed' : 'noLabels'
  const codes = Object.entries(Object.groupBy(failed, (code) => code))
  return {
    suite: suite.name,
    state,
    reason: withoutPack ?? (state === 'noLabels' && labelled > 0 ? 'trained on every labelled photograph' : null),
    photographs,
    trainedOn,
    failures: Object.fromEntries(codes.map(([code, all]) => [code, all?.length ?? 0]))
  }
}
