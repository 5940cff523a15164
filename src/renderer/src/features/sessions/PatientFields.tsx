import { useTranslation } from 'react-i18next'
import { Sex } from '#shared/domain/patient.ts'
import { ChoiceField, TextField } from '../../ui/Field.tsx'
import type { FormProblem, PatientForm } from './model/patientForm.ts'

type PatientFieldsProps = {
  readonly form: PatientForm
  readonly problems: Partial<Record<keyof PatientForm, FormProblem>>
  readonly change: (form: PatientForm) => void
}

/** The fields about a patient, each with what is wrong with it. */
export function PatientFields({ form, problems, change }: PatientFieldsProps) {
  const { t } = useTranslation(['sessions', 'domain'])
  const error = (field: keyof PatientForm): string | undefined => {
    const problem = problems[field]
    return problem && t(`sessions:dialog.${problem}`)
  }
  const field = (name: 'familyName' | 'givenName' | 'number' | 'born') => ({
    label: t(`sessions:dialog.${name}`),
    value: form[name],
    error: error(name),
    onChange: (event: { readonly currentTarget: { readonly value: string } }) =>
      change({ ...form, [name]: event.currentTarget.value })
  })
  return (
    <div className="patient-fields">
      <TextField {...field('familyName')} />
      <TextField {...field('givenName')} />
      <TextField {...field('number')} />
      <TextField {...field('born')} type="date" />
      <ChoiceField
        label={t('sessions:dialog.sex')}
        value={form.sex}
        onChange={(event) => change({ ...form, sex: Sex.parse(event.currentTarget.value) })}
      >
        {Sex.options.map((sex) => (
          <option key={sex} value={sex}>
            {t(`domain:sex.${sex}`)}
          </option>
        ))}
      </ChoiceField>
    </div>
  )
}
