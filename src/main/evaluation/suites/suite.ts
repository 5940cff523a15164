import { isAppError } from '#shared/contract/errors.ts'
import type { PackTask } from '../../models/card.ts'
import type { CaseTruth } from '../cases/evaluationCase.ts'
import type { Look } from '../look/look.ts'
import { bootstrap } from '../metrics/bootstrap.ts'
import { weightedMean } from '../metrics/weights.ts'
import type { Score, PhotographSuite } from '../scorecard.ts'
import type { Scores } from '../scoreTree.ts'

/** A photograph's part of a score, with the group that the bootstrap keeps together. */
export type Observed<R> = R & { readonly group: string }

/** How a suite turns photographs into scores: what it notes of each, and what the notes add up to. */
export type SuiteDefinition<R> = {
  readonly name: PhotographSuite
  readonly pack: PackTask
  /** Whether a photograph has the labels. */
  readonly wants: (truth: CaseTruth) => boolean
  /** @throws AppError when the photograph or one of its masks cannot be used. */
  readonly observe: (look: Look) => Promise<R>
  readonly score: (records: readonly Observed<R>[]) => Scores
}

/** A suite at work. */
export type RunningSuite = {
  readonly name: PhotographSuite
  readonly pack: PackTask
  readonly wants: (truth: CaseTruth) => boolean
  /** Notes a photograph; the error's code where it could not be used. */
  readonly add: (look: Look) => Promise<string | undefined>
  readonly scores: () => { readonly pooled: Scores; readonly byDataset: ReadonlyMap<string, Scores> }
}

/** Starts a suite; its notes stay inside. */
export function startSuite<R>({ name, pack, wants, observe, score }: SuiteDefinition<R>): RunningSuite {
  const records = new Map<string, Observed<R>[]>()
  return {
    name,
    pack,
    wants,
    add: async (look) => {
      try {
        const record = { ...(await observe(look)), group: look.case.group }
        const known = records.get(look.case.dataset)
        if (known) known.push(record)
        else records.set(look.case.dataset, [record])
        return undefined
      } catch (error) {
        if (isAppError(error)) return error.code
        throw error
      }
    },
    scores: () => {
      const pooled = score([...records.values()].flat())
      // The bootstrap is the dearest part: a set on its own is not scored twice.
      const scoreOf = (part: readonly Observed<R>[]): Scores => (records.size === 1 ? pooled : score(part))
      return { pooled, byDataset: new Map([...records].map(([dataset, part]) => [dataset, scoreOf(part)])) }
    }
  }
}

/** Numbers of the records, each by its name; those without a value are left out. */
export function scoresOf<R>(
  records: readonly Observed<R>[],
  statistics: (weights: Float64Array) => Readonly<Record<string, number>>
): Scores {
  return records.length === 0
    ? new Map()
    : bootstrap(
        records.map(({ group }) => group),
        statistics
      )
}

/** The mean of a value over the records that have it. */
export function meanOf<R>(
  records: readonly Observed<R>[],
  name: string,
  valueOf: (record: Observed<R>) => number | undefined
): Scores {
  const having = records.flatMap((record) => {
    const value = valueOf(record)
    return value === undefined ? [] : [{ group: record.group, value }]
  })
  const values = having.map(({ value }) => value)
  return scoresOf(having, (weights) => ({ [name]: weightedMean(values, weights) }))
}

export const merged = (...parts: readonly Scores[]): Scores =>
  new Map<string, Score>(parts.flatMap((part) => [...part]))
