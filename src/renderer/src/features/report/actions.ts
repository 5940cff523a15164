import { create } from 'zustand'
import type { SessionId } from '#shared/domain/ids.ts'
import { text } from '../../i18n/text.ts'
import { request } from '../../ipc/client.ts'
import { patchSession, refreshSession } from '../../ipc/queries.ts'
import { perform, performWithOffer, type Action } from '../../view/history.ts'
import { showError, showToast } from '../../view/toasts.ts'
import { saveEdits } from './reportEdits.ts'

const includeAs = (sessionId: SessionId, includeProposed: boolean): Action => ({
  name: text(includeProposed ? 'reportPane:includeName' : 'reportPane:excludeName'),
  run: async () => {
    const report = await request('report.save', { sessionId, includeProposed })
    patchSession(sessionId, (detail) => ({ ...detail, report }))
    return includeAs(sessionId, !includeProposed)
  }
})

export const includeProposed = (sessionId: SessionId, include: boolean): Promise<boolean> =>
  perform(includeAs(sessionId, include))

const sign = (sessionId: SessionId): Action => ({
  name: text('reportPane:signName'),
  run: async () => {
    await saveEdits()
    await request('report.sign', { sessionId })
    await refreshSession(sessionId)
    return reopen(sessionId)
  }
})

const reopen = (sessionId: SessionId): Action => ({
  name: text('reportPane:reopenName'),
  run: async () => {
    await request('report.reopen', { sessionId })
    await refreshSession(sessionId)
    return sign(sessionId)
  }
})

export const signReport = (sessionId: SessionId): Promise<void> =>
  performWithOffer(sign(sessionId), text('reportPane:signedToast'))

export const reopenReport = (sessionId: SessionId): Promise<boolean> => perform(reopen(sessionId))

/** Whether a PDF is being written. */
export const useExporting = create<{ readonly exporting: boolean }>(() => ({ exporting: false }))

/** Asks where to save and writes the PDF there; says so when it is written. */
export async function exportReport(sessionId: SessionId): Promise<void> {
  if (useExporting.getState().exporting) return
  useExporting.setState({ exporting: true })
  try {
    await saveEdits()
    const { saved } = await request('report.export', { sessionId })
    if (saved !== null) showToast({ title: text('reportPane:exported'), body: saved })
  } catch (error) {
    showError(error)
  } finally {
    useExporting.setState({ exporting: false })
  }
}
