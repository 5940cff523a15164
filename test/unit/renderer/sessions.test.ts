import { describe, expect, it } from 'vitest'
import { CalendarDay } from '#shared/domain/units.ts'
import { patientId, sessionId } from '#test/fixtures/ids.ts'
import { aPatient, aSession } from '#test/fixtures/session.ts'
import { checkForm, emptyForm, formOf } from '../../../src/renderer/src/features/sessions/model/patientForm.ts'
import { worklistGroups } from '../../../src/renderer/src/features/sessions/model/worklist.ts'

const day = (iso: string): CalendarDay => CalendarDay.parse(iso)
const visit = (n: number, on: string) => ({
  session: aSession({ id: sessionId(n), day: day(on) }),
  images: 1,
  standing: 'analysed' as const
})

describe('the worklist', () => {
  const entries = [
    { patient: aPatient(), sessions: [visit(1, '2025-11-14'), visit(2, '2026-11-20')] },
    { patient: aPatient({ id: patientId(2) }), sessions: [visit(3, '2026-11-19')] },
    { patient: aPatient({ id: patientId(3) }), sessions: [] }
  ]

  it('puts each session under its day, the newest first, and forgets no patient', () => {
    const groups = worklistGroups(entries, day('2026-11-20'))
    expect(groups.map(({ name, rows }) => [name, rows.map(({ summary }) => summary?.session.id)])).toEqual([
      ['today', [sessionId(2)]],
      ['earlier', [sessionId(3), sessionId(1)]],
      ['without', [undefined]]
    ])
  })

  it('has no empty groups', () => {
    expect(worklistGroups([], day('2026-11-20'))).toEqual([])
  })
})

describe('the patient form', () => {
  it('gives back what a patient was entered with', () => {
    const patient = aPatient()
    const checked = checkForm(formOf(patient), '2026-11-20')
    expect(checked.ok && checked.details).toMatchObject({ familyName: 'Demo', born: '1965-05-03' })
  })

  it('says what is wrong with which field', () => {
    expect(checkForm(emptyForm, '2026-11-20')).toEqual({ ok: false, problems: { familyName: 'nameMissing' } })
    const long = { ...emptyForm, familyName: 'Demo', number: 'x'.repeat(65) }
    expect(checkForm(long, '2026-11-20')).toEqual({ ok: false, problems: { number: 'tooLong' } })
  })

  it('refuses a birthday after the visit', () => {
    const unborn = { ...emptyForm, familyName: 'Demo', born: '2027-01-01' }
    expect(checkForm(unborn, '2026-11-20')).toEqual({ ok: false, problems: { born: 'bornLater' } })
  })
})
