import type { z } from 'zod'
import type { ImageId, SessionId } from '#shared/domain/ids.ts'
import { JobId } from '#shared/domain/ids.ts'
import { Job, type JobKind } from '#shared/domain/job.ts'
import { type ReadableDb, type WritableDb, execute, found, query, selectAll, selectFirst, transact } from '../access.ts'
import { json } from '../columns.ts'
import * as images from './images.ts'
import { assertEditable } from './sessions.ts'

type Failure = NonNullable<Job['failure']>

/** How a job ended. */
export type JobOutcome =
  | { readonly state: 'succeeded' }
  | { readonly state: 'cancelled' }
  | { readonly state: 'failed'; readonly failure: Failure }

const JobRow = Job.extend({ failure: json(Job.shape.failure.unwrap()).nullable() })
// Progress is a matter of the moment: whoever runs the job knows it.
const columns = `j.id, j.kind, j.state, j.session_id AS sessionId, j.image_id AS imageId, NULL AS progress, j.failure,
  j.attempts, j.created_at AS createdAt, j.ended_at AS endedAt`
const ACTIVE = "('queued', 'running')"

const select = <Row extends z.ZodType>(row: Row, rest: string) => query(row, `SELECT ${columns} FROM jobs j ${rest}`)
const byId = select(JobRow, 'WHERE j.id = @id')
const latestByImage = select(JobRow, 'WHERE j.image_id = @imageId ORDER BY j.seq DESC LIMIT 1')
const activeByImage = select(JobRow, `WHERE j.image_id = @imageId AND j.kind = @kind AND j.state IN ${ACTIVE}`)
const nextQueued = select(JobRow, "WHERE j.state = 'queued' ORDER BY j.seq LIMIT 1")
const allActive = select(JobRow, `WHERE j.state IN ${ACTIVE} ORDER BY j.seq`)
const activeOfRemoved = select(
  JobRow,
  `JOIN images i ON i.id = j.image_id JOIN sessions s ON s.id = j.session_id
   WHERE j.state IN ${ACTIVE} AND (i.removed_at IS NOT NULL OR s.removed_at IS NOT NULL) ORDER BY j.seq`
)
const interrupted = select(JobRow, "WHERE j.state = 'running' ORDER BY j.seq")

/** @throws AppError record.notFound. */
export const get = (db: ReadableDb, id: JobId): Job => found(selectFirst(db, byId, { id }), 'job')

/** The job of a photograph that was queued last, whatever became of it. */
export const latestOf = (db: ReadableDb, imageId: ImageId): Job | undefined =>
  selectFirst(db, latestByImage, { imageId })

/** The job whose turn it is; undefined when none waits. */
export const next = (db: ReadableDb): Job | undefined => selectFirst(db, nextQueued)

/** Every job that waits or runs, in order. */
export const active = (db: ReadableDb): Job[] => selectAll(db, allActive)

/**
 * Queues work on a photograph; when the same work already waits or runs, that job is the answer.
 * @throws AppError report.signed, record.notFound.
 */
export function enqueue(db: WritableDb, kind: JobKind, imageId: ImageId): Job {
  return transact(db, () => {
    const { sessionId } = images.get(db, imageId)
    assertEditable(db, sessionId)
    return selectFirst(db, activeByImage, { imageId, kind }) ?? insert(db, { kind, imageId, sessionId })
  })
}

/** A queued job runs from now on; any other stays as it is. @throws AppError record.notFound. */
export const start = (db: WritableDb, id: JobId): Job =>
  change(db, "state = 'running' WHERE id = @id AND state = 'queued'", { id })

/** Ends a job. One that has ended already stays as it was: a late answer does not undo a cancellation. */
export const end = (db: WritableDb, id: JobId, outcome: JobOutcome): Job =>
  change(db, `state = @state, failure = @failure, ended_at = @endedAt WHERE id = @id AND state IN ${ACTIVE}`, {
    id,
    state: outcome.state,
    failure: outcome.state === 'failed' ? JSON.stringify(outcome.failure) : null,
    endedAt: db.now()
  })

/** Puts a running job whose engine died back into the queue, at its old place, with one attempt more. */
export const requeue = (db: WritableDb, id: JobId): Job =>
  change(db, "state = 'queued', attempts = attempts + 1 WHERE id = @id AND state = 'running'", { id })

/**
 * Settles what the last run of the app left behind: jobs that ran go on, or fail with engine.crashed when `maxAttempts`
 * are used up; jobs of what was removed are cancelled. Returns the jobs that it changed.
 */
export function recover(db: WritableDb, rule: { readonly engine: string; readonly maxAttempts: number }): Job[] {
  return transact(db, () => {
    const cancelled = selectAll(db, activeOfRemoved).map((job) => end(db, job.id, { state: 'cancelled' }))
    const resumed = selectAll(db, interrupted).map((job) => {
      const again = requeue(db, job.id)
      if (again.attempts < rule.maxAttempts) return again
      const detail = { engine: rule.engine, attempts: again.attempts }
      return end(db, job.id, { state: 'failed', failure: { code: 'engine.crashed', detail } })
    })
    return [...cancelled, ...resumed]
  })
}

function insert(db: WritableDb, work: { kind: JobKind; imageId: ImageId; sessionId: SessionId }): Job {
  const id = JobId.parse(db.newId())
  execute(
    db,
    `INSERT INTO jobs (id, kind, state, session_id, image_id, attempts, created_at)
     VALUES (@id, @kind, 'queued', @sessionId, @imageId, 0, @createdAt)`,
    { ...work, id, createdAt: db.now() }
  )
  return get(db, id)
}

type ChangeValues = Readonly<Record<string, string | number | null>> & { readonly id: JobId }

function change(db: WritableDb, assignment: string, values: ChangeValues): Job {
  return transact(db, () => {
    execute(db, `UPDATE jobs SET ${assignment}`, values)
    return get(db, values.id)
  })
}
