import { useTranslation } from 'react-i18next'
import { useStatus } from '../../ipc/queries.ts'
import { runCommand } from '../../view/commands.ts'
import { providerName, readinessOf, type Readiness } from './model/readiness.ts'
import './models.css'

const tones: Readonly<Record<Readiness['state'], 'good' | 'warn' | 'danger'>> = {
  ready: 'good',
  starting: 'warn',
  restarting: 'warn',
  partly: 'warn',
  absent: 'warn',
  stopped: 'danger',
  unavailable: 'danger'
}

/** Whether the models are ready and where they run, in the status line. */
export function EngineStatus() {
  const { t } = useTranslation('models')
  const { data: status } = useStatus()
  if (!status) return null
  const readiness = readinessOf(status)
  const words =
    'count' in readiness ? t(`status.${readiness.state}`, { count: readiness.count }) : t(`status.${readiness.state}`)
  return (
    <>
      <button
        type="button"
        className="status-button"
        title={t('status.open', { words })}
        onClick={() => runCommand('models.open')}
      >
        <span className={`dot dot-${tones[readiness.state]}`} />
        {words}
      </button>
      <span>{t('runsOn', { provider: providerName(status.vision.provider), count: status.threads })}</span>
    </>
  )
}
