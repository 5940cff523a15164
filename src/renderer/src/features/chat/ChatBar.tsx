import { useTranslation } from 'react-i18next'
import type { SessionId } from '#shared/domain/ids.ts'
import { useSettings } from '../../ipc/queries.ts'
import { Button, IconButton } from '../../ui/Button.tsx'
import { keyLabel } from '../../ui/keyLabel.ts'
import { Menu } from '../../ui/Menu.tsx'
import { runCommand, useCommands } from '../../view/commands.ts'
import { showDialog } from '../../view/dialogs.ts'
import { useActiveImage, useImageNames } from '../../view/openSession.ts'
import { exportConversation } from './actions.ts'
import { hasReader } from './model/secondReader.ts'

const search = (): void => showDialog({ kind: 'conversationSearch' })

/** Lets the second reader look at the photograph that is shown; there only where one was chosen. */
function SecondReadingButton() {
  const { t } = useTranslation('chat')
  const { data: settings } = useSettings()
  const enabled = useCommands((state) => state.known.has('chat.secondReading'))
  const active = useActiveImage()
  const names = useImageNames()
  if (!hasReader(settings)) return null
  const name = active ? (names.get(active.image.id) ?? '') : ''
  return (
    <Button
      look="outline"
      icon="eye"
      className="chat-read"
      title={t('reading.hint', { name })}
      disabled={!enabled}
      onClick={() => runCommand('chat.secondReading')}
    >
      {t('reading.action')}
    </Button>
  )
}

/** What can be done with the conversation as a whole, and where others are looked for. */
export function ChatBar({ sessionId }: { readonly sessionId: SessionId }) {
  const { t } = useTranslation('chat')
  return (
    <div className="chat-bar" role="toolbar" aria-label={t('bar.label')}>
      <SecondReadingButton />
      <IconButton icon="search" label={t('bar.search')} keys={keyLabel('Mod+Shift+F')} onClick={search} />
      <Menu
        align="end"
        entries={[
          { kind: 'item', icon: 'search', label: t('bar.searchEntry'), run: search },
          { kind: 'line' },
          {
            kind: 'item',
            icon: 'export',
            label: t('bar.markdown'),
            run: () => void exportConversation(sessionId, 'markdown')
          },
          { kind: 'item', icon: 'export', label: t('bar.text'), run: () => void exportConversation(sessionId, 'text') }
        ]}
      >
        <IconButton icon="more" label={t('bar.more')} />
      </Menu>
    </div>
  )
}
