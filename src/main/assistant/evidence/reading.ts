import type { ImageDetail } from '#shared/contract/views.ts'
import type { ImageId } from '#shared/domain/ids.ts'
import { eyeOf, type FundusImage } from '#shared/domain/image.ts'
import type { Laterality } from '#shared/domain/laterality.ts'
import type { QualityLevel } from '#shared/domain/quality.ts'
import type { Session } from '#shared/domain/session.ts'
import { type DraftContext, packSourceOf } from './draft.ts'
import type { EvidenceDraft, EvidenceItem } from './fact.ts'
import { gradeDrafts } from './grades.ts'
import { eyeBasisDraft, eyeDraft, imageDrafts, type Standing, standingDraft, standingOf } from './image.ts'
import { lesionDrafts } from './lesions.ts'
import { measurementDrafts } from './measurements.ts'

/** As much of a session as the assistant may know: no patient, no notes, no file names. */
export type EvidenceSession = {
  readonly session: Pick<Session, 'id' | 'day'>
  readonly images: readonly Pick<ImageDetail, 'image' | 'analysis' | 'findings' | 'grades' | 'job'>[]
}

type Detail = EvidenceSession['images'][number]

/** One photograph and how far it can be spoken of. */
export type Photograph = {
  readonly detail: Detail
  readonly image: FundusImage
  readonly eye: Laterality | null
  readonly standing: Standing
  readonly quality: QualityLevel | null
}

/** A photograph with everything that may be said about it. */
export type Reading = Photograph & { readonly items: readonly EvidenceItem[] }

/** The context in which a photograph's evidence is drafted; undefined without an analysis. */
export function contextOf({ detail, image, eye }: Photograph): DraftContext | undefined {
  const { analysis, findings, grades } = detail
  if (!analysis) return undefined
  return { imageId: image.id, eye, analysis, findings, grades, packSource: packSourceOf(analysis) }
}

const eyeOrder = ({ eye }: Photograph): number => ({ OD: 0, OS: 1, none: 2 })[eye ?? 'none']

/** A session's photographs in the order in which they are spoken of: right, left, unknown; first added first. */
export const photographsOf = (session: EvidenceSession): Photograph[] =>
  session.images
    .map((detail) => ({
      detail,
      image: detail.image,
      eye: eyeOf(detail.image) ?? null,
      standing: standingOf(detail),
      quality: detail.analysis?.quality?.level ?? null
    }))
    .toSorted((a, b) => eyeOrder(a) - eyeOrder(b) || a.image.addedAt - b.image.addedAt)

function placeAmong(all: readonly Photograph[], photograph: Photograph): { place: number; of: number } {
  const same = all.filter(({ eye }) => eye === photograph.eye)
  return { place: same.indexOf(photograph) + 1, of: same.length }
}

/** Everything that may be said about one photograph of a session, in a fixed order. */
export function readingDrafts(all: readonly Photograph[], photograph: Photograph): EvidenceDraft[] {
  const { detail, image, standing } = photograph
  const eye = [eyeDraft(image, placeAmong(all, photograph)), eyeBasisDraft(image, detail.analysis)]
  const context = contextOf(photograph)
  if (!context) {
    return [...eye, standingDraft(image, standing === 'running' || standing === 'failed' ? standing : 'notAnalysed')]
  }
  if (standing === 'noFundus') return [...eye, ...imageDrafts(context)]
  const gradable = standing === 'readable'
  return [
    ...eye,
    ...imageDrafts(context),
    ...lesionDrafts(context, gradable),
    ...(gradable ? [...gradeDrafts(context), ...measurementDrafts(context)] : [])
  ]
}

const qualityRank: Readonly<Record<QualityLevel | 'none', number>> = { good: 0, usable: 1, none: 2, reject: 3 }

function rank({ standing, quality }: Photograph): number {
  if (standing === 'readable' || standing === 'ungradable') return qualityRank[quality ?? 'none']
  return standing === 'noFundus' ? 5 : 4
}

/** Of several photographs of an eye the one that is looked at, else the one of the best quality, else the first. */
export const bestOf = <P extends Photograph>(photographs: readonly P[], preferred: ImageId | null): P | undefined =>
  photographs.find(({ image }) => image.id === preferred) ?? photographs.toSorted((a, b) => rank(a) - rank(b))[0]
