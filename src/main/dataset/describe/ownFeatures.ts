import type { Analysis } from '#shared/domain/analysis.ts'
import type { Fact } from './description.ts'

/** Who judged the quality, in descriptions. */
const OWN = 'RetinaDesk'

/**
 * What RetinaDesk measured on a photograph, and its quality where the set says nothing of it. What its networks found is left
 * out: a description holds labels and measurements, not opinions.
 */
export function ownFeatures({ measurements, quality }: Analysis, judged: boolean): Fact[] {
  const level: Fact[] = quality && !judged ? [{ kind: 'quality', level: quality.level, by: OWN }] : []
  const features = measurements
    .filter(({ lesion }) => lesion === null)
    .map(({ name, region, vessels, unit, result }): Fact => ({
      kind: 'feature',
      name,
      region,
      vessels,
      unit,
      result: result.measurable ? { measurable: true, value: result.value } : result
    }))
  return [...level, ...features]
}
