import { AppError } from '#shared/contract/errors.ts'
import type { ChosenFile } from '#shared/contract/views.ts'
import type { SessionId } from '#shared/domain/ids.ts'
import { text } from '../i18n/text.ts'
import { registerFiles, request } from '../ipc/client.ts'
import { settledSession } from '../ipc/queries.ts'
import { noteSaved } from '../ipc/savedAt.ts'
import { showDialog } from './dialogs.ts'
import { openSessionNow } from './openSession.ts'
import { loadAhead } from './pictures.ts'
import { showImage, useOpenView } from './sessionView.ts'
import { showError, showToast } from './toasts.ts'

/** Adds files to a session, shows the first that was added, and says which were refused and why. */
export async function importInto(sessionId: SessionId, files: readonly ChosenFile[]): Promise<void> {
  try {
    const tokens = files.map((file) => file.token)
    const { imported, refused } = await request('image.import', { sessionId, tokens })
    const [first] = imported
    if (first) loadAhead(first)
    await settledSession(sessionId)
    if (first) {
      noteSaved()
      if (useOpenView.getState().sessionId === sessionId) showImage(first.id)
      showToast({ title: text('imported', { count: imported.length }) })
    }
    if (refused.length > 0) showDialog({ kind: 'refused', refused, added: imported.length })
  } catch (error) {
    showError(error)
  }
}

/** Adds files to the open session; without one, asks for the patient first. */
export async function importFiles(files: readonly ChosenFile[]): Promise<void> {
  if (files.length === 0) return
  const open = openSessionNow()
  if (!open) return showDialog({ kind: 'newSession', patient: null, files })
  if (open.readOnly === 'signed') return showError(new AppError('report.signed', {}))
  if (open.readOnly === 'databaseReadOnly') return showError(new AppError('database.readOnly', {}))
  await importInto(open.session.id, files)
}

/** Files that were dropped on the window or pasted into it. */
export async function importDropped(files: readonly File[]): Promise<void> {
  if (files.length === 0) return
  try {
    await importFiles(await registerFiles(files))
  } catch (error) {
    showError(error)
  }
}

/** Opens the system's file dialog. */
export async function chooseFiles(): Promise<void> {
  try {
    await importFiles(await request('image.choose', {}))
  } catch (error) {
    showError(error)
  }
}
