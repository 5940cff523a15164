import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/Button.tsx'
import { startRun, stopRun } from './actions.ts'
import { useDraft } from './draft.ts'
import { choicesIn } from './model/runForm.ts'
import { useChosenSet, usePreview } from './queries.ts'
import { useRunning } from './useRunning.ts'

/** Starts a run, and stops it: one button, so that what has the focus when a run starts is what stops it. */
export function RunStart() {
  const { t } = useTranslation('research')
  const running = useRunning()
  const read = choicesIn(useDraft((state) => state.form))
  const set = useChosenSet()
  const { data: preview } = usePreview(set?.adapter)
  const stopping = useDraft((state) => state.stopping)
  const ready = read.ok && (preview?.records ?? 0) > 0
  const press = async (): Promise<void> => {
    if (running) await stopRun()
    else if (set && read.ok) await startRun(set.adapter, read.choices)
  }
  return (
    <Button
      look={running ? 'outline' : 'primary'}
      disabled={running ? stopping : !ready}
      className="research-start"
      {...(running ? { icon: 'stop' } : {})}
      onClick={() => void press()}
    >
      {running ? t(stopping ? 'stopping' : 'stop') : t('run')}
    </Button>
  )
}
