import { createHash } from 'node:crypto'
import { z } from 'zod'
import { AnswerState } from '#shared/domain/answerState.ts'
import { TranscriptFormat } from '#shared/domain/conversation.ts'
import { ReviewStatus } from '#shared/domain/finding.ts'
import { EyeAssignment } from '#shared/domain/image.ts'
import { LesionType } from '#shared/domain/lesion.ts'
import { PatientDetails } from '#shared/domain/patient.ts'
import { ReportEdit } from '#shared/domain/report.ts'
import { UtcMs } from '#shared/domain/units.ts'
import { type ReadableDb, type WritableDb, execute, found, query, selectAll, selectFirst } from '../access.ts'
import { json } from '../columns.ts'
import { translated } from '../failure.ts'

const id = z.uuid()
const nothing = z.strictObject({})

/** What the audit may say about each action: ids, closed words and counts, never text that somebody typed. */
export const auditDetails = {
  'patient.created': nothing,
  'patient.updated': z.strictObject({ fields: z.array(PatientDetails.keyof()) }),
  'session.created': z.strictObject({ patientId: id }),
  'session.annotated': nothing,
  'session.removed': nothing,
  'session.restored': nothing,
  'session.purged': nothing,
  'session.reordered': nothing,
  'image.added': z.strictObject({ sessionId: id }),
  'image.eyeAssigned': z.strictObject({ eye: EyeAssignment }),
  'image.removed': nothing,
  'image.restored': nothing,
  'image.purged': nothing,
  'analysis.recorded': z.strictObject({ imageId: id }),
  'finding.reviewed': z.strictObject({ analysisId: id, findings: z.int().positive(), status: ReviewStatus }),
  'finding.added': z.strictObject({ imageId: id, lesion: LesionType }),
  'finding.removed': z.strictObject({ imageId: id }),
  'finding.restored': z.strictObject({ imageId: id }),
  'turn.asked': z.strictObject({ sessionId: id }),
  'turn.answered': z.strictObject({ state: AnswerState }),
  'turn.picked': z.strictObject({ picked: z.boolean() }),
  'turn.removed': nothing,
  'turn.restored': nothing,
  'conversation.exported': z.strictObject({ format: TranscriptFormat }),
  'report.saved': z.strictObject({ fields: z.array(ReportEdit.keyof()) }),
  /** SHA-256 of the text that was signed. */
  'report.signed': z.strictObject({ content: z.string() }),
  'report.reopened': nothing,
  'report.exported': z.strictObject({ format: z.enum(['pdf', 'json', 'fhir', 'dicom']) }),
  'database.restored': z.strictObject({ backupTakenAt: UtcMs }),
  'database.startedOver': nothing
} as const satisfies Record<string, z.ZodType>

export type AuditAction = keyof typeof auditDetails
export type AuditDetail<A extends AuditAction> = z.output<(typeof auditDetails)[A]>

/** The id of the record that an entry is about; `database` for the database itself. */
export type AuditSubject = string

export type AuditEntry = {
  readonly seq: number
  readonly at: UtcMs
  readonly action: AuditAction
  readonly subject: AuditSubject
  readonly detail: unknown
}

/** `head` is the hash of the last entry: noted elsewhere, it proves later that the chain was not made anew. */
export const AuditVerdict = z.discriminatedUnion('intact', [
  z.object({ intact: z.literal(true), entries: z.int().nonnegative(), head: z.string() }),
  z.object({ intact: z.literal(false), firstBroken: z.int().positive() })
])
export type AuditVerdict = z.infer<typeof AuditVerdict>

const START = '0'.repeat(64)

/** Appends an entry that is chained to the one before it; call it in the transaction of the change itself. */
export function append<A extends AuditAction>(
  db: WritableDb,
  action: A,
  entry: { readonly subject: AuditSubject; readonly detail: AuditDetail<A> }
): void {
  const { seq, previous } = found(selectFirst(db, chainEnd), 'audit')
  const chained = { seq, at: db.now(), action, subject: entry.subject, detail: JSON.stringify(entry.detail), previous }
  execute(
    db,
    `INSERT INTO audit (seq, at, action, subject, detail, previous, hash)
     VALUES (@seq, @at, @action, @subject, @detail, @previous, @hash)`,
    { ...chained, hash: hashOf(chained) }
  )
}

/** The entries about one record, oldest first. */
export const entriesAbout = (db: ReadableDb, subject: AuditSubject): AuditEntry[] => selectAll(db, about, { subject })

/**
 * Follows the whole chain and names the first entry that was changed, taken out or put in. About 100,000 entries a
 * second: not for the main thread once there are many.
 */
export function verify(db: ReadableDb): AuditVerdict {
  return translated(() => {
    let [entries, previous] = [0, START]
    for (const raw of db.connection.prepare('SELECT * FROM audit ORDER BY seq').iterate()) {
      const entry = ChainedRow.safeParse(raw)
      const fits = entry.success && entry.data.seq === entries + 1 && entry.data.previous === previous
      if (!fits || entry.data.hash !== hashOf(entry.data)) return { intact: false, firstBroken: entries + 1 }
      entries += 1
      previous = entry.data.hash
    }
    const { seq: next } = found(selectFirst(db, chainEnd), 'audit')
    return next === entries + 1
      ? { intact: true, entries, head: previous }
      : { intact: false, firstBroken: entries + 1 }
  })
}

const Chained = z.object({
  seq: z.int().positive(),
  at: z.number(),
  action: z.string(),
  subject: z.string(),
  detail: z.string(),
  previous: z.string()
})
type Chained = z.infer<typeof Chained>
const ChainedRow = Chained.extend({ hash: z.string() })

// The next number comes from AUTOINCREMENT's memory: an entry cut off the end leaves a gap for ever.
const chainEnd = query(
  Chained.pick({ seq: true, previous: true }),
  `SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'audit'), 0) + 1 AS seq,
          coalesce((SELECT hash FROM audit ORDER BY seq DESC LIMIT 1), '${START}') AS previous`
)

const isAction = (text: string): text is AuditAction => Object.hasOwn(auditDetails, text)

const about = query(
  z.object({
    seq: z.int(),
    at: UtcMs,
    action: z.string().refine(isAction),
    subject: z.string(),
    detail: json(z.unknown())
  }),
  'SELECT seq, at, action, subject, detail FROM audit WHERE subject = @subject ORDER BY seq'
)

const hashOf = (entry: Chained): string =>
  createHash('sha256')
    .update(JSON.stringify([entry.seq, entry.at, entry.action, entry.subject, entry.detail, entry.previous]))
    .digest('hex')
