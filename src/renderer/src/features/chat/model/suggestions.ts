import type { ImageDetail } from '#shared/contract/views.ts'
import { eyeOf } from '#shared/domain/image.ts'

export type Suggestion = 'found' | 'grade' | 'sure' | 'fovea' | 'other' | 'quality' | 'notMeasured' | 'region'

type Situation = {
  readonly images: readonly ImageDetail[]
  readonly active: ImageDetail | undefined
  readonly hasRegion: boolean
}

const MOST = 4

/** Questions that the analysis at hand can answer, the most telling first. */
export function suggestionsFor({ images, active, hasRegion }: Situation): readonly Suggestion[] {
  const analysis = active?.analysis
  if (!analysis) return []
  const eyes = new Set(images.filter((entry) => entry.analysis).map(({ image }) => eyeOf(image)))
  const fits: readonly (readonly [Suggestion, boolean])[] = [
    ['region', hasRegion],
    ['found', true],
    ['grade', active.grades.length > 0],
    ['fovea', active.findings.some(({ lesion, status }) => lesion === 'hardExudate' && status !== 'rejected')],
    ['other', eyes.has('OD') && eyes.has('OS')],
    ['quality', analysis.quality !== null && analysis.quality.level !== 'good'],
    ['notMeasured', analysis.measurements.some(({ result }) => !result.measurable)],
    ['sure', true]
  ]
  return fits
    .filter(([, fit]) => fit)
    .map(([suggestion]) => suggestion)
    .slice(0, MOST)
}
