import { PatientDetails, type Patient, type Sex } from '#shared/domain/patient.ts'

/** What is typed about a patient, field by field as text. */
export type PatientForm = {
  readonly familyName: string
  readonly givenName: string
  readonly number: string
  /** "" when it is not known. */
  readonly born: string
  readonly sex: Sex
}

export const emptyForm: PatientForm = { familyName: '', givenName: '', number: '', born: '', sex: 'unknown' }

export const formOf = ({ familyName, givenName, number, born, sex }: Patient): PatientForm => ({
  familyName,
  givenName,
  number,
  born: born ?? '',
  sex
})

export type FormProblem = 'nameMissing' | 'tooLong' | 'badDay' | 'bornLater'

export type CheckedForm =
  | { readonly ok: true; readonly details: PatientDetails }
  | { readonly ok: false; readonly problems: Partial<Record<keyof PatientForm, FormProblem>> }

const problemOf = (field: keyof PatientForm, form: PatientForm): FormProblem =>
  field === 'born' ? 'badDay' : field === 'familyName' && form.familyName.trim() === '' ? 'nameMissing' : 'tooLong'

/** Checks what was typed against the domain's rules; a birthday after the given day is a slip. */
export function checkForm(form: PatientForm, onDay: string): CheckedForm {
  if (form.born !== '' && form.born > onDay) return { ok: false, problems: { born: 'bornLater' } }
  const parsed = PatientDetails.safeParse({ ...form, born: form.born === '' ? null : form.born })
  if (parsed.success) return { ok: true, details: parsed.data }
  const fields: readonly (keyof PatientForm)[] = ['familyName', 'givenName', 'number', 'born', 'sex']
  const wrong = new Set(parsed.error.issues.map((issue) => issue.path[0]))
  const problems: Partial<Record<keyof PatientForm, FormProblem>> = {}
  for (const field of fields) if (wrong.has(field)) problems[field] = problemOf(field, form)
  return { ok: false, problems }
}
