import { createHash } from 'node:crypto'
import { AppError } from '#shared/contract/errors.ts'
import type { SessionId } from '#shared/domain/ids.ts'
import { ReportDraft, ReportEdit } from '#shared/domain/report.ts'
import { type ReadableDb, type WritableDb, execute, query, selectFirst, transact } from '../access.ts'
import { flag, toFlag } from '../columns.ts'
import * as audit from './audit.ts'
import * as sessions from './sessions.ts'
import * as settings from './settings.ts'

const bySession = query(
  ReportDraft.extend({ includeProposed: flag }),
  `SELECT session_id AS sessionId, clinic, reader, assessment, paper, include_proposed AS includeProposed,
          updated_at AS updatedAt, signed_at AS signedAt
   FROM reports WHERE session_id = @sessionId`
)

/**
 * A session's report; before anything was written into it, an empty one with the workstation's clinic, reader and paper.
 * Unconfirmed findings are left out until the clinician asks for them. @throws AppError record.notFound.
 */
export function get(db: ReadableDb, sessionId: SessionId): ReportDraft {
  const session = sessions.get(db, sessionId)
  const kept = selectFirst(db, bySession, { sessionId })
  if (kept) return kept
  const { clinic, reader, paper } = settings.get(db)
  const written = { assessment: '', includeProposed: false, updatedAt: session.updatedAt, signedAt: null }
  return { sessionId, clinic, reader, paper, ...written }
}

/** Changes some of a draft's fields. @throws AppError report.signed, record.notFound. */
export function save(db: WritableDb, sessionId: SessionId, edit: Partial<ReportEdit>): ReportDraft {
  return transact(db, () => {
    const updatedAt = sessions.stampChange(db, sessionId)
    const before = get(db, sessionId)
    const draft = ReportDraft.parse({ ...before, ...ReportEdit.partial().parse(edit), updatedAt })
    write(db, draft)
    const fields = ReportEdit.keyof().options.filter((field) => draft[field] !== before[field])
    audit.append(db, 'report.saved', { subject: sessionId, detail: { fields } })
    return draft
  })
}

/** Signs a report: nothing in the session changes from now on. @throws AppError report.signed, record.notFound. */
export function sign(db: WritableDb, sessionId: SessionId): ReportDraft {
  return transact(db, () => {
    const signedAt = sessions.stampChange(db, sessionId)
    const draft = { ...get(db, sessionId), signedAt }
    write(db, draft)
    const content = createHash('sha256')
      .update(JSON.stringify(ReportEdit.parse(draft)))
      .digest('hex')
    audit.append(db, 'report.signed', { subject: sessionId, detail: { content } })
    return draft
  })
}

/** Takes a signature back, so that the session can be changed again. @throws AppError record.notFound. */
export function reopen(db: WritableDb, sessionId: SessionId): ReportDraft {
  return transact(db, () => {
    if (sessions.signedAt(db, sessionId) === null) throw new AppError('record.notFound', { what: 'signature' })
    execute(db, 'UPDATE reports SET signed_at = NULL WHERE session_id = @sessionId', { sessionId })
    sessions.stampChange(db, sessionId)
    audit.append(db, 'report.reopened', { subject: sessionId, detail: {} })
    return get(db, sessionId)
  })
}

const write = (db: WritableDb, draft: ReportDraft): number =>
  execute(
    db,
    `INSERT INTO reports (session_id, clinic, reader, assessment, paper, include_proposed, updated_at, signed_at)
     VALUES (@sessionId, @clinic, @reader, @assessment, @paper, @includeProposed, @updatedAt, @signedAt)
     ON CONFLICT (session_id) DO UPDATE SET clinic = @clinic, reader = @reader, assessment = @assessment,
       paper = @paper, include_proposed = @includeProposed, updated_at = @updatedAt, signed_at = @signedAt`,
    { ...draft, includeProposed: toFlag(draft.includeProposed) }
  )
