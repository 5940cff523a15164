import type { ImageDetail } from '#shared/contract/views.ts'
import { ReviewStatus, type ReviewedFinding } from '#shared/domain/finding.ts'
import type { AnalysisId, FindingId, ImageId, SessionId } from '#shared/domain/ids.ts'
import { text } from '../../i18n/text.ts'
import { request } from '../../ipc/client.ts'
import { patchSession, refreshSession } from '../../ipc/queries.ts'
import { perform, performWithOffer, type Action } from '../../view/history.ts'
import { removeOwnFinding } from '../../view/ownFinding.ts'

type Where = { readonly sessionId: SessionId; readonly imageId: ImageId; readonly analysisId: AnalysisId }

export type Wanted = { readonly id: FindingId; readonly status: ReviewStatus }

const names = { confirmed: 'history.accept', rejected: 'history.reject', proposed: 'history.propose' } as const

function nameOf(wanted: readonly Wanted[]): string {
  const status = wanted[0]?.status ?? 'proposed'
  return text(names[status], { count: wanted.length })
}

/** Shows the new verdicts at once; main's answer confirms them. Answers what they were before. */
function showVerdicts({ sessionId, imageId }: Where, wanted: ReadonlyMap<FindingId, ReviewStatus>): Wanted[] {
  const before: Wanted[] = []
  patchSession(sessionId, (detail) => ({
    ...detail,
    images: detail.images.map((entry) =>
      entry.image.id === imageId ? { ...entry, findings: judged(entry.findings, wanted, before) } : entry
    )
  }))
  return before
}

const judged = (
  findings: readonly ReviewedFinding[],
  wanted: ReadonlyMap<FindingId, ReviewStatus>,
  before: Wanted[]
): ReviewedFinding[] =>
  findings.map((finding) => {
    const status = wanted.get(finding.id)
    if (status === undefined) return finding
    before.push({ id: finding.id, status: finding.status })
    return { ...finding, status }
  })

const reviewAs = (where: Where, wanted: readonly Wanted[]): Action => ({
  name: nameOf(wanted),
  run: async () => {
    const before = showVerdicts(where, new Map(wanted.map(({ id, status }) => [id, status])))
    try {
      for (const status of ReviewStatus.options) {
        const findings = wanted.filter((one) => one.status === status).map(({ id }) => id)
        if (findings.length > 0) await request('finding.review', { analysisId: where.analysisId, findings, status })
      }
    } catch (error) {
      await refreshSession(where.sessionId)
      throw error
    }
    return reviewAs(where, before)
  }
})

/** Gives findings of a photograph's analysis a verdict. */
export async function review(
  detail: ImageDetail,
  findings: readonly ReviewedFinding[],
  status: ReviewStatus
): Promise<void> {
  const { image, analysis } = detail
  const wanted = findings
    .filter((finding) => finding.origin.by === 'model' && finding.status !== status)
    .map(({ id }) => ({ id, status }))
  if (!analysis || wanted.length === 0) return
  await perform(reviewAs({ sessionId: image.sessionId, imageId: image.id, analysisId: analysis.id }, wanted))
}

/** Accepts or rejects a finding; doing so twice leaves it as it was proposed. */
export const toggleReview = (
  detail: ImageDetail,
  finding: ReviewedFinding,
  status: 'confirmed' | 'rejected'
): Promise<void> => review(detail, [finding], finding.status === status ? 'proposed' : status)

/** Removes a finding that the clinician added. */
export const removeOwn = ({ image }: ImageDetail, finding: ReviewedFinding, title: string): Promise<void> =>
  performWithOffer(
    removeOwnFinding(
      { sessionId: image.sessionId, imageId: image.id, lesion: finding.lesion, box: finding.box },
      finding.id
    ),
    title
  )
