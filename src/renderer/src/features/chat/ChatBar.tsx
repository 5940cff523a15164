import { useTranslation } from 'react-i18next'
import type { SessionId } from '#shared/domain/ids.ts'
import { IconButton } from '../../ui/Button.tsx'
import { keyLabel } from '../../ui/keyLabel.ts'
import { Menu } from '../../ui/Menu.tsx'
import { showDialog } from '../../view/dialogs.ts'
import { exportConversation } from './actions.ts'

const search = (): void => showDialog({ kind: 'conversationSearch' })

/** What can be done with the conversation as a whole, and where others are looked for. */
export function ChatBar({ sessionId }: { readonly sessionId: SessionId }) {
  const { t } = useTranslation('chat')
  return (
    <div className="chat-bar" role="toolbar" aria-label={t('bar.label')}>
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
