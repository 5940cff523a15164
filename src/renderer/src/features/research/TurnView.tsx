import { useTranslation } from 'react-i18next'
import type { DialogueTurn } from '#shared/contract/research.ts'

/** A question and its answer. */
export function TurnView({ turn: { question, answer } }: { readonly turn: DialogueTurn }) {
  const { t } = useTranslation('research')
  return (
    <dl className="run-turn">
      <dt>
        <span className="visually-hidden">{t('question')}</span>
        {question}
      </dt>
      <dd>
        <span className="visually-hidden">{t('answer')}</span>
        {answer}
      </dd>
    </dl>
  )
}
