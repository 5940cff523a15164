import { z } from 'zod'
import { AppError } from '#shared/contract/errors.ts'
import { Finding, type FindingOrigin, Review, ReviewStatus } from '#shared/domain/finding.ts'
import type { AnalysisId, FindingId, ImageId } from '#shared/domain/ids.ts'
import { type ReadableDb, type WritableDb, execute, found, query, selectAll, selectFirst, transact } from '../access.ts'
import { json } from '../columns.ts'
import * as analyses from './analyses.ts'
import * as audit from './audit.ts'
import * as images from './images.ts'
import { stampChange } from './sessions.ts'

/** A finding that the clinician marked, as against those inside an analysis. */
export type ClinicianFinding = Finding & { readonly origin: Extract<FindingOrigin, { by: 'clinician' }> }

// SQLite takes the other columns from the row that holds the maximum.
const latestReviews = query(
  Review.extend({ seq: z.int() }).transform(({ findingId, status, at }): Review => ({ findingId, status, at })),
  `SELECT finding_id AS findingId, status, at, max(seq) AS seq FROM reviews
   WHERE image_id = @imageId GROUP BY finding_id`
)
const ownByImage = query(
  z.object({ body: json(Finding) }),
  'SELECT body FROM clinician_findings WHERE image_id = @imageId AND removed_at IS NULL ORDER BY created_at, id'
)
/** The latest verdict on each finding of a photograph, whichever analysis it belongs to. */
export const reviewsOf = (db: ReadableDb, imageId: ImageId): Review[] => selectAll(db, latestReviews, { imageId })

/** The clinician's own findings on a photograph, in the order in which they were added. */
export const ownOf = (db: ReadableDb, imageId: ImageId): Finding[] =>
  selectAll(db, ownByImage, { imageId }).map(({ body }) => body)

/**
 * Adds the clinician's verdict on findings of an analysis, or on findings of their own beside it. Earlier verdicts stay.
 * @throws AppError report.signed; record.notFound when one of them is not there.
 */
export function review(
  db: WritableDb,
  verdict: {
    readonly analysisId: AnalysisId
    readonly findings: readonly FindingId[]
    readonly status: ReviewStatus
  }
): Review[] {
  return transact(db, () => {
    const image = images.get(db, analyses.imageOf(db, verdict.analysisId))
    const at = stampChange(db, image.sessionId)
    const marked = [...analyses.get(db, verdict.analysisId).findings, ...ownOf(db, image.id)]
    const known = new Set(marked.map(({ id }) => id))
    if (verdict.findings.some((id) => !known.has(id))) throw new AppError('record.notFound', { what: 'finding' })
    execute(
      db,
      `INSERT INTO reviews (image_id, finding_id, status, at)
       SELECT @imageId, value, @status, @at FROM json_each(@findings)`,
      { imageId: image.id, findings: JSON.stringify(verdict.findings), status: verdict.status, at }
    )
    const { analysisId, status, findings } = verdict
    audit.append(db, 'finding.reviewed', {
      subject: image.id,
      detail: { analysisId, findings: findings.length, status }
    })
    return findings.map((findingId) => ({ findingId, status, at }))
  })
}

/** Adds a finding of the clinician's own. @throws AppError report.signed, record.notFound. */
export function add(db: WritableDb, imageId: ImageId, finding: ClinicianFinding): Finding {
  return transact(db, () => {
    const at = stampChange(db, images.get(db, imageId).sessionId)
    const added = Finding.parse(finding)
    execute(db, 'INSERT INTO clinician_findings (id, image_id, body, created_at) VALUES (@id, @imageId, @body, @at)', {
      id: added.id,
      imageId,
      body: JSON.stringify(added),
      at
    })
    audit.append(db, 'finding.added', { subject: added.id, detail: { imageId, lesion: added.lesion } })
    return added
  })
}

/** Where one of the clinician's own findings lies. */
export type OwnFindingRef = { readonly imageId: ImageId; readonly id: FindingId }

/** Puts a finding of the clinician's own away. @throws AppError report.signed, record.notFound. */
export const remove = (db: WritableDb, finding: OwnFindingRef): void => setRemoved(db, finding, true)

/** Takes it back. @throws AppError report.signed, record.notFound. */
export const restore = (db: WritableDb, finding: OwnFindingRef): void => setRemoved(db, finding, false)

const removal = query(
  z.object({ removedAt: z.int().nullable() }),
  'SELECT removed_at AS removedAt FROM clinician_findings WHERE id = @id AND image_id = @imageId'
)

function setRemoved(db: WritableDb, { imageId, id }: OwnFindingRef, removed: boolean): void {
  transact(db, () => {
    const at = stampChange(db, images.get(db, imageId).sessionId)
    const before = found(selectFirst(db, removal, { imageId, id }), 'finding')
    if ((before.removedAt !== null) === removed) throw new AppError('record.notFound', { what: 'finding' })
    execute(db, 'UPDATE clinician_findings SET removed_at = @removedAt WHERE id = @id', {
      id,
      removedAt: removed ? at : null
    })
    audit.append(db, removed ? 'finding.removed' : 'finding.restored', { subject: id, detail: { imageId } })
  })
}
