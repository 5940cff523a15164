import { useTranslation } from 'react-i18next'
import { EngineStatus } from '../features/models/index.ts'
import { JobStatus } from '../features/jobs/index.ts'
import { ResearchStatus } from '../features/research/index.ts'
import { formatClock } from '../i18n/format.ts'
import { useSavedAt } from '../ipc/savedAt.ts'
import { useStatus } from '../ipc/queries.ts'
import { showDialog } from '../view/dialogs.ts'

/** Where questions are sent; that nothing is sent anywhere otherwise. */
function NetworkStatus() {
  const { t } = useTranslation()
  const endpoint = useStatus().data?.endpoint ?? null
  if (!endpoint) return <span>{t('offline')}</span>
  const { host, problem } = endpoint
  return (
    <button
      type="button"
      className={problem ? 'status-button status-warn' : 'status-button'}
      title={t('endpointHint', { host })}
      onClick={() => showDialog({ kind: 'settings' })}
    >
      {t(problem ? 'endpointFails' : 'endpointOn', { host })}
    </button>
  )
}

/** Models, provider, jobs, and the line that says what this program is not. */
export function StatusLine() {
  const { t } = useTranslation()
  const savedAt = useSavedAt((state) => state.at)
  const { data: status } = useStatus()
  return (
    <footer className="status">
      <EngineStatus />
      <JobStatus />
      <ResearchStatus />
      <NetworkStatus />
      {status?.database === 'readOnly' ? <span className="status-warn">{t('readOnlyShort')}</span> : null}
      {savedAt === null ? null : <span>{t('savedAt', { time: formatClock(savedAt) })}</span>}
      <span className="status-safety">{t('safety')}</span>
    </footer>
  )
}
