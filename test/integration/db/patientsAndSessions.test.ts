import fc from 'fast-check'
import { expect, it } from 'vitest'
import { PatientDetails, Sex } from '#shared/domain/patient.ts'
import { CalendarDay } from '#shared/domain/units.ts'
import { patients, reports, sessions, turns, views, worklist } from '#main/db/index.ts'
import { patientId, sessionId } from '#test/fixtures/ids.ts'
import { aVisit, addImage, addPatient, addSession, failureOf, open } from './scratch.ts'

const notFound = (what: string) => ({ 'record.notFound': { what } })
const signed = { 'report.signed': {} }

const details = fc
  .record({
    familyName: fc.string({ minLength: 1, maxLength: 60, unit: 'grapheme' }).filter((name) => name.trim() !== ''),
    givenName: fc.string({ maxLength: 60, unit: 'grapheme' }),
    number: fc.string({ maxLength: 30, unit: 'binary-ascii' }),
    born: fc.option(
      fc
        .date({ min: new Date('1900-01-01'), max: new Date('2026-01-01'), noInvalidDate: true })
        .map((date) => CalendarDay.parse(date.toISOString().slice(0, 10)))
    ),
    sex: fc.constantFrom(...Sex.options)
  })
  .map((typed) => PatientDetails.parse(typed))

it('gives back a patient as they were typed, whatever the letters', () => {
  const { write } = open()
  fc.assert(
    fc.property(details, details, (first, second) => {
      const made = patients.create(write, first)
      expect(patients.get(write, made.id)).toEqual({ ...first, id: made.id, createdAt: made.createdAt, demo: false })
      patients.update(write, made.id, second)
      expect(patients.get(write, made.id)).toEqual({ ...made, ...second })
    }),
    { numRuns: 60 }
  )
})

it('finds a patient by any word of their name or number, whatever case and accents', () => {
  const { write } = open()
  const patient = addPatient(write, { familyName: 'Ångström-Müller', givenName: 'Zoë', number: 'PH-0042/b' })
  addPatient(write, { familyName: 'Demo', givenName: 'Phantom', number: 'PH-0043' })
  const found = (query: string) => worklist.list(write, { query }).map((entry) => entry.patient.id)
  for (const query of ['angstrom', 'MÜLLER', 'muller zoe', 'zoe, ang', '0042', 'ph0042b', 'ph-0042/B', '  Zoë  ']) {
    expect([query, found(query)]).toEqual([query, [patient.id]])
  }
  expect(found('zoe 0043')).toEqual([])
  expect(found('%')).toEqual([])
  expect(found("' OR 1=1 --")).toEqual([])
  expect(found('')).toHaveLength(2)
  expect(worklist.count(write, 'ph')).toBe(2)
})

it('finds a patient under the new name after it was corrected, not under the old one', () => {
  const { write } = open()
  const patient = addPatient(write, { familyName: 'Demmo' })
  patients.update(write, patient.id, { ...patient, familyName: 'Demonstration' })
  expect(worklist.count(write, 'demmo')).toBe(0)
  expect(worklist.count(write, 'demonstration')).toBe(1)
})

it('knows the demonstration by its mark, not by its name, and no longer when it was removed', () => {
  const { write } = open()
  addSession(write, addPatient(write, { familyName: 'Demo' }))
  expect(sessions.ofDemonstration(write)).toBeUndefined()
  const demo = patients.create(write, addPatient(write), { demo: true })
  const first = addSession(write, demo)
  addSession(write, demo)
  expect(sessions.ofDemonstration(write)).toEqual(first)
  for (const entry of worklist.list(write, { query: '' }).flatMap(({ sessions: all }) => all)) {
    sessions.remove(write, entry.session.id)
  }
  expect(sessions.ofDemonstration(write)).toBeUndefined()
})

it('says what is missing instead of returning nothing', () => {
  const { write } = open()
  expect(failureOf(() => patients.get(write, patientId(9)))).toEqual(notFound('patient'))
  expect(failureOf(() => patients.update(write, patientId(9), addPatient(write)))).toEqual(notFound('patient'))
  expect(failureOf(() => sessions.create(write, { patientId: patientId(9), ...aVisit }))).toEqual(notFound('patient'))
  expect(failureOf(() => sessions.get(write, sessionId(9)))).toEqual(notFound('session'))
  expect(failureOf(() => sessions.annotate(write, sessionId(9), ''))).toEqual(notFound('session'))
  expect(failureOf(() => sessions.remove(write, sessionId(9)))).toEqual(notFound('session'))
  expect(failureOf(() => sessions.restore(write, sessionId(9)))).toEqual(notFound('session'))
})

it('hides a removed session with all that is in it, and brings it back as it was', () => {
  const { write } = open()
  const image = addImage(write)
  const { sessionId: id } = image
  const turn = turns.ask(write, { sessionId: id, question: 'How wide?', scope: { imageId: null, region: null } })
  reports.save(write, id, { assessment: 'no referral' })
  const before = [sessions.get(write, id), worklist.list(write, { query: '' }), reports.get(write, id)]
  sessions.remove(write, id)
  expect(failureOf(() => sessions.get(write, id))).toEqual(notFound('session'))
  expect(failureOf(() => sessions.remove(write, id))).toEqual(notFound('session'))
  expect(failureOf(() => reports.get(write, id))).toEqual(notFound('session'))
  expect(failureOf(() => addImage(write, { sessionId: id }))).toEqual(notFound('session'))
  expect(worklist.list(write, { query: '' })[0]?.sessions).toEqual([])
  sessions.restore(write, id)
  expect([sessions.get(write, id), worklist.list(write, { query: '' }), reports.get(write, id)]).toEqual(before)
  expect(turns.ofSession(write, id)).toEqual([turn])
  expect(failureOf(() => sessions.restore(write, id))).toEqual(notFound('session'))
})

it('stamps a session with each change of its content, and with nothing else', () => {
  const { write } = open()
  const { id, updatedAt } = addSession(write)
  const view = { ...views.get(write, id), pane: 'chat' as const }
  views.save(write, id, view)
  expect(sessions.get(write, id).updatedAt).toBe(updatedAt)
  expect(sessions.annotate(write, id, 'a note')).toMatchObject({ note: 'a note' })
  expect(sessions.get(write, id).updatedAt).toBeGreaterThan(updatedAt)
  expect(views.get(write, id)).toEqual(view)
})

it('lets nothing in a signed session change until it is reopened', () => {
  const { write } = open()
  const { id } = addSession(write)
  reports.sign(write, id)
  expect(failureOf(() => sessions.annotate(write, id, 'late'))).toEqual(signed)
  expect(failureOf(() => addImage(write, { sessionId: id }))).toEqual(signed)
  expect(failureOf(() => reports.save(write, id, { assessment: 'late' }))).toEqual(signed)
  expect(failureOf(() => reports.sign(write, id))).toEqual(signed)
  reports.reopen(write, id)
  expect(sessions.annotate(write, id, 'late').note).toBe('late')
})
