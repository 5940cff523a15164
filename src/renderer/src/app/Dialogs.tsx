import { ConversationSearch } from '../features/chat/index.ts'
import { EditPatientDialog, NewSessionDialog } from '../features/sessions/index.ts'
import { ModelsDialog } from '../features/models/index.ts'
import { ResearchDialog } from '../features/research/index.ts'
import { SettingsDialog } from '../features/settings/index.ts'
import { useDialogs } from '../view/dialogs.ts'
import { CommandPalette } from './CommandPalette.tsx'
import { KeysDialog } from './KeysDialog.tsx'
import { RefusedDialog } from './RefusedDialog.tsx'

/** The dialog that is open. */
export function Dialogs() {
  const open = useDialogs((state) => state.open)
  switch (open.kind) {
    case 'none':
      return null
    case 'palette':
      return <CommandPalette />
    case 'keys':
      return <KeysDialog />
    case 'settings':
      return <SettingsDialog />
    case 'models':
      return <ModelsDialog />
    case 'research':
      return <ResearchDialog />
    case 'conversationSearch':
      return <ConversationSearch />
    case 'newSession':
      return <NewSessionDialog patient={open.patient} files={open.files} />
    case 'editPatient':
      return <EditPatientDialog patient={open.patient} />
    case 'refused':
      return <RefusedDialog refused={open.refused} added={open.added} />
  }
}
