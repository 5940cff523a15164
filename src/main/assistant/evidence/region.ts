import type { ReviewedFinding } from '#shared/domain/finding.ts'
import { boxContains, boxOfFlat, boxOverlap, type ImageBox } from '#shared/domain/geometry.ts'
import { type DraftContext, draftFor, stageRan } from './draft.ts'
import type { EvidenceDraft } from './fact.ts'
import { findingDraft } from './lesions.ts'

/** Findings that are told one by one for a drawn box; a larger box holds too many to read. */
const REGION_FINDINGS = 8

const touches = (region: ImageBox, finding: ReviewedFinding): boolean =>
  boxContains(region, finding.centroid) || boxOverlap(region, finding.box) > 0

function landmarkDrafts(context: DraftContext, region: ImageBox): EvidenceDraft[] {
  const { disc, fovea } = context.analysis.landmarks
  const discSeen = disc !== null && boxOverlap(region, boxOfFlat(disc.outline)) > 0
  const foveaSeen = fovea !== null && boxContains(region, fovea.centre)
  return [
    ...(discSeen
      ? [
          draftFor(context, {
            kind: 'finding',
            subject: 'landmark',
            text: 'the optic disc',
            source: context.packSource('landmarks'),
            marks: [{ shape: 'outline', outline: disc.outline }],
            fact: { kind: 'landmark', landmark: 'opticDisc' }
          })
        ]
      : []),
    ...(foveaSeen
      ? [
          draftFor(context, {
            kind: 'finding',
            subject: 'landmark',
            text: 'the centre of the fovea',
            source: context.packSource('landmarks'),
            marks: [{ shape: 'point', point: fovea.centre }],
            fact: { kind: 'landmark', landmark: 'fovea' }
          })
        ]
      : [])
  ]
}

/** What lies in a box that the reader drew; says that nothing was outlined only where lesions were looked for. */
export function regionDrafts(context: DraftContext, region: ImageBox, gradable: boolean): EvidenceDraft[] {
  const inside = context.findings.filter((finding) => finding.status !== 'rejected' && touches(region, finding))
  const shown = inside.slice(0, REGION_FINDINGS).map((finding) => findingDraft(context, finding, gradable))
  const box = { shape: 'box', box: region } as const
  if (inside.length === 0 && gradable && stageRan(context.analysis, 'lesions')) {
    return [
      ...landmarkDrafts(context, region),
      draftFor(context, {
        kind: 'absence',
        subject: 'lesions in the marked region',
        text: 'no lesion outlined',
        source: context.packSource('lesions'),
        marks: [box],
        fact: { kind: 'regionEmpty' }
      })
    ]
  }
  const rest = inside.length - shown.length
  const more =
    rest > 0
      ? [
          draftFor(context, {
            kind: 'finding',
            subject: 'further findings in the marked region',
            text: `${rest} more`,
            source: context.packSource('lesions'),
            findings: inside.slice(REGION_FINDINGS),
            marks: [box],
            fact: { kind: 'moreInRegion' }
          })
        ]
      : []
  return [...landmarkDrafts(context, region), ...shown, ...more]
}
