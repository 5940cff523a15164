import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { AppError } from '#shared/contract/errors.ts'
import { errorWords } from '../i18n/errorText.ts'
import { useStatus } from '../ipc/queries.ts'
import { IconButton } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'

/** Says that a backup has taken a damaged database's place, until the reader has seen it. */
export function RestoredNotice() {
  const { t } = useTranslation()
  const { data: status } = useStatus()
  const [seen, setSeen] = useState(false)
  if (seen || status?.database !== 'restored') return null
  const { title, safe, remedy } = errorWords(new AppError('database.damaged', { restored: true }))
  return (
    <div className="notice" role="alert">
      <Icon name="warning" />
      <p>
        <b>{`${title}.`}</b> {safe} {remedy}
      </p>
      <IconButton icon="reject" label={t('closeNotification')} onClick={() => setSeen(true)} />
    </div>
  )
}
