import { useTranslation } from 'react-i18next'
import { AppError } from '#shared/contract/errors.ts'
import { errorWords } from '../i18n/errorText.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { closeDialog, type Refusal } from '../view/dialogs.ts'
import { chooseFiles } from '../view/importFiles.ts'

type RefusedDialogProps = { readonly refused: readonly Refusal[]; readonly added: number }

/** Which files were not added, why, and what to do about each. */
export function RefusedDialog({ refused, added }: RefusedDialogProps) {
  const { t } = useTranslation(['common', 'errors'])
  const title = t('common:refused.title', { count: refused.length })
  const description = added > 0 ? { description: t('common:refused.rest', { count: added }) } : {}
  const chooseOthers = (): void => {
    closeDialog()
    void chooseFiles()
  }
  return (
    <Dialog title={title} {...description} onClose={closeDialog}>
      <ul className="refused">
        {refused.map(({ name, error }) => {
          const words = errorWords(AppError.fromData(error))
          return (
            <li key={name}>
              <b>{name}</b>
              <p>{words.title}</p>
              <p className="caption">
                {words.safe} {words.remedy}
              </p>
            </li>
          )
        })}
      </ul>
      <div className="dialog-actions">
        <Button look="outline" onClick={chooseOthers}>
          {t('errors:action.chooseFiles')}
        </Button>
        <Button look="primary" onClick={closeDialog}>
          {t('common:close')}
        </Button>
      </div>
    </Dialog>
  )
}
