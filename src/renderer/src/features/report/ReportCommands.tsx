import { useEffect } from 'react'
import type { SessionDetail } from '#shared/contract/views.ts'
import { useCommand } from '../../view/commands.ts'
import { useOpenSession } from '../../view/openSession.ts'
import { showError } from '../../view/toasts.ts'
import { exportReport, signReport, useExporting } from './actions.ts'
import { saveEdits, useReport } from './reportEdits.ts'

function Offered({ session }: { readonly session: SessionDetail }) {
  const report = useReport(session)
  const exporting = useExporting((state) => state.exporting)
  const { id } = session.session
  const canSign = session.readOnly === null && report.reader.trim() !== '' && session.images.length > 0
  useCommand('report.export', () => void exportReport(id), !exporting && session.images.length > 0)
  useCommand('report.sign', () => void signReport(id), canSign)
  // What was typed is saved when the session or the window is left.
  useEffect(() => {
    const save = (): void => void saveEdits().catch(showError)
    window.addEventListener('pagehide', save)
    return () => {
      window.removeEventListener('pagehide', save)
      save()
    }
  }, [])
  return null
}

/** Offers the commands that concern the report, whatever pane is shown. Draws nothing. */
export function ReportCommands() {
  const { data: session } = useOpenSession()
  return session ? <Offered key={session.session.id} session={session} /> : null
}
