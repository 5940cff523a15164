import { expect, it } from 'vitest'
import type { SessionStanding } from '#shared/contract/views.ts'
import type { Analysis } from '#shared/domain/analysis.ts'
import { CalendarDay } from '#shared/domain/units.ts'
import { type WritableDb, analyses, images, jobs, reports, sessions, worklist } from '#main/db/index.ts'
import { anAnalysis, moderateByRule } from '#test/fixtures/analysis.ts'
import { sha256 } from '#test/fixtures/ids.ts'
import { addAnalysis, addImage, addPatient, addSession, failureOf, open } from './scratch.ts'

const day = (text: string) => CalendarDay.parse(text)
const none = { ...moderateByRule, level: 0, label: 'No apparent retinopathy' }
const healthy: Partial<Analysis> = { grades: [none] }

const standingOf = (db: WritableDb): SessionStanding | undefined =>
  worklist.list(db, { query: '' })[0]?.sessions[0]?.standing

/** A session with two photographs of two eyes. */
function bothEyes(db: WritableDb) {
  const { id: sessionId } = addSession(db)
  const right = addImage(db, { sessionId, hash: sha256(1), eye: { by: 'clinician', eye: 'OD' } })
  const left = addImage(db, { sessionId, hash: sha256(2), eye: { by: 'clinician', eye: 'OS' } })
  return { sessionId, right, left }
}

it('follows a session from empty to signed', () => {
  const { write } = open()
  const { sessionId, right, left } = bothEyes(write)
  expect(standingOf(write)).toBe('failed')
  const [first, second] = [right, left].map((image) => jobs.enqueue(write, 'analyse', image.id))
  if (!first || !second) throw new Error('two jobs were queued')
  expect(standingOf(write)).toBe('analysing')
  jobs.start(write, first.id)
  addAnalysis(write, right, healthy)
  jobs.end(write, first.id, { state: 'succeeded' })
  expect(standingOf(write)).toBe('analysing')
  jobs.end(write, second.id, { state: 'cancelled' })
  expect(standingOf(write)).toBe('failed')
  addAnalysis(write, left, healthy)
  expect(standingOf(write)).toBe('noReferral')
  addAnalysis(write, left)
  expect(standingOf(write)).toBe('refer')
  reports.sign(write, sessionId)
  expect(standingOf(write)).toBe('signed')
  reports.reopen(write, sessionId)
  images.remove(write, left.id)
  expect(standingOf(write)).toBe('noReferral')
  images.remove(write, right.id)
  expect(standingOf(write)).toBe('empty')
})

it('follows the grades that stand after a review', () => {
  const { write } = open()
  const { right, left } = bothEyes(write)
  addAnalysis(write, right)
  addAnalysis(write, left, healthy)
  expect(standingOf(write)).toBe('refer')
  analyses.regrade(write, right.id, [none])
  expect(standingOf(write)).toBe('noReferral')
  analyses.regrade(write, right.id, [moderateByRule])
  expect(standingOf(write)).toBe('refer')
  expect(analyses.latest(write, right.id)?.grades).toEqual([moderateByRule])
  const other = addImage(write)
  expect(failureOf(() => analyses.regrade(write, other.id, []))).toEqual({ 'record.notFound': { what: 'analysis' } })
})

it('counts the photographs and lists the visits of each patient, the latest first', () => {
  const { write } = open()
  const [a, b, c] = ['A', 'B', 'C'].map((givenName) => addPatient(write, { givenName }))
  if (!a || !b || !c) throw new Error('three patients were added')
  const visit = (patientId: typeof a.id, on: string) => sessions.create(write, { patientId, day: day(on) })
  const old = visit(a.id, '2020-01-01')
  const recent = visit(a.id, '2030-01-01')
  const middle = visit(b.id, '2027-01-01')
  addImage(write, { sessionId: old.id })
  const listed = () =>
    worklist.list(write, { query: '' }).map(({ patient, sessions: all }) => ({
      name: patient.givenName,
      sessions: all.map(({ session, images: count }) => [session.id, count])
    }))
  expect(listed()).toEqual([
    {
      name: 'A',
      sessions: [
        [recent.id, 0],
        [old.id, 1]
      ]
    },
    { name: 'B', sessions: [[middle.id, 0]] },
    { name: 'C', sessions: [] }
  ])
  sessions.remove(write, recent.id)
  expect(listed().map(({ name }) => name)).toEqual(['B', 'C', 'A'])
  sessions.restore(write, recent.id)
  expect(listed().map(({ name }) => name)).toEqual(['A', 'B', 'C'])
})

it('shows no more than the limit, and says how many there are', () => {
  const { write } = open()
  for (let i = 0; i < 12; i++) addPatient(write, { number: `PH-${i}` })
  const all = worklist.list(write, { query: '' })
  expect(worklist.list(write, { query: '', limit: 5 })).toEqual(all.slice(0, 5))
  expect(worklist.count(write, '')).toBe(12)
  expect(worklist.list(write, { query: 'ph-1', limit: 2 })).toHaveLength(2)
  expect(worklist.count(write, 'ph-1')).toBe(3)
})

it('reads no analysis and no table row of a photograph to draw the list', () => {
  const { write } = open()
  const plan = write.connection
    .prepare(
      `EXPLAIN QUERY PLAN SELECT id FROM patients p WHERE instr(p.search_key, 'x') > 0
       ORDER BY worklist_day DESC, id DESC LIMIT 1`
    )
    .all()
  expect(JSON.stringify(plan)).toContain('COVERING INDEX patients_by_worklist')
  const { right } = bothEyes(write)
  analyses.record(write, right.id, anAnalysis({ imageHash: right.hash }))
  write.connection.exec(`DROP TRIGGER analyses_unchanged; UPDATE analyses SET body = 'no JSON'`)
  expect(standingOf(write)).toBe('refer')
})
