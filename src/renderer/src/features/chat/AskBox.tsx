import { useEffect, useRef, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImageDetail, SessionDetail } from '#shared/contract/views.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { runCommand } from '../../view/commands.ts'
import { useImageNames } from '../../view/openSession.ts'
import { askAboutRegion, askAboutSession, useQuestionScope } from '../../view/questionScope.ts'
import { changeView, useView } from '../../view/sessionView.ts'
import { ask } from './actions.ts'
import { useChatFocus } from './chatFocus.ts'
import { suggestionsFor } from './model/suggestions.ts'

const LONGEST = 2000

const write = (unsentQuestion: string): void => changeView((view) => ({ ...view, unsentQuestion }))

type AskBoxProps = { readonly session: SessionDetail; readonly active: ImageDetail | undefined }

/** What the next question is about, each part to be changed with a click. */
function ScopeChips({ active }: Pick<AskBoxProps, 'active'>) {
  const { t } = useTranslation('chat')
  const names = useImageNames()
  const name = active ? (names.get(active.image.id) ?? '') : ''
  const { wholeSession, region } = useQuestionScope()
  const hasRegion = region !== null && region.imageId === active?.image.id
  return (
    <fieldset className="scope" aria-label={t('box.scope')}>
      <button
        type="button"
        className="scope-chip"
        title={wholeSession ? t('box.askImage', { name }) : t('box.askSession')}
        disabled={!active}
        onClick={() => askAboutSession(!wholeSession)}
      >
        {wholeSession || !active ? t('box.session') : t('box.thisImage', { name })}
      </button>
      {wholeSession || !active ? null : hasRegion ? (
        <button
          type="button"
          className="scope-chip scope-on"
          title={t('box.dropRegion')}
          onClick={() => askAboutRegion(null)}
        >
          {t('box.region')} <Icon name="reject" />
          <span className="visually-hidden">, {t('box.dropRegion')}</span>
        </button>
      ) : (
        <button type="button" className="scope-chip" title={t('box.drawRegion')} onClick={() => runCommand('tool.box')}>
          {t('box.noRegion')}
          <span className="visually-hidden">, {t('box.drawRegion')}</span>
        </button>
      )}
    </fieldset>
  )
}

/** Questions to begin with. */
function Suggestions({ session, active, send }: AskBoxProps & { readonly send: (question: string) => void }) {
  const { t } = useTranslation('chat')
  const region = useQuestionScope((state) => state.region)
  const hasRegion = region !== null && region.imageId === active?.image.id
  const suggestions = suggestionsFor({ images: session.images, active, hasRegion })
  if (suggestions.length === 0) return null
  return (
    <ul className="suggestions" aria-label={t('suggestions.label')}>
      {suggestions.map((suggestion) => (
        <li key={suggestion}>
          <button type="button" onClick={() => send(t(`suggestions.${suggestion}`))}>
            {t(`suggestions.${suggestion}`)}
          </button>
        </li>
      ))}
    </ul>
  )
}

/** Takes the focus when it was asked for, now or before the box was there. */
function useWantedFocus() {
  const box = useRef<HTMLTextAreaElement>(null)
  const wanted = useChatFocus((state) => state.wanted)
  useEffect(() => {
    if (!wanted) return
    box.current?.focus()
    useChatFocus.setState({ wanted: false })
  }, [wanted])
  return box
}

/** Where a question is written; what was typed and not sent is kept with the session. */
export function AskBox({ session, active }: AskBoxProps) {
  const { t } = useTranslation('chat')
  const box = useWantedFocus()
  const question = useView((view) => view.unsentQuestion)
  const { wholeSession, region } = useQuestionScope()
  if (session.readOnly !== null) return <p className="ask ask-closed">{t('box.readOnly')}</p>

  const send = (words: string): void => {
    const trimmed = words.trim()
    if (trimmed === '') return
    const imageId = wholeSession ? null : (active?.image.id ?? null)
    const scope = { imageId, region: region !== null && region.imageId === imageId ? region.box : null }
    void ask(session.session.id, trimmed, scope).then((taken) => (taken && words === question ? write('') : undefined))
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowUp' && question === '' && runCommand('chat.editLast')) return event.preventDefault()
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    send(question)
  }
  return (
    <div className="ask">
      <Suggestions session={session} active={active} send={send} />
      <div className="ask-box">
        <textarea
          ref={box}
          rows={2}
          maxLength={LONGEST}
          value={question}
          aria-label={t('box.label')}
          placeholder={t(wholeSession ? 'box.placeholderSession' : 'box.placeholder')}
          title={t('box.hint')}
          onChange={(event) => write(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <div className="ask-foot">
          <ScopeChips active={active} />
          <Button look="primary" className="ask-go" disabled={question.trim() === ''} onClick={() => send(question)}>
            {t('box.ask')} <span aria-hidden="true">⏎</span>
          </Button>
        </div>
      </div>
    </div>
  )
}
