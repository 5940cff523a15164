import { useQuery } from '@tanstack/react-query'
import { Command } from 'cmdk'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConversationHit, MarkedText } from '#shared/contract/conversationSearch.ts'
import { patientName } from '#shared/domain/patient.ts'
import { caption } from '../../i18n/domainWords.ts'
import { formatDay } from '../../i18n/format.ts'
import { conversationSearchQuery } from '../../ipc/queries.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { ErrorState } from '../../ui/States.tsx'
import { closeDialog } from '../../view/dialogs.ts'
import { useSettled } from '../../view/settled.ts'
import { goToTurn } from './wantedTurn.ts'

const PAUSE_MS = 200
const LONGEST = 200

/** A text whose matches are marked: bold and underlined, whatever the colours. */
function Marked({ text }: { readonly text: MarkedText }) {
  return text.map((stretch, index) =>
    // oxlint-disable-next-line react/no-array-index-key -- the stretches of one text never move
    stretch.marked ? <mark key={index}>{stretch.text}</mark> : <span key={index}>{stretch.text}</span>
  )
}

function Hit({ hit }: { readonly hit: ConversationHit }) {
  const { t } = useTranslation('chat')
  const { kind, patient, day, question, answer, sessionId, turnId } = hit
  const go = (): void => {
    closeDialog()
    // After the dialog has given the focus back, so that the turn can have it.
    setTimeout(() => goToTurn({ sessionId, turnId }))
  }
  return (
    <Command.Item value={turnId} onSelect={go} className="hit">
      <span className="caption">{caption(patientName(patient), patient.number, formatDay(day))}</span>
      <span className="hit-question">{kind === 'secondReading' ? t('reading.label') : <Marked text={question} />}</span>
      {answer === null ? null : (
        <span className="hit-answer">
          <Marked text={answer} />
        </span>
      )}
    </Command.Item>
  )
}

/** Finds questions and answers in the conversations of all sessions, and goes to them. */
export function ConversationSearch() {
  const { t } = useTranslation('chat')
  const [typed, setTyped] = useState('')
  const query = useSettled(typed, PAUSE_MS)
  const { data, error, refetch } = useQuery(conversationSearchQuery(query))
  const nothing = query.trim() === ''
  const hits = nothing || error ? [] : (data?.hits ?? [])
  const remark = nothing ? t('search.start') : data && hits.length === 0 ? t('search.none') : null
  return (
    <Dialog title={t('search.title')} width="wide" onClose={closeDialog}>
      <Command label={t('search.title')} className="palette" shouldFilter={false} loop>
        <Command.Input
          placeholder={t('search.placeholder')}
          className="input"
          maxLength={LONGEST}
          value={typed}
          onValueChange={setTyped}
        />
        <Command.List>
          {hits.map((hit) => (
            <Hit key={hit.turnId} hit={hit} />
          ))}
          {hits.length > 0 && data?.more === true ? <p className="hits-remark">{t('search.more')}</p> : null}
          {error ? (
            <ErrorState error={error} remedies={{ tryAgain: () => void refetch() }} />
          ) : (
            remark !== null && <p className="hits-remark">{remark}</p>
          )}
        </Command.List>
      </Command>
      <output className="visually-hidden">
        {error || nothing ? '' : hits.length === 0 ? (remark ?? '') : t('search.found', { count: hits.length })}
      </output>
    </Dialog>
  )
}
