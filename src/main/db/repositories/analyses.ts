import { z } from 'zod'
import { AppError } from '#shared/contract/errors.ts'
import { Analysis } from '#shared/domain/analysis.ts'
import type { Grade } from '#shared/domain/grade.ts'
import { AnalysisId, ImageId } from '#shared/domain/ids.ts'
import { type ReadableDb, type WritableDb, execute, found, query, selectFirst, transact } from '../access.ts'
import { json } from '../columns.ts'
import type { Connection } from '../connection.ts'
import { type Verdict, verdictOf } from '../standing.ts'
import * as audit from './audit.ts'
import * as images from './images.ts'
import { stampChange } from './sessions.ts'

const byId = query(z.object({ body: json(Analysis) }), 'SELECT body FROM analyses WHERE id = @id')
const latestByImage = query(
  z.object({ id: AnalysisId }),
  'SELECT id FROM analyses WHERE image_id = @imageId ORDER BY seq DESC LIMIT 1'
)
const imageById = query(z.object({ imageId: ImageId }), 'SELECT image_id AS imageId FROM analyses WHERE id = @id')

/** Reading and validating a large one takes tens of milliseconds, and the sessions on the screen are read all the time. */
const MOST_REMEMBERED = 24
const remembered = new WeakMap<Connection, Map<AnalysisId, Analysis>>()

/** @throws AppError record.notFound. */
export function get(db: ReadableDb, id: AnalysisId): Analysis {
  // Also when it is remembered: it may have been purged.
  imageOf(db, id)
  return remember(db, remembered.get(db.connection)?.get(id) ?? found(selectFirst(db, byId, { id }), 'analysis').body)
}

/** The analysis of a photograph that was recorded last; undefined before the first. */
export function latest(db: ReadableDb, imageId: ImageId): Analysis | undefined {
  const last = selectFirst(db, latestByImage, { imageId })
  return last && get(db, last.id)
}

/** The photograph that an analysis is of. @throws AppError record.notFound. */
export const imageOf = (db: ReadableDb, id: AnalysisId): ImageId =>
  found(selectFirst(db, imageById, { id }), 'analysis').imageId

/**
 * Keeps what a run made of a photograph, for good.
 * @throws AppError report.signed; record.notFound when the photograph was removed meanwhile; internal.unexpected when the
 *   analysis is of another photograph. ZodError when it is none.
 */
export function record(db: WritableDb, imageId: ImageId, made: Analysis): Analysis {
  const analysis = Analysis.parse(made)
  transact(db, () => {
    const image = images.get(db, imageId)
    if (image.hash !== analysis.imageHash) {
      throw new AppError('internal.unexpected', { reference: 'analysis.ofAnotherImage' })
    }
    stampChange(db, image.sessionId)
    execute(db, 'INSERT INTO analyses (id, image_id, finished_at, body) VALUES (@id, @imageId, @finishedAt, @body)', {
      id: analysis.id,
      imageId,
      finishedAt: analysis.finishedAt,
      body: JSON.stringify(analysis)
    })
    setVerdict(db, imageId, verdictOf(analysis))
    execute(
      db,
      `INSERT OR IGNORE INTO analysis_masks (hash, analysis_id)
       SELECT value ->> '$.hash', @id FROM json_each(@masks)`,
      { id: analysis.id, masks: JSON.stringify(analysis.masks) }
    )
    audit.append(db, 'analysis.recorded', { subject: analysis.id, detail: { imageId } })
  })
  return remember(db, analysis)
}

/**
 * Lets the worklist follow the grades that stand after the clinician's reviews; the analysis itself stays as it is.
 * @throws AppError record.notFound.
 */
export function regrade(db: WritableDb, imageId: ImageId, grades: readonly Grade[]): void {
  const { id } = found(selectFirst(db, latestByImage, { imageId }), 'analysis')
  setVerdict(db, imageId, verdictOf({ ...get(db, id), grades }))
}

const setVerdict = (db: WritableDb, imageId: ImageId, verdict: Verdict): number =>
  execute(db, 'UPDATE images SET verdict = @verdict WHERE id = @imageId', { imageId, verdict })

function remember(db: ReadableDb, analysis: Analysis): Analysis {
  const memory = remembered.get(db.connection) ?? new Map<AnalysisId, Analysis>()
  remembered.set(db.connection, memory)
  memory.delete(analysis.id)
  memory.set(analysis.id, analysis)
  const [longestUnused] = memory.keys()
  if (longestUnused !== undefined && memory.size > MOST_REMEMBERED) memory.delete(longestUnused)
  return analysis
}
