import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Patient } from '#shared/domain/patient.ts'
import { errorWords } from '../../i18n/errorText.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Banner } from '../../ui/States.tsx'
import { closeDialog } from '../../view/dialogs.ts'
import { useToday } from '../../view/today.ts'
import { savePatient } from './actions.ts'
import { checkForm, formOf, type FormProblem, type PatientForm } from './model/patientForm.ts'
import { PatientFields } from './PatientFields.tsx'

/** Changes what is known about a patient. */
export function EditPatientDialog({ patient }: { readonly patient: Patient }) {
  const { t } = useTranslation(['sessions', 'common'])
  const [form, setForm] = useState(() => formOf(patient))
  const [problems, setProblems] = useState<Partial<Record<keyof PatientForm, FormProblem>>>({})
  const today = useToday()
  const [failure, setFailure] = useState<unknown>(null)
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const checked = checkForm(form, today)
    setProblems(checked.ok ? {} : checked.problems)
    if (!checked.ok) return
    try {
      await savePatient(patient, checked.details)
      closeDialog()
    } catch (error) {
      setFailure(error)
    }
  }
  return (
    <Dialog title={t('sessions:dialog.editTitle')} onClose={closeDialog}>
      <form className="dialog-form" onSubmit={(event) => void submit(event)} noValidate>
        <PatientFields form={form} problems={problems} change={setForm} />
        {failure === null ? null : <Banner tone="warn">{errorWords(failure).title}</Banner>}
        <div className="dialog-actions">
          <Button look="outline" onClick={closeDialog}>
            {t('common:cancel')}
          </Button>
          <Button look="primary" type="submit">
            {t('sessions:dialog.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
