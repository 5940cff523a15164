import { useTranslation } from 'react-i18next'
import { IconButton } from '../../ui/Button.tsx'
import { copyText } from '../../ui/copyText.ts'
import { showToast } from '../../view/toasts.ts'

const SHOWN = 12

/** The beginning of a file's SHA-256, and a button that copies the whole. */
export function Checksum({ hash }: { readonly hash: string }) {
  const { t } = useTranslation('models')
  const copy = (): void => {
    copyText(hash).then(
      () => showToast({ title: t('hashCopied') }),
      () => showToast({ kind: 'error', title: t('copyHash') })
    )
  }
  return (
    <p className="pack-hash">
      <code>{t('hash', { hash: hash.slice(0, SHOWN) })}</code>
      <IconButton icon="copy" label={t('copyHash')} side="right" onClick={copy} />
    </p>
  )
}
