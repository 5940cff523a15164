import { z } from 'zod'
import { PatientId } from './ids.ts'
import { CalendarDay, UtcMs } from './units.ts'

export const Sex = z.enum(['female', 'male', 'other', 'unknown'])
export type Sex = z.infer<typeof Sex>

/** What the clinician types about a patient. */
export const PatientDetails = z.object({
  familyName: z.string().trim().min(1).max(120),
  givenName: z.string().trim().max(120),
  /** The clinic's own number. */
  number: z.string().trim().max(64),
  born: CalendarDay.nullable(),
  sex: Sex
})
export type PatientDetails = z.infer<typeof PatientDetails>

export const Patient = PatientDetails.extend({
  id: PatientId,
  createdAt: UtcMs,
  /** True for the demonstration patient that a fresh install offers. */
  demo: z.boolean()
})
export type Patient = z.infer<typeof Patient>

/** "Family, Given" as worklists show it. */
export const patientName = (patient: Pick<PatientDetails, 'familyName' | 'givenName'>): string =>
  patient.givenName === '' ? patient.familyName : `${patient.familyName}, ${patient.givenName}`

/** Completed years on a day; undefined when the birthday is not known or lies after that day. */
export function ageOn(day: CalendarDay, born: CalendarDay | null): number | undefined {
  if (born === null || born > day) return undefined
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  const [birthYear = 0, birthMonth = 0, birthDate = 0] = born.split('-').map(Number)
  const hadBirthday = month > birthMonth || (month === birthMonth && date >= birthDate)
  return year - birthYear - (hadBirthday ? 0 : 1)
}
