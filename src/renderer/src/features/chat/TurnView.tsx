import { useTranslation } from 'react-i18next'
import { plainText, type Answer, type Turn } from '#shared/domain/conversation.ts'
import { caption } from '../../i18n/domainWords.ts'
import { Button } from '../../ui/Button.tsx'
import { copyText } from '../../ui/copyText.ts'
import { useImageNames, useReadOnly } from '../../view/openSession.ts'
import { lightUp } from '../../view/spotlight.ts'
import { showToast } from '../../view/toasts.ts'
import { togglePick } from '../../view/pickTurn.ts'
import { askAgain, removeTurn, stopAnswer } from './actions.ts'
import { Citation } from './Citation.tsx'
import { EditQuestion } from './EditQuestion.tsx'
import { beginEdit, useEdited } from './editedTurn.ts'
import { follow } from '../../view/follow.ts'
import { blocksOf, citationCount, isUnderWay, type Block } from './model/blocks.ts'

function BlockView({ block }: { readonly block: Block }) {
  if (block.kind === 'note') return <p className="chat-note">{block.text}</p>
  return (
    <p>
      {block.parts.map((part, index) =>
        part.kind === 'citation' ? (
          // oxlint-disable-next-line react/no-array-index-key -- segments are only ever appended
          <Citation key={index} evidence={part.evidence} />
        ) : (
          // oxlint-disable-next-line react/no-array-index-key -- segments are only ever appended
          <span key={index}>{part.text}</span>
        )
      )}
    </p>
  )
}

function AnswerBody({ answer }: { readonly answer: Answer }) {
  const { t } = useTranslation('chat')
  const blocks = blocksOf(answer.segments)
  return (
    <div className={answer.state === 'streaming' ? 'answer answer-streaming' : 'answer'}>
      {blocks.map((block, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- blocks are only ever appended
        <BlockView key={index} block={block} />
      ))}
      {answer.state === 'waiting' ? <p className="answer-waiting">{t('waiting')}</p> : null}
      {answer.state === 'stopped' ? <p className="caption">{t('stopped')}</p> : null}
      {answer.state === 'failed' ? (
        <p className="chat-note">
          {t('failed.title')} {t('failed.remedy')}
        </p>
      ) : null}
    </div>
  )
}

function Author({ answer }: { readonly answer: Answer }) {
  const { t } = useTranslation('chat')
  const { generator, replaced, segments } = answer
  if (!generator) return null
  const count = citationCount(segments)
  const words = caption(
    generator.kind === 'composer' ? t('byComposer') : t('byModel', { id: generator.id, version: generator.version }),
    count > 0 && t('citations', { count }),
    replaced > 0 && t('replaced', { count: replaced })
  )
  return (
    <span className="answer-author" title={replaced > 0 ? t('replacedHint') : undefined}>
      {words}
    </span>
  )
}

function Foot({ turn }: { readonly turn: Turn }) {
  const { t } = useTranslation('chat')
  const readOnly = useReadOnly() !== null
  const { answer } = turn
  if (isUnderWay(answer))
    return (
      <div className="turn-foot">
        <Button icon="stop" onClick={() => void stopAnswer(turn)}>
          {t('stop')}
        </Button>
      </div>
    )
  const copy = (): void => {
    copyText(plainText(answer.segments)).then(
      () => showToast({ title: t('copied') }),
      () => showToast({ kind: 'error', title: t('notCopied') })
    )
  }
  return (
    <div className="turn-foot">
      <Button onClick={copy}>{t('copy')}</Button>
      {readOnly ? null : (
        <>
          <Button onClick={() => void askAgain(turn)}>{t('again')}</Button>
          <Button onClick={() => beginEdit(turn.id)}>{t('edit')}</Button>
          <Button aria-pressed={turn.picked} onClick={() => void togglePick(turn)} disabled={answer.state === 'failed'}>
            {t(turn.picked ? 'picked' : 'pick')}
          </Button>
          <Button onClick={() => void removeTurn(turn)}>{t('remove')}</Button>
        </>
      )}
      <Author answer={answer} />
    </div>
  )
}

/** What was asked, and about what; a region can be gone to on the photograph. */
function Question({ turn }: { readonly turn: Turn }) {
  const { t } = useTranslation('chat')
  const names = useImageNames()
  const { imageId, region } = turn.scope
  const lit =
    imageId !== null && region ? { imageId, findings: [], marks: [{ shape: 'box' as const, box: region }] } : null
  return (
    <div className="question" onMouseEnter={() => lightUp(lit)} onMouseLeave={() => (lit ? lightUp(null) : undefined)}>
      <span className="visually-hidden">{`${t('you')}: `}</span>
      <p>{turn.question}</p>
      <p className="caption">
        {imageId === null ? t('box.session') : names.get(imageId)}
        {lit ? (
          <>
            {' · '}
            <button type="button" className="question-region" title={t('showRegion')} onClick={() => follow(lit)}>
              {t('box.region')}
            </button>
          </>
        ) : null}
      </p>
    </div>
  )
}

type TurnViewProps = {
  readonly turn: Turn
  /** True for a moment after a search has led here. */
  readonly found: boolean
}

/** A question with its answer and what can be done with it. */
export function TurnView({ turn, found }: TurnViewProps) {
  const edited = useEdited((state) => state.id === turn.id)
  return (
    <article
      className={found ? 'turn turn-found' : 'turn'}
      data-turn={turn.id}
      tabIndex={-1}
      aria-label={turn.question}
    >
      {edited ? <EditQuestion turn={turn} /> : <Question turn={turn} />}
      <AnswerBody answer={turn.answer} />
      <Foot turn={turn} />
    </article>
  )
}
