import { z } from 'zod'
import { ImageBox, ImageOutline, ImagePoint } from './geometry.ts'
import { FindingId } from './ids.ts'
import { LesionType } from './lesion.ts'
import { RetinalPlace } from './place.ts'
import { Probability, SquareMillimetre, UtcMs } from './units.ts'

export const FindingOrigin = z.discriminatedUnion('by', [
  z.object({ by: z.literal('model'), pack: z.string(), version: z.string() }),
  z.object({ by: z.literal('clinician'), at: UtcMs })
])
export type FindingOrigin = z.infer<typeof FindingOrigin>

/** One lesion on one photograph. A model's findings never change; what the clinician thinks of them is a `Review`. */
export const Finding = z.object({
  id: FindingId,
  lesion: LesionType,
  box: ImageBox,
  /** Null for a finding that was only boxed. */
  outline: ImageOutline.nullable(),
  centroid: ImagePoint,
  areaPx: z.number().nonnegative(),
  /** Null without a scale. */
  area: SquareMillimetre.nullable(),
  place: RetinalPlace,
  /** Calibrated; null for a clinician's own finding. */
  confidence: Probability.nullable(),
  origin: FindingOrigin
})
export type Finding = z.infer<typeof Finding>

/** What the clinician made of a finding. */
export const ReviewStatus = z.enum(['proposed', 'confirmed', 'rejected'])
export type ReviewStatus = z.infer<typeof ReviewStatus>

export const Review = z.object({ findingId: FindingId, status: ReviewStatus, at: UtcMs })
export type Review = z.infer<typeof Review>

/** A finding with the clinician's verdict; a clinician's own finding is confirmed from the start. */
export const ReviewedFinding = Finding.extend({ status: ReviewStatus })
export type ReviewedFinding = z.infer<typeof ReviewedFinding>

/** Joins findings with the latest review of each. */
export function reviewed(findings: readonly Finding[], reviews: readonly Review[]): ReviewedFinding[] {
  const latest = new Map<FindingId, Review>()
  for (const review of reviews) {
    const known = latest.get(review.findingId)
    if (!known || review.at >= known.at) latest.set(review.findingId, review)
  }
  return findings.map((finding) => ({
    ...finding,
    status: latest.get(finding.id)?.status ?? (finding.origin.by === 'clinician' ? 'confirmed' : 'proposed')
  }))
}
