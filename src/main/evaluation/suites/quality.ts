import { QualityLevel } from '#shared/domain/quality.ts'
import { calibrationError } from '../metrics/calibrationError.ts'
import { rocArea } from '../metrics/ranking.ts'
import { type Observed, type SuiteDefinition, meanOf, merged, scoresOf } from './suite.ts'

type Note = {
  readonly isFundus: boolean
  readonly accepted: boolean
  /** Undefined where nobody judged the photograph. */
  readonly level: { readonly truth: QualityLevel; readonly claimed: Readonly<Record<QualityLevel, number>> } | undefined
}

/**
 * The gate over every photograph, whatever it shows, and over pictures that are none; the area tells photographs that can be
 * graded from those that a reader rejected.
 */
export const qualitySuite: SuiteDefinition<Note> = {
  name: 'quality',
  pack: 'quality',
  wants: () => true,
  observe: async (look) => {
    const { fundus, quality } = look.case.truth
    const { accepted, verdict } = await look.gate()
    const level = quality === undefined ? undefined : { truth: quality, claimed: verdict.levels }
    return { isFundus: fundus, accepted, level }
  },
  score: (records) => {
    const judged = records.flatMap(({ group, level }) => (level ? [{ group, ...level }] : []))
    return merged(
      meanOf(records, 'quality.gate_accept', ({ isFundus, accepted }) => (isFundus ? Number(accepted) : undefined)),
      meanOf(records, 'quality.gate_reject', ({ isFundus, accepted }) => (isFundus ? undefined : Number(!accepted))),
      levelScores(judged)
    )
  }
}

function levelScores(judged: readonly Observed<NonNullable<Note['level']>>[]) {
  const gradable = judged.map(({ truth }) => truth !== 'reject')
  const area = rocArea(
    gradable,
    judged.map(({ claimed }) => 1 - claimed.reject)
  )
  const shown = judged.map(({ claimed }) => mostLikely(claimed))
  const came = judged.map(({ truth }, i) => truth === shown[i]?.level)
  return scoresOf(judged, (weights) => ({
    'quality.auc': area(weights),
    'calibration.quality.ece': calibrationError(
      shown.map(({ probability }) => probability),
      came,
      weights
    )
  }))
}

function mostLikely(claimed: Readonly<Record<QualityLevel, number>>): { level: QualityLevel; probability: number } {
  const [first = 'good', ...others] = QualityLevel.options
  const level = others.reduce((best, next) => (claimed[next] > claimed[best] ? next : best), first)
  return { level, probability: claimed[level] }
}
