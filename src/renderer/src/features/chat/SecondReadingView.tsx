import { useTranslation } from 'react-i18next'
import type { SecondReadingTurn } from '#shared/domain/conversation.ts'
import { disagreeing, plainReading, type ReadSentence, type SecondReading } from '#shared/domain/secondReading.ts'
import { caption } from '../../i18n/domainWords.ts'
import { errorWords, keptError } from '../../i18n/errorText.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { runCommand } from '../../view/commands.ts'
import { useImageNames, useOpenSession } from '../../view/openSession.ts'
import { Citation } from './Citation.tsx'
import { TurnFoot } from './TurnFoot.tsx'

/** A sentence, with what the analysis says otherwise under it: in words and with a sign, whatever the colours. */
function Sentence({ sentence }: { readonly sentence: ReadSentence }) {
  const { t } = useTranslation('chat')
  const { text, disagreements } = sentence
  return (
    <li className={disagreements.length > 0 ? 'read-differs' : undefined}>
      {text}
      {disagreements.map(({ evidence }) => (
        <p key={evidence.id} className="read-against">
          <Icon name="differs" />
          <span>
            {t('reading.analysisSays')} <Citation evidence={evidence} />
          </span>
        </p>
      ))}
    </li>
  )
}

/** What a reading that has no words yet is waiting for. */
function Stage({ reading: { progress } }: { readonly reading: SecondReading }) {
  const { t } = useTranslation('chat')
  const stage = progress?.stage
  return <p className="answer-waiting">{t(`reading.${stage === 'load' || stage === 'look' ? stage : 'queued'}`)}</p>
}

/** How far the words can be held against the analysis, and how many differ. */
function Comparison({ turn }: { readonly turn: SecondReadingTurn }) {
  const { t } = useTranslation('chat')
  const { data: session } = useOpenSession()
  const { sentences, against, state } = turn.reading
  if (sentences.length === 0) return state === 'complete' ? <p className="caption">{t('reading.nothing')}</p> : null
  if (against === null) return <p className="caption">{t('reading.notCompared')}</p>
  const count = disagreeing(sentences)
  const now = session?.images.find(({ image }) => image.id === turn.imageId)?.analysis?.id
  return (
    <>
      <p className="caption">
        {count > 0 ? t('reading.differs', { count }) : t('reading.agrees')} {t('reading.compared')}
      </p>
      {now === against ? null : <p className="caption">{t('reading.outdated')}</p>}
    </>
  )
}

function Failure({ turn }: { readonly turn: SecondReadingTurn }) {
  const { t } = useTranslation('chat')
  const { title, remedy, action } = errorWords(keptError(turn.reading.failure, turn.id))
  return (
    <div className="chat-note" role="alert">
      <p>
        {title}. {remedy}
      </p>
      {action === 'openModels' ? (
        <Button look="outline" onClick={() => runCommand('models.open')}>
          {t('reading.openModels')}
        </Button>
      ) : null}
    </div>
  )
}

/** What a second reader said of a photograph, apart from all answers and under the label that says what it is. */
export function SecondReadingView({ turn }: { readonly turn: SecondReadingTurn }) {
  const { t } = useTranslation('chat')
  const names = useImageNames()
  const { reading, imageId } = turn
  const { state, sentences, model } = reading
  const name = caption(names.get(imageId), model?.name)
  const words = `${t('reading.label')} (${name})\n${plainReading(sentences, t('reading.analysisSays'))}`
  return (
    <>
      <div className="reading">
        <header>
          <Icon name="eye" />
          <h3>{t('reading.label')}</h3>
          <p className="caption">{name}</p>
        </header>
        <ul className={state === 'streaming' ? 'reading-streaming' : undefined}>
          {sentences.map((sentence, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- sentences are only ever appended
            <Sentence key={index} sentence={sentence} />
          ))}
        </ul>
        {state === 'waiting' ? <Stage reading={reading} /> : null}
        {state === 'stopped' ? <p className="caption">{t('stopped')}</p> : null}
        {state === 'failed' ? <Failure turn={turn} /> : null}
        {state === 'waiting' || state === 'streaming' ? null : <Comparison turn={turn} />}
      </div>
      <TurnFoot turn={turn} copied={{ words, told: t('reading.copied') }}>
        {null}
      </TurnFoot>
    </>
  )
}
