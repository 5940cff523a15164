import type { PatientEntry, SessionSummary } from '#shared/contract/views.ts'
import type { Patient } from '#shared/domain/patient.ts'
import type { CalendarDay } from '#shared/domain/units.ts'

export type WorklistRow = { readonly patient: Patient; readonly summary: SessionSummary | null }

export type WorklistGroup = { readonly name: 'today' | 'earlier' | 'without'; readonly rows: readonly WorklistRow[] }

const newestFirst = (a: WorklistRow, b: WorklistRow): number => {
  const [first, second] = [a.summary?.session, b.summary?.session]
  if (!first || !second) return 0
  return first.day === second.day ? second.createdAt - first.createdAt : first.day < second.day ? 1 : -1
}

/** Sessions by day, the newest first: those of today (and later), earlier ones, and patients without a session. */
export function worklistGroups(entries: readonly PatientEntry[], today: CalendarDay): readonly WorklistGroup[] {
  const rows = entries
    .flatMap(({ patient, sessions }) => sessions.map((summary): WorklistRow => ({ patient, summary })))
    .toSorted(newestFirst)
  const groups: readonly WorklistGroup[] = [
    { name: 'today', rows: rows.filter(({ summary }) => summary !== null && summary.session.day >= today) },
    { name: 'earlier', rows: rows.filter(({ summary }) => summary !== null && summary.session.day < today) },
    {
      name: 'without',
      rows: entries.filter(({ sessions }) => sessions.length === 0).map(({ patient }) => ({ patient, summary: null }))
    }
  ]
  return groups.filter((group) => group.rows.length > 0)
}
