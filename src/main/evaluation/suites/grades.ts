import { gradeBy, type GradeScale } from '#shared/domain/grade.ts'
import { quadraticKappa } from '../metrics/agreement.ts'
import { calibrationError } from '../metrics/calibrationError.ts'
import { rocArea } from '../metrics/ranking.ts'
import { weightedMean } from '../metrics/weights.ts'
import type { Scores } from '../scoreTree.ts'
import { type Observed, type SuiteDefinition, meanOf, merged, scoresOf } from './suite.ts'

/** A level that was told, the app's level and the probability that it claims for it. */
type Graded = { readonly truth: number; readonly level: number; readonly claimed: number }

/** Undefined where the photograph has no grade on the scale. */
type Note = {
  readonly icdr: Graded | undefined
  readonly dme: Graded | undefined
  readonly referable: (Graded & { readonly probability: number }) | undefined
}

const ICDR_LEVELS = 5
const DME_LEVELS = 3

/** The classifier's grades as the app shows them. */
export const gradeSuite: SuiteDefinition<Note> = {
  name: 'grades',
  pack: 'grades',
  wants: ({ icdr, dmeRisk, referable }) => [icdr, dmeRisk, referable].some((label) => label !== undefined),
  observe: async (look) => {
    const { truth } = look.case
    const { grades } = await look.grades()
    const graded = (scale: GradeScale, level: number | undefined): Graded | undefined => {
      const found = gradeBy(grades, scale, 'classifier')
      return level === undefined || !found
        ? undefined
        : { truth: level, level: found.level, claimed: found.probability }
    }
    const referable = graded('referable', truth.referable === undefined ? undefined : Number(truth.referable))
    const probability = gradeBy(grades, 'referable', 'classifier')?.distribution[1] ?? 0
    return {
      icdr: graded('icdr', truth.icdr),
      dme: graded('dmeRisk', truth.dmeRisk),
      referable: referable && { ...referable, probability }
    }
  },
  score: (records) => {
    const icdr = having(records, ({ icdr: one }) => one)
    const dme = having(records, ({ dme: one }) => one)
    return merged(
      kappaOf(icdr, 'grades.icdr_qwk', ICDR_LEVELS),
      meanOf(icdr, 'grades.icdr_accuracy', ({ truth, level }) => Number(truth === level)),
      calibrationOf(icdr, 'calibration.icdr.ece'),
      kappaOf(dme, 'grades.dme_qwk', DME_LEVELS),
      calibrationOf(dme, 'calibration.dme.ece'),
      referableScores(having(records, ({ referable }) => referable))
    )
  }
}

function having<T>(records: readonly Observed<Note>[], pick: (note: Note) => T | undefined): Observed<T>[] {
  return records.flatMap((record) => {
    const one = pick(record)
    return one === undefined ? [] : [{ ...one, group: record.group }]
  })
}

function kappaOf(records: readonly Observed<Graded>[], name: string, levels: number): Scores {
  const [truth, rated] = [records.map((one) => one.truth), records.map((one) => one.level)]
  return scoresOf(records, (weights) => ({ [name]: quadraticKappa(truth, rated, { levels, weights }) }))
}

/** Of the level that is shown. */
function calibrationOf(records: readonly Observed<Graded>[], name: string): Scores {
  const claimed = records.map((one) => one.claimed)
  const came = records.map(({ truth, level }) => truth === level)
  return scoresOf(records, (weights) => ({ [name]: calibrationError(claimed, came, weights) }))
}

function referableScores(records: readonly Observed<NonNullable<Note['referable']>>[]): Scores {
  const truth = records.map((one) => one.truth === 1)
  const probability = records.map((one) => one.probability)
  const area = rocArea(truth, probability)
  const shareOf = (name: string, level: number): Scores => {
    const part = records.filter((one) => one.truth === level)
    const right = part.map((one) => Number(one.level === level))
    return scoresOf(part, (weights) => ({ [name]: weightedMean(right, weights) }))
  }
  return merged(
    scoresOf(records, (weights) => ({
      'grades.referable_auc': area(weights),
      'calibration.referable.ece': calibrationError(probability, truth, weights)
    })),
    shareOf('grades.referable_sensitivity', 1),
    shareOf('grades.referable_specificity', 0)
  )
}
