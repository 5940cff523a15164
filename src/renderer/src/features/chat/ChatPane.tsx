import { useTranslation } from 'react-i18next'
import { isUnderWay } from '#shared/domain/answerState.ts'
import { isQuestion, plainText, stateOf, type Turn } from '#shared/domain/conversation.ts'
import { plainReading } from '#shared/domain/secondReading.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState, ErrorState, Waiting } from '../../ui/States.tsx'
import { useActiveImage, useOpenSession } from '../../view/openSession.ts'
import { useOpenView } from '../../view/sessionView.ts'
import { AskBox } from './AskBox.tsx'
import { ChatBar } from './ChatBar.tsx'
import { TurnView } from './TurnView.tsx'
import { useStickyScroll } from './useStickyScroll.ts'
import { useWantedTurn } from './wantedTurn.ts'
import './chat.css'

/** Says to screen readers that an answer or a reading is being written, and the whole of it once it is settled. */
function LiveAnswer({ last }: { readonly last: Turn | undefined }) {
  const { t } = useTranslation('chat')
  const spoken = (turn: Turn): string => {
    if (isUnderWay(stateOf(turn))) return t(isQuestion(turn) ? 'streaming' : 'reading.underWay')
    if (isQuestion(turn)) return t('done', { answer: plainText(turn.answer.segments) })
    const words = plainReading(turn.reading.sentences, t('reading.analysisSays'))
    return t('reading.done', { label: t('reading.label'), words })
  }
  return <output className="visually-hidden">{last ? spoken(last) : ''}</output>
}

function Conversation({ turns }: { readonly turns: readonly Turn[] }) {
  const { t } = useTranslation('chat')
  const { frame, content, hasNewBelow, toEnd } = useStickyScroll()
  const found = useWantedTurn(frame, turns)
  return (
    <div className="chat-frame">
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolled by keys */}
      <section className="pane-scroll" ref={frame} tabIndex={0} aria-label={t('conversation')}>
        <div ref={content}>
          {turns.length === 0 ? (
            <EmptyState icon="info" title={t('empty.title')} body={t('empty.body')} />
          ) : (
            turns.map((turn) => <TurnView key={turn.id} turn={turn} found={turn.id === found} />)
          )}
        </div>
      </section>
      {hasNewBelow ? (
        <Button look="outline" className="chat-below" icon="down" onClick={toEnd}>
          {t('newBelow')}
        </Button>
      ) : null}
      <LiveAnswer last={turns.at(-1)} />
    </div>
  )
}

/** The conversation about the session, and where the next question is written. */
export function ChatPane() {
  const { t } = useTranslation(['chat', 'common'])
  const sessionId = useOpenView((state) => state.sessionId)
  const { data: session, error, refetch } = useOpenSession()
  const active = useActiveImage()
  if (sessionId === null)
    return <EmptyState icon="select" title={t('chat:noSession.title')} body={t('chat:noSession.body')} />
  if (error && !session) return <ErrorState error={error} remedies={{ tryAgain: () => void refetch() }} />
  if (!session) return <Waiting label={t('common:loading')} rows={5} />
  return (
    <div className="chat">
      <ChatBar sessionId={session.session.id} />
      <Conversation key={session.session.id} turns={session.turns} />
      <AskBox session={session} active={active} />
    </div>
  )
}
