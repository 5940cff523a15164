import type { PackTask } from '../models/card.ts'
import type { EvaluationCase } from './cases/evaluationCase.ts'
import { spread } from './cases/spread.ts'
import type { EvaluatedModels } from './look/models.ts'
import { negativeCases } from './negatives/negativeCases.ts'
import type { SplitChoice, PhotographSuite } from './scorecard.ts'
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
  readonly suites: readonly PhotographSuite[]
  readonly split: SplitChoice
  /** Photographs a dataset for each suite. */
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
  const limited = [...Map.groupBy(cases, ({ dataset }) => dataset).values()].flatMap((part) =>
    stepsOver(part, planned, options.limit)
  )
  const gate = planned.filter(({ suite, usable }) => suite.name === 'quality' && usable.size > 0)
  const negatives = gate.flatMap(({ suite }) =>
    negativeCases(limited.map((step) => step.case)).map((one) => ({ case: one, suites: [suite] }))
  )
  return { suites: planned, steps: [...limited, ...negatives] }
}

/**
 * The photographs of one set that suites look at: each suite at as many as the limit allows, spread over those that it can use,
 * and where it can at the same ones as the suites before it.
 */
function stepsOver(
  cases: readonly EvaluationCase[],
  planned: readonly { readonly suite: RunningSuite; readonly usable: ReadonlySet<EvaluationCase> }[],
  limit: number | null
): Plan['steps'] {
  const suitesOf = new Map<EvaluationCase, RunningSuite[]>()
  for (const { suite, usable } of planned) {
    const candidates = cases.filter((one) => usable.has(one))
    const shared = spread(
      candidates.filter((one) => suitesOf.has(one)),
      limit
    )
    const others = candidates.filter((one) => !suitesOf.has(one))
    const more = spread(others, limit === null ? null : limit - shared.length)
    for (const one of [...shared, ...more]) suitesOf.set(one, [...(suitesOf.get(one) ?? []), suite])
  }
  return cases.flatMap((one) => {
    const suites = suitesOf.get(one)
    return suites ? [{ case: one, suites }] : []
  })
}
