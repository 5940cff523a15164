import { OdirCondition } from '#shared/domain/grade.ts'
import type { CaseTruth, Condition } from '../cases/evaluationCase.ts'
import { calibrationError } from '../metrics/calibrationError.ts'
import { rocArea } from '../metrics/ranking.ts'
import { type Weights, weightedMean } from '../metrics/weights.ts'
import type { Scores } from '../scoreTree.ts'
import { type Observed, type SuiteDefinition, merged, scoresOf } from './suite.ts'

type Note = {
  readonly probability: ReadonlyMap<Condition, number>
  readonly truth: NonNullable<CaseTruth['conditions']>
  readonly pathologicalMyopia: boolean | undefined
  readonly highMyopia: boolean | undefined
}

/** ODIR's conditions; pathological myopia also where a set judges it alone, high myopia where there is no worse. */
export const conditionSuite: SuiteDefinition<Note> = {
  name: 'conditions',
  pack: 'grades',
  wants: ({ conditions, pathologicalMyopia, highMyopia }) =>
    conditions !== undefined || pathologicalMyopia !== undefined || highMyopia !== undefined,
  observe: async (look) => {
    const { conditions } = await look.grades()
    const { truth } = look.case
    return {
      probability: new Map(conditions.map(({ condition, probability }) => [condition, probability])),
      truth: truth.conditions ?? {},
      pathologicalMyopia: truth.pathologicalMyopia,
      highMyopia: truth.highMyopia
    }
  },
  score: (records) => {
    const claims = OdirCondition.options.map((condition) => ({
      condition,
      ...claimsOf(records, condition, ({ truth }) => truth[condition])
    }))
    const myopia = claimsOf(records, 'pathologicalMyopia', ({ pathologicalMyopia }) => pathologicalMyopia)
    const high = claimsOf(records, 'highMyopia', ({ highMyopia }) => highMyopia)
    return merged(
      ...claims.map(({ condition, ...one }) => areaScore(one, `conditions.auc.${condition}`)),
      macroScores(records, claims),
      areaScore(myopia, 'conditions.myopia_auc'),
      areaScore(high, 'conditions.high_myopia_auc')
    )
  }
}

/** One condition over the records that know of it and were told of it; `at` are the records' places in the whole list. */
type Claims = {
  readonly known: readonly Observed<object>[]
  readonly at: readonly number[]
  readonly truth: readonly boolean[]
  readonly probability: readonly number[]
  readonly area: (weights?: Weights) => number
}

function claimsOf(
  records: readonly Observed<Note>[],
  condition: Condition,
  truthOf: (record: Note) => boolean | undefined
): Claims {
  const isTold = ({ probability }: Note): boolean => probability.has(condition)
  const at = records.flatMap((record, i) => (truthOf(record) !== undefined && isTold(record) ? [i] : []))
  const known = at.flatMap((i) => records[i] ?? [])
  const truth = known.map((record) => truthOf(record) ?? false)
  const probability = known.map((record) => record.probability.get(condition) ?? 0)
  return { known, at, truth, probability, area: rocArea(truth, probability) }
}

const areaScore = ({ known, area }: Omit<Claims, 'at'>, name: string): Scores =>
  scoresOf(known, (weights) => ({ [name]: area(weights) }))

/** The mean area over the conditions that have both sick and well, and how far all probabilities can be believed. */
function macroScores(records: readonly Observed<Note>[], claims: readonly Claims[]): Scores {
  const usable = claims.filter(({ area }) => Number.isFinite(area()))
  if (usable.length === 0) return new Map()
  const probability = usable.flatMap((one) => one.probability)
  const truth = usable.flatMap((one) => one.truth)
  const labelled = records.flatMap((record, i) => (usable.some(({ at }) => at.includes(i)) ? [{ ...record, i }] : []))
  return scoresOf(labelled, (drawn) => {
    const weights = new Float64Array(records.length)
    for (const [k, { i }] of labelled.entries()) weights[i] = drawn[k] ?? 0
    const each = usable.map(({ at }) => at.map((i) => weights[i] ?? 0))
    return {
      'conditions.macro_auc': weightedMean(usable.map(({ area }, k) => area(each[k]))),
      'calibration.conditions.ece': calibrationError(probability, truth, each.flat())
    }
  })
}
