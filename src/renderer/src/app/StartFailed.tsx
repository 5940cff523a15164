import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isLost } from '../i18n/errorText.ts'
import { request } from '../ipc/client.ts'
import { queryClient } from '../ipc/queries.ts'
import { Button } from '../ui/Button.tsx'
import { ErrorState } from '../ui/States.tsx'

/** Fills the window when the database could not be opened: why, and how to go on. */
export function StartFailed({ error }: { readonly error: unknown }) {
  const { t } = useTranslation()
  const [unanswered, setUnanswered] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  // Another try that fails comes back as another `error`: main answers every question with it.
  const latest = unanswered ?? error
  const reopen = async (startOver: boolean): Promise<void> => {
    setBusy(true)
    setUnanswered(null)
    try {
      await request('system.reopen', { startOver })
      await queryClient.invalidateQueries()
    } catch (failure) {
      setUnanswered(failure)
    } finally {
      setBusy(false)
    }
  }
  return (
    <main className="start-failed">
      <ErrorState error={latest} />
      <p>
        <Button look="primary" disabled={busy} onClick={() => void reopen(false)}>
          {t('start.tryAgain')}
        </Button>
        {isLost(latest) ? (
          <Button look="danger" disabled={busy} title={t('start.startOverHint')} onClick={() => void reopen(true)}>
            {t('start.startOver')}
          </Button>
        ) : null}
      </p>
    </main>
  )
}
