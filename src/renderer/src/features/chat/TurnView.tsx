import { useTranslation } from 'react-i18next'
import { isQuestion, plainText, type Answer, type QuestionTurn, type Turn } from '#shared/domain/conversation.ts'
import { caption } from '../../i18n/domainWords.ts'
import { useImageNames } from '../../view/openSession.ts'
import { lightUp } from '../../view/spotlight.ts'
import { Citation } from './Citation.tsx'
import { EditQuestion } from './EditQuestion.tsx'
import { beginEdit, useEdited } from './editedTurn.ts'
import { follow } from '../../view/follow.ts'
import { blocksOf, citationCount, type Block } from './model/blocks.ts'
import { SecondReadingView } from './SecondReadingView.tsx'
import { TurnFoot } from './TurnFoot.tsx'

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

/** What was asked, and about what; a region can be gone to on the photograph. */
function Question({ turn }: { readonly turn: QuestionTurn }) {
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

function QuestionView({ turn }: { readonly turn: QuestionTurn }) {
  const { t } = useTranslation('chat')
  const edited = useEdited((state) => state.id === turn.id)
  const { answer } = turn
  return (
    <>
      {edited ? <EditQuestion turn={turn} /> : <Question turn={turn} />}
      <AnswerBody answer={answer} />
      <TurnFoot
        turn={turn}
        copied={{ words: plainText(answer.segments), told: t('copied') }}
        onEdit={() => beginEdit(turn.id)}
      >
        <Author answer={answer} />
      </TurnFoot>
    </>
  )
}

/** A question with its answer, or a second reading, and what can be done with it. */
export function TurnView({ turn, found }: TurnViewProps) {
  const { t } = useTranslation('chat')
  const names = useImageNames()
  const label = isQuestion(turn)
    ? turn.question
    : t('reading.of', { label: t('reading.label'), name: names.get(turn.imageId) ?? '' })
  return (
    <article className={found ? 'turn turn-found' : 'turn'} data-turn={turn.id} tabIndex={-1} aria-label={label}>
      {isQuestion(turn) ? <QuestionView turn={turn} /> : <SecondReadingView turn={turn} />}
    </article>
  )
}
