import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { isUnderWay } from '#shared/domain/answerState.ts'
import { stateOf, type Turn } from '#shared/domain/conversation.ts'
import { Button } from '../../ui/Button.tsx'
import { copyText } from '../../ui/copyText.ts'
import { useReadOnly } from '../../view/openSession.ts'
import { togglePick } from '../../view/pickTurn.ts'
import { showToast } from '../../view/toasts.ts'
import { askAgain, removeTurn, stopAnswer } from './actions.ts'

type TurnFootProps = {
  readonly turn: Turn
  /** What Copy copies, and says then. */
  readonly copied: { readonly words: string; readonly told: string }
  /** Absent for what nobody worded. */
  readonly onEdit?: () => void
  /** Who said it. */
  readonly children: ReactNode
}

/** What can be done with a turn: stopping it while it is under way, then everything else. */
export function TurnFoot({ turn, copied, onEdit, children }: TurnFootProps) {
  const { t } = useTranslation('chat')
  const readOnly = useReadOnly() !== null
  const state = stateOf(turn)
  if (isUnderWay(state))
    return (
      <div className="turn-foot">
        <Button icon="stop" onClick={() => void stopAnswer(turn)}>
          {t('stop')}
        </Button>
      </div>
    )
  const copy = (): void => {
    copyText(copied.words).then(
      () => showToast({ title: copied.told }),
      () => showToast({ kind: 'error', title: t('notCopied') })
    )
  }
  return (
    <div className="turn-foot">
      <Button onClick={copy}>{t('copy')}</Button>
      {readOnly ? null : (
        <>
          <Button onClick={() => void askAgain(turn)}>{t('again')}</Button>
          {onEdit ? <Button onClick={onEdit}>{t('edit')}</Button> : null}
          <Button aria-pressed={turn.picked} onClick={() => void togglePick(turn)} disabled={state === 'failed'}>
            {t(turn.picked ? 'picked' : 'pick')}
          </Button>
          <Button onClick={() => void removeTurn(turn)}>{t('remove')}</Button>
        </>
      )}
      {children}
    </div>
  )
}
