import type { Observed } from './suites/suite.ts'
import { merged, meanOf, scoresOf } from './suites/suite.ts'
import type { Scores } from './scoreTree.ts'

/** What one whole analysis by the vision engine took. */
export type Cost = { readonly seconds: number; readonly peakRssMb: number }

/** Mean seconds and the engine's largest resident set over the photographs that were analysed whole. */
export function costScores(costs: readonly Observed<Cost>[]): Scores {
  const sizes = costs.map(({ peakRssMb }) => peakRssMb)
  return merged(
    meanOf(costs, 'time.seconds_per_image', ({ seconds }) => seconds),
    scoresOf(costs, (weights) => ({
      'time.peak_rss_mb': sizes.reduce((most, size, i) => ((weights[i] ?? 0) > 0 ? Math.max(most, size) : most), 0)
    }))
  )
}
