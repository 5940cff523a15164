import { useTranslation } from 'react-i18next'
import { useResearchRun } from '../../ipc/queries.ts'
import { ProgressBar } from '../../ui/ProgressBar.tsx'
import { showDialog } from '../../view/dialogs.ts'
import { showTab } from './draft.ts'
import { useStage } from './useStage.ts'
import './research.css'

/** A run that is under way, in the status line: it goes on while the panel is closed. */
export function ResearchStatus() {
  const { t } = useTranslation('research')
  const { data: run } = useResearchRun()
  const stage = useStage()
  if (run?.standing.state !== 'running') return null
  const { progress } = run.standing
  const words = t('status', { stage: stage(progress) })
  return (
    <button
      type="button"
      className="status-button research-status"
      title={t('statusOpen')}
      onClick={() => {
        showTab('run')
        showDialog({ kind: 'research' })
      }}
    >
      <span>{words}</span>
      <ProgressBar label={words} done={progress?.done ?? 0} total={progress?.total ?? 1} />
    </button>
  )
}
