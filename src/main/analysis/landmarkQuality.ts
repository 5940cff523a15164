import type { Landmarks } from '#shared/domain/landmark.ts'
import type { QualityAssessment } from '#shared/domain/quality.ts'

/**
 * What landmarks that were looked for and not found say of a photograph's quality. Grades are defined on fields that show disc
 * or macula (Wilkinson 2003; UK NSC: both): with neither it cannot be graded, without a disc it is usable at best.
 */
export function withoutLandmarks(
  quality: QualityAssessment | null,
  { disc, fovea }: Pick<Landmarks, 'disc' | 'fovea'>
): QualityAssessment | null {
  if (quality === null || disc) return quality
  const reasons = [...new Set([...quality.reasons, 'offCentre' as const])]
  const level = fovea && quality.level !== 'reject' ? 'usable' : 'reject'
  return { ...quality, level, reasons, confidence: level === quality.level ? quality.confidence : null }
}
