import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { QuestionTurn } from '#shared/domain/conversation.ts'
import { Button } from '../../ui/Button.tsx'
import { reviseTurn } from './actions.ts'
import { useChatFocus } from './chatFocus.ts'
import { endEdit } from './editedTurn.ts'

/** A question in a box, to be worded anew in its place. */
export function EditQuestion({ turn }: { readonly turn: QuestionTurn }) {
  const { t } = useTranslation('chat')
  const [question, setQuestion] = useState(turn.question)
  const box = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    box.current?.focus()
    box.current?.setSelectionRange(turn.question.length, turn.question.length)
  }, [turn.question])
  const leave = (): void => {
    endEdit()
    useChatFocus.setState({ wanted: true })
  }
  const send = (): void => {
    const trimmed = question.trim()
    if (trimmed !== '') void reviseTurn(turn, trimmed).then((taken) => (taken ? leave() : undefined))
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape') leave()
    else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault()
      send()
    }
  }
  return (
    <div className="ask-box question-edit">
      <textarea
        ref={box}
        rows={2}
        maxLength={2000}
        value={question}
        aria-label={t('editLabel')}
        title={t('editHint')}
        onChange={(event) => setQuestion(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <div className="ask-foot">
        <Button onClick={leave}>{t('cancel')}</Button>
        <Button look="primary" className="ask-go" disabled={question.trim() === ''} onClick={send}>
          {t('askAgain')} <span aria-hidden="true">⏎</span>
        </Button>
      </div>
    </div>
  )
}
