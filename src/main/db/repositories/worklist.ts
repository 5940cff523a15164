import { z } from 'zod'
import { type PatientEntry, type SessionSummary, WORKLIST_LIMIT } from '#shared/contract/views.ts'
import { PatientId } from '#shared/domain/ids.ts'
import { Laterality } from '#shared/domain/laterality.ts'
import type { Patient } from '#shared/domain/patient.ts'
import { Session } from '#shared/domain/session.ts'
import { type ReadableDb, found, query, selectAll, selectFirst } from '../access.ts'
import { flag } from '../columns.ts'
import { searchWords } from '../searchKey.ts'
import { ImageStanding, sessionStanding } from '../standing.ts'
import { PatientRow, patientColumns } from './patients.ts'
import { sessionColumns } from './sessions.ts'

const SessionRow = Session.extend({ signed: flag })
const ImageRow = z.object({ sessionId: z.string(), eye: Laterality.nullable(), standing: ImageStanding })

const sessionsOfPatients = query(
  SessionRow,
  `SELECT ${sessionColumns}, r.signed_at IS NOT NULL AS signed
   FROM json_each(@patients) p
   JOIN sessions s ON s.patient_id = p.value AND s.removed_at IS NULL
   LEFT JOIN reports r ON r.session_id = s.id
   ORDER BY s.day DESC, s.id DESC`
)

// Answered from indexes alone.
const imagesOfPatients = query(
  ImageRow,
  `SELECT i.session_id AS sessionId, i.eye,
          CASE WHEN i.id IN (SELECT image_id FROM jobs WHERE state IN ('queued', 'running')) THEN 'analysing'
               ELSE coalesce(i.verdict, 'failed') END AS standing
   FROM json_each(@patients) p
   JOIN sessions s ON s.patient_id = p.value AND s.removed_at IS NULL
   JOIN images i INDEXED BY images_by_standing ON i.session_id = s.id AND i.removed_at IS NULL`
)

/**
 * The worklist: patients whose name or number holds every word of the query, the latest visit first, each with their
 * sessions and how those stand.
 */
export function list(db: ReadableDb, search: { readonly query: string; readonly limit?: number }): PatientEntry[] {
  const patients = matching(db, search.query, search.limit ?? WORKLIST_LIMIT)
  const ids = { patients: JSON.stringify(patients.map(({ id }) => id)) }
  const imagesOf = groupBy(selectAll(db, imagesOfPatients, ids), ({ sessionId }) => sessionId)
  const sessions = groupBy(selectAll(db, sessionsOfPatients, ids), ({ patientId }) => patientId)
  return patients.map((patient) => ({
    patient,
    sessions: (sessions.get(patient.id) ?? []).map(({ signed, ...session }): SessionSummary => {
      const images = imagesOf.get(session.id) ?? []
      return { session, images: images.length, standing: sessionStanding(signed, images) }
    })
  }))
}

/** How many patients a search finds, those beyond the list's limit included. */
export function count(db: ReadableDb, text: string): number {
  const words = searchWords(text)
  const counted = query(z.object({ count: z.int() }), `SELECT count(*) AS count FROM patients p ${condition(words)}`)
  return found(selectFirst(db, counted, parameters(words)), 'patient').count
}

// The index holds the search key, so that a search reads no other page until it has its patients.
function matching(db: ReadableDb, text: string, limit: number): Patient[] {
  const words = searchWords(text)
  const ranked = query(
    PatientRow.extend({ id: PatientId }),
    `SELECT ${patientColumns} FROM patients p
     WHERE p.id IN (SELECT id FROM patients p ${condition(words)} ORDER BY worklist_day DESC, id DESC LIMIT @limit)
     ORDER BY p.worklist_day DESC, p.id DESC`
  )
  return selectAll(db, ranked, { ...parameters(words), limit })
}

const condition = (words: readonly string[]): string =>
  words.length === 0 ? '' : `WHERE ${words.map((_, i) => `instr(p.search_key, @word${i}) > 0`).join(' AND ')}`

const parameters = (words: readonly string[]): Record<string, string> =>
  Object.fromEntries(words.map((word, i) => [`word${i}`, word]))

function groupBy<T, K>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>()
  for (const item of items) {
    const key = keyOf(item)
    const group = groups.get(key)
    if (group) group.push(item)
    else groups.set(key, [item])
  }
  return groups
}
