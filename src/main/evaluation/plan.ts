import type { PackTask } from '../models/card.ts'
import type { EvaluationCase } from './cases/evaluationCase.ts'
import { spread } from './cases/spread.ts'
import type { EvaluatedModels } from './look/models.ts'
import { negativeCases } from './negatives/negativeCases.ts'
import type { SplitChoice, SuiteName } from './scorecard.ts'
import { heldOutOf } from './split/heldOut.ts'
import type { FoldOf } from './split/splitFile.ts'
import type { RunningSuite } from './suites/suite.ts'
import { startNamed } from './suites/suites.ts'

/** A suite, and what stands in its way or was left out for it before it began. */
export type PlannedSuite = {
  readonly suite: RunningSuite
  /** The error's code where the pack is missing or cannot be used. */
  readonly withoutPack: string | null
  readonly labelled: number
  readonly trainedOn: number
}

/** Photographs in their order, each with the suites that look at it. */
export type Plan = {
  readonly suites: readonly PlannedSuite[]
  readonly steps: readonly { readonly case: EvaluationCase; readonly suites: readonly RunningSuite[] }[]
}

export type PlanOptions = {
  readonly suites: readonly SuiteName[]
  readonly split: SplitChoice
  /** Photographs a dataset. */
  readonly limit: number | null
}

/** Decides which suites look at which photographs: those with the labels that the suite's pack has not been trained on. */
export function planEvaluation(
  cases: readonly EvaluationCase[],
  options: PlanOptions,
  { evaluated, split }: { readonly evaluated: EvaluatedModels; readonly split: { seed: string; foldOf: FoldOf } }
): Plan {
  const heldOut = (pack: PackTask): ((photograph: EvaluationCase) => boolean) => {
    const card = evaluated.cardOf(pack)
    return card ? heldOutOf(card, split, options.split) : () => false
  }
  const planned = options.suites.map((name) => {
    const suite = startNamed(name)
    const labelled = cases.filter(({ truth }) => suite.wants(truth))
    const loaded = evaluated.models[suite.pack]
    const usable = new Set(loaded.ok ? labelled.filter(heldOut(suite.pack)) : [])
    const trainedOn = loaded.ok ? labelled.length - usable.size : 0
    return { suite, withoutPack: loaded.ok ? null : loaded.reason, labelled: labelled.length, trainedOn, usable }
  })
  const steps = cases.map((one) => ({
    case: one,
    suites: planned.filter(({ usable }) => usable.has(one)).map(({ suite }) => suite)
  }))
  const limited = [...Map.groupBy(steps, (step) => step.case.dataset).values()].flatMap((part) =>
    spread(
      part.filter(({ suites }) => suites.length > 0),
      options.limit
    )
  )
  const gate = planned.filter(({ suite, usable }) => suite.name === 'quality' && usable.size > 0)
  const negatives = gate.flatMap(({ suite }) =>
    negativeCases(limited.map((step) => step.case)).map((one) => ({ case: one, suites: [suite] }))
  )
  return { suites: planned, steps: [...limited, ...negatives] }
}
