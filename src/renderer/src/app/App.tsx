import { QueryClientProvider } from '@tanstack/react-query'
import { Tooltip } from 'radix-ui'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { ChatCommands } from '../features/chat/index.ts'
import { FindingCommands } from '../features/findings/index.ts'
import { ReportCommands } from '../features/report/index.ts'
import { queryClient, useSettings } from '../ipc/queries.ts'
import { keepInStep } from '../ipc/sync.ts'
import { runCommand, useCommand } from '../view/commands.ts'
import { showDialog } from '../view/dialogs.ts'
import { nextStep } from '../view/model/timeline.ts'
import { step, useHistory } from '../view/history.ts'
import { useActiveImage } from '../view/openSession.ts'
import { saveViews } from '../view/saveViews.ts'
import { Dialogs } from './Dialogs.tsx'
import { DropZone } from './DropZone.tsx'
import { RestoredNotice } from './RestoredNotice.tsx'
import { StartFailed } from './StartFailed.tsx'
import { StatusLine } from './StatusLine.tsx'
import { Toasts } from './Toasts.tsx'
import { useKeys } from './useKeys.ts'
import { useSessionLife } from './useSessionLife.ts'
import { useTheme } from './useTheme.ts'
import { Workspace } from './Workspace.tsx'

function useAppCommands(): void {
  const { timeline } = useHistory()
  useCommand('palette.open', () => showDialog({ kind: 'palette' }))
  useCommand('keys.show', () => showDialog({ kind: 'keys' }))
  useCommand('settings.open', () => showDialog({ kind: 'settings' }))
  useCommand('models.open', () => showDialog({ kind: 'models' }))
  useCommand('research.open', () => showDialog({ kind: 'research' }))
  useCommand('edit.undo', () => void step('undo'), nextStep(timeline, 'undo') !== undefined)
  useCommand('edit.redo', () => void step('redo'), nextStep(timeline, 'redo') !== undefined)
}

/** The first thing that the tab key reaches: past the session list to the photograph. */
function SkipLink() {
  const { t } = useTranslation('viewer')
  const active = useActiveImage()
  return active ? (
    <a className="skip-link" href="#photograph">
      {t('skip')}
    </a>
  ) : null
}

function Window() {
  const { data: settings, error } = useSettings()
  useEffect(() => keepInStep(runCommand), [])
  useEffect(saveViews, [])
  useTheme()
  useKeys()
  useAppCommands()
  useSessionLife()
  if (error && !settings) return <StartFailed error={error} />
  if (!settings) return null
  return (
    <>
      <SkipLink />
      <div className="window">
        <RestoredNotice />
        <Workspace widths={settings.paneWidths} />
        <StatusLine />
      </div>
      <FindingCommands />
      <ChatCommands />
      <ReportCommands />
      <DropZone />
      <Dialogs />
      <Toasts />
    </>
  )
}

/** The whole window. */
export function App() {
  return (
    <QueryClientProvider client={queryClient}>
      <Tooltip.Provider delayDuration={500} skipDelayDuration={200}>
        <Window />
      </Tooltip.Provider>
    </QueryClientProvider>
  )
}
