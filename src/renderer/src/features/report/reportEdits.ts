import { create } from 'zustand'
import type { SessionId } from '#shared/domain/ids.ts'
import type { SessionDetail } from '#shared/contract/views.ts'
import type { ReportDraft, ReportEdit } from '#shared/domain/report.ts'
import { request } from '../../ipc/client.ts'
import { patchSession } from '../../ipc/queries.ts'
import { noteSaved } from '../../ipc/savedAt.ts'
import { showError } from '../../view/toasts.ts'

const DELAY_MS = 600

type Edits = Partial<ReportEdit>

type Pending = { readonly sessionId: SessionId | null; readonly edits: Edits }

/** What was typed into the report and is not saved yet. */
export const useReportEdits = create<Pending>(() => ({ sessionId: null, edits: {} }))

/** A session's report as it stands, with what was typed and is not saved yet. */
export function useReport(session: SessionDetail): ReportDraft {
  const { sessionId, edits } = useReportEdits()
  return sessionId === session.session.id ? { ...session.report, ...edits } : session.report
}

let timer: ReturnType<typeof setTimeout> | undefined

/** What is still to be saved after a save: everything that was typed on meanwhile. */
const remaining = (now: Edits, saved: Edits): Edits =>
  Object.fromEntries(
    Object.entries(now).filter(([field, value]) => !Object.is(value, new Map(Object.entries(saved)).get(field)))
  )

/** Saves what was typed. @throws AppError when it could not be saved; what was typed is kept */
export async function saveEdits(): Promise<void> {
  clearTimeout(timer)
  const { sessionId, edits } = useReportEdits.getState()
  if (sessionId === null || Object.keys(edits).length === 0) return
  const report = await request('report.save', { sessionId, ...edits })
  patchSession(sessionId, (detail) => ({ ...detail, report }))
  noteSaved()
  useReportEdits.setState((now) => (now.sessionId === sessionId ? { edits: remaining(now.edits, edits) } : {}))
}

/** Takes a change in and saves it a moment later. */
export function editReport(sessionId: SessionId, change: Edits): void {
  const before = useReportEdits.getState()
  if (before.sessionId !== sessionId) void saveEdits().catch(showError)
  useReportEdits.setState({
    sessionId,
    edits: before.sessionId === sessionId ? { ...before.edits, ...change } : change
  })
  clearTimeout(timer)
  timer = setTimeout(() => void saveEdits().catch(showError), DELAY_MS)
}
