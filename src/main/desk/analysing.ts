import type { Finding } from '#shared/domain/finding.ts'
import { boxOverlap } from '#shared/domain/geometry.ts'
import type { Analysis } from '#shared/domain/analysis.ts'
import type { FindingId, ImageId } from '#shared/domain/ids.ts'
import type { ReviewStatus } from '#shared/domain/finding.ts'
import { analyses, findings, images, transact } from '../db/index.ts'
import type { JobWork } from '../jobs/runner.ts'
import { type Desk, type HandlersOf, sessionChanged } from './context.ts'
import { startAnalysis } from './photographs.ts'
import { regrade } from './sessionDetail.ts'

/** Longer than the slowest machine needs for the largest photograph. */
const DEADLINE_MS = 300_000
/** Boxes of the same lesion that overlap this much are the same finding in two analyses. */
const SAME_FINDING = 0.5

export const analysisHandlers = (desk: Desk): HandlersOf<'analysis' | 'job'> => ({
  'analysis.get': async ({ id }) => analyses.get(desk.database.read, id),
  'analysis.start': async ({ imageId }) => startAnalysis(desk, imageId),
  'job.cancel': async ({ id }) => {
    desk.jobs.cancel(id)
    return {}
  }
})

/** The work of an `analyse` job: from the stored photograph to the recorded analysis. */
export const analyseWork =
  (desk: Desk): JobWork =>
  async (job, { signal, onProgress }) => {
    const image = images.get(desk.database.read, job.imageId)
    const again = job.attempts > 0
    const { analysis, masks } = await desk.engines.vision.request(
      'analyse',
      {
        // What ended the engine may have been a graphics driver: the second attempt does without.
        setup: { ...desk.visionSetup(), ...(again ? { acceleration: 'cpu' as const } : {}) },
        source: { kind: 'blob', hash: image.hash },
        remarks: again ? ['the vision engine ended during the first attempt; analysed again on the processor'] : []
      },
      { signal, onProgress, deadlineMs: DEADLINE_MS }
    )
    for (const { png } of masks) await desk.blobs.put(png)
    signal.throwIfAborted()
    keep(desk, image.id, analysis)
    sessionChanged(desk, image.sessionId)
  }

/** Records an analysis with all that follows from it, or nothing of it. */
function keep(desk: Desk, imageId: ImageId, analysis: Analysis): void {
  const { write } = desk.database
  transact(write, () => {
    const before = analyses.latest(write, imageId)
    analyses.record(write, imageId, analysis)
    if (before) carryReviewsOver(desk, imageId, { before, after: analysis })
    const eye = analysis.landmarks.eye?.eye
    if (eye) images.proposeEye(write, imageId, eye)
    regrade(desk, imageId)
  })
}

/** The clinician's verdicts move on to the findings of a new analysis that are the same ones. */
function carryReviewsOver(desk: Desk, imageId: ImageId, run: { before: Analysis; after: Analysis }): void {
  const reviews = findings.reviewsOf(desk.database.read, imageId).filter((review) => review.status !== 'proposed')
  const byStatus = new Map<ReviewStatus, FindingId[]>()
  for (const review of reviews) {
    const old = run.before.findings.find((finding) => finding.id === review.findingId)
    const same = old && run.after.findings.find((finding) => isSame(old, finding))
    if (same) byStatus.set(review.status, [...(byStatus.get(review.status) ?? []), same.id])
  }
  for (const [status, ids] of byStatus) {
    findings.review(desk.database.write, { analysisId: run.after.id, findings: ids, status })
  }
}

const isSame = (a: Finding, b: Finding): boolean => a.lesion === b.lesion && boxOverlap(a.box, b.box) >= SAME_FINDING
