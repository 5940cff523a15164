import { AppError } from '#shared/contract/errors.ts'
import { PatientId, SessionId } from '#shared/domain/ids.ts'
import { Session } from '#shared/domain/session.ts'
import { CalendarDay, UtcMs } from '#shared/domain/units.ts'
import { type ReadableDb, type WritableDb, execute, found, query, selectAll, selectFirst, transact } from '../access.ts'
import * as audit from './audit.ts'
import * as patients from './patients.ts'

export const sessionColumns = `s.id, s.patient_id AS patientId, s.day, s.note, s.created_at AS createdAt,
  s.updated_at AS updatedAt`

const byId = query(Session, `SELECT ${sessionColumns} FROM sessions s WHERE s.id = @id AND s.removed_at IS NULL`)

const demonstration = query(
  Session,
  `SELECT ${sessionColumns} FROM patients p JOIN sessions s ON s.patient_id = p.id
   WHERE p.demo = 1 AND s.removed_at IS NULL ORDER BY s.id LIMIT 1`
)

const before = query(
  Session,
  `SELECT ${sessionColumns} FROM sessions s
   WHERE s.patient_id = @patientId AND s.day < @day AND s.removed_at IS NULL
   ORDER BY s.day DESC, s.id DESC LIMIT @limit`
)

const signature = query(
  Session.pick({ id: true }).extend({ signedAt: UtcMs.nullable() }),
  `SELECT s.id, r.signed_at AS signedAt FROM sessions s LEFT JOIN reports r ON r.session_id = s.id
   WHERE s.id = @id AND s.removed_at IS NULL`
)

/** @throws AppError record.notFound when there is none or it was removed. */
export const get = (db: ReadableDb, id: SessionId): Session => found(selectFirst(db, byId, { id }), 'session')

/** The first session of the demonstration; undefined as long as it was not made, or after it was removed. */
export const ofDemonstration = (db: ReadableDb): Session | undefined => selectFirst(db, demonstration)

/** Visits of the same patient before a day, newest first. */
export const earlierThan = (db: ReadableDb, visit: Pick<Session, 'patientId' | 'day'>, limit: number): Session[] =>
  selectAll(db, before, { patientId: visit.patientId, day: visit.day, limit })

/** When the session's report was signed; null as long as it was not. @throws AppError record.notFound. */
export const signedAt = (db: ReadableDb, id: SessionId): UtcMs | null =>
  found(selectFirst(db, signature, { id }), 'session').signedAt

/** @throws AppError report.signed, record.notFound. */
export function assertEditable(db: ReadableDb, id: SessionId): void {
  if (signedAt(db, id) !== null) throw new AppError('report.signed', {})
}

/**
 * Opens the way for a change of a session's content and stamps the session with it; call it in the change's transaction.
 * @throws AppError report.signed, record.notFound.
 */
export function stampChange(db: WritableDb, id: SessionId): UtcMs {
  assertEditable(db, id)
  const at = db.now()
  execute(db, 'UPDATE sessions SET updated_at = max(updated_at, @at) WHERE id = @id', { id, at })
  return at
}

/** Opens a visit. @throws AppError record.notFound for an unknown patient. */
export function create(db: WritableDb, visit: { readonly patientId: PatientId; readonly day: CalendarDay }): Session {
  return transact(db, () => {
    patients.get(db, visit.patientId)
    const at = db.now()
    const session = { ...visit, id: SessionId.parse(db.newId()), note: '', createdAt: at, updatedAt: at }
    execute(
      db,
      `INSERT INTO sessions (id, patient_id, day, note, created_at, updated_at)
       VALUES (@id, @patientId, @day, @note, @createdAt, @updatedAt)`,
      session
    )
    audit.append(db, 'session.created', { subject: session.id, detail: { patientId: visit.patientId } })
    return session
  })
}

/** @throws AppError report.signed, record.notFound. */
export function annotate(db: WritableDb, id: SessionId, note: string): Session {
  return transact(db, () => {
    stampChange(db, id)
    execute(db, 'UPDATE sessions SET note = @note WHERE id = @id', { id, note })
    audit.append(db, 'session.annotated', { subject: id, detail: {} })
    return get(db, id)
  })
}

/** Puts a session away; everything in it stays until it is purged. @throws AppError record.notFound. */
export function remove(db: WritableDb, id: SessionId): void {
  transact(db, () => {
    get(db, id)
    execute(db, 'UPDATE sessions SET removed_at = @at WHERE id = @id', { id, at: db.now() })
    audit.append(db, 'session.removed', { subject: id, detail: {} })
  })
}

/** Takes a removed session back. @throws AppError record.notFound when none with this id was removed. */
export function restore(db: WritableDb, id: SessionId): Session {
  return transact(db, () => {
    const changed = execute(db, 'UPDATE sessions SET removed_at = NULL WHERE id = @id AND removed_at IS NOT NULL', {
      id
    })
    if (changed === 0) throw new AppError('record.notFound', { what: 'session' })
    audit.append(db, 'session.restored', { subject: id, detail: {} })
    return get(db, id)
  })
}
