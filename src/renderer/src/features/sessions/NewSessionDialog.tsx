import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChosenFile } from '#shared/contract/views.ts'
import { patientName, type Patient } from '#shared/domain/patient.ts'
import { CalendarDay } from '#shared/domain/units.ts'
import { caption } from '../../i18n/domainWords.ts'
import { errorWords } from '../../i18n/errorText.ts'
import { useWorklist } from '../../ipc/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { ChoiceField, TextField } from '../../ui/Field.tsx'
import { Banner } from '../../ui/States.tsx'
import { closeDialog } from '../../view/dialogs.ts'
import { importInto } from '../../view/importFiles.ts'
import { useSettled } from '../../view/settled.ts'
import { useToday } from '../../view/today.ts'
import { createSession, type Who } from './actions.ts'
import { checkForm, emptyForm, type FormProblem, type PatientForm } from './model/patientForm.ts'
import { PatientFields } from './PatientFields.tsx'

type Kind = 'known' | 'new'

function KindChoice({ kind, choose }: { readonly kind: Kind; readonly choose: (kind: Kind) => void }) {
  const { t } = useTranslation('sessions')
  return (
    <fieldset className="segments kind-choice" aria-label={t('dialog.choose')}>
      <button type="button" aria-pressed={kind === 'new'} onClick={() => choose('new')}>
        {t('dialog.someoneNew')}
      </button>
      <button type="button" aria-pressed={kind === 'known'} onClick={() => choose('known')}>
        {t('dialog.known')}
      </button>
    </fieldset>
  )
}

type KnownProps = {
  readonly chosen: Patient | null
  readonly missing: boolean
  readonly choose: (patient: Patient | null) => void
}

function KnownPatient({ chosen, missing, choose }: KnownProps) {
  const { t } = useTranslation('sessions')
  const [typed, setTyped] = useState('')
  const { data = [] } = useWorklist(useSettled(typed))
  const found = data.map(({ patient }) => patient)
  // Whoever was chosen stays chosen while another search is typed.
  const offered = chosen && !found.some(({ id }) => id === chosen.id) ? [chosen, ...found] : found
  return (
    <>
      <TextField
        label={t('search')}
        type="search"
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <ChoiceField
        label={t('dialog.choose')}
        value={chosen?.id ?? ''}
        error={missing ? t('dialog.patientMissing') : undefined}
        onChange={(event) => choose(offered.find(({ id }) => id === event.currentTarget.value) ?? null)}
      >
        <option value="">–</option>
        {offered.map((patient) => (
          <option key={patient.id} value={patient.id}>
            {caption(patientName(patient), patient.number)}
          </option>
        ))}
      </ChoiceField>
    </>
  )
}

type Problems = Partial<Record<keyof PatientForm, FormProblem>>

/** What was entered, and how it is checked and sent. */
function useNewSession(patient: Patient | null, files: readonly ChosenFile[]) {
  const [kind, setKind] = useState<Kind>(patient ? 'known' : 'new')
  const [known, setKnown] = useState(patient)
  const [form, setForm] = useState(emptyForm)
  const [day, setDay] = useState<string>(useToday())
  const [problems, setProblems] = useState<Problems>({})
  const [tried, setTried] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const parsedDay = CalendarDay.safeParse(day)

  const who = (): Who | null => {
    if (kind === 'known') return known ? { known: known.id } : null
    const checked = checkForm(form, day)
    setProblems(checked.ok ? {} : checked.problems)
    return checked.ok ? { details: checked.details } : null
  }
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    setTried(true)
    const chosen = who()
    if (!chosen || !parsedDay.success) return
    setBusy(true)
    try {
      const sessionId = await createSession(chosen, parsedDay.data)
      closeDialog()
      if (files.length > 0) await importInto(sessionId, files)
    } catch (error) {
      setFailure(error)
      setBusy(false)
    }
  }
  const missing = { day: tried && !parsedDay.success, patient: tried && kind === 'known' && known === null }
  return { kind, setKind, known, setKnown, form, setForm, day, setDay, problems, missing, failure, busy, submit }
}

type NewSessionDialogProps = { readonly patient: Patient | null; readonly files: readonly ChosenFile[] }

/** Asks whose session it is and of which day. */
export function NewSessionDialog({ patient, files }: NewSessionDialogProps) {
  const { t } = useTranslation(['sessions', 'common'])
  const entry = useNewSession(patient, files)
  const description = files.length > 0 ? { description: t('sessions:dialog.withFiles', { count: files.length }) } : {}
  return (
    <Dialog title={t('sessions:dialog.title')} {...description} onClose={closeDialog}>
      <form className="dialog-form" onSubmit={(event) => void entry.submit(event)} noValidate>
        <KindChoice kind={entry.kind} choose={entry.setKind} />
        {entry.kind === 'known' ? (
          <KnownPatient chosen={entry.known} missing={entry.missing.patient} choose={entry.setKnown} />
        ) : (
          <PatientFields form={entry.form} problems={entry.problems} change={entry.setForm} />
        )}
        <TextField
          label={t('sessions:dialog.day')}
          type="date"
          value={entry.day}
          error={entry.missing.day ? t('sessions:dialog.badDay') : undefined}
          onChange={(event) => entry.setDay(event.currentTarget.value)}
        />
        {entry.failure === null ? null : <Banner tone="warn">{errorWords(entry.failure).title}</Banner>}
        <div className="dialog-actions">
          <Button look="outline" onClick={closeDialog}>
            {t('common:cancel')}
          </Button>
          <Button look="primary" type="submit" disabled={entry.busy}>
            {t('sessions:dialog.create')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
