import { useTranslation } from 'react-i18next'
import { commands, menuNames } from '#shared/contract/commands.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { keyLabel } from '../ui/keyLabel.ts'
import { closeDialog } from '../view/dialogs.ts'
import { commandName, commandsInOrder } from './commandNames.ts'

/** All keys in one view. */
export function KeysDialog() {
  const { t } = useTranslation('commands')
  const withKeys = commandsInOrder.filter((id) => commands[id].keys.length > 0)
  const onPhotograph = [
    [t('keysPan'), t('keysPanKeys')],
    [t('keysWheel'), t('keysWheelKeys')],
    [t('keysFilm'), t('keysFilmKeys')]
  ] as const
  return (
    <Dialog title={t('keysTitle')} width="wide" onClose={closeDialog}>
      <div className="keys">
        {menuNames.map((menu) => (
          <section key={menu}>
            <h3>{t(`menu.${menu}`)}</h3>
            <dl>
              {withKeys
                .filter((id) => commands[id].menu === menu)
                .map((id) => (
                  <div key={id}>
                    <dt>{commandName(id)}</dt>
                    <dd>
                      {commands[id].keys.map((key) => (
                        <kbd key={key}>{keyLabel(key)}</kbd>
                      ))}
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
        <section>
          <h3>{t('keysPhotograph')}</h3>
          <dl>
            {onPhotograph.map(([what, keys]) => (
              <div key={what}>
                <dt>{what}</dt>
                <dd className="caption">{keys}</dd>
              </div>
            ))}
          </dl>
        </section>
      </div>
    </Dialog>
  )
}
