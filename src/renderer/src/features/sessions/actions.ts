import type { SessionSummary } from '#shared/contract/views.ts'
import type { PatientId, SessionId } from '#shared/domain/ids.ts'
import type { Patient, PatientDetails } from '#shared/domain/patient.ts'
import type { CalendarDay } from '#shared/domain/units.ts'
import { formatDay } from '../../i18n/format.ts'
import { text } from '../../i18n/text.ts'
import { request } from '../../ipc/client.ts'
import { queryClient, worklistKey } from '../../ipc/queries.ts'
import { noteSaved } from '../../ipc/savedAt.ts'
import { performWithOffer, type Action } from '../../view/history.ts'
import { openSession, useOpenView } from '../../view/sessionView.ts'
import { showError } from '../../view/toasts.ts'

const refreshWorklist = (): Promise<void> => queryClient.invalidateQueries({ queryKey: worklistKey })

/** Who the new session is for. */
export type Who = { readonly known: PatientId } | { readonly details: PatientDetails }

/**
 * Creates a session, and the patient where it is a new one, and opens it.
 * @throws AppError when it could not be created
 */
export async function createSession(who: Who, day: CalendarDay): Promise<SessionId> {
  const patientId = 'known' in who ? who.known : (await request('patient.create', who.details)).id
  const session = await request('session.create', { patientId, day })
  noteSaved()
  await refreshWorklist()
  openSession(session.id)
  return session.id
}

/** @throws AppError when it could not be saved */
export async function savePatient({ id }: Patient, details: PatientDetails): Promise<void> {
  await request('patient.update', { id, ...details })
  noteSaved()
  await Promise.all([refreshWorklist(), queryClient.invalidateQueries({ queryKey: ['session'] })])
}

export async function openDemo(): Promise<void> {
  try {
    const { sessionId } = await request('system.openDemo', {})
    await refreshWorklist()
    openSession(sessionId)
  } catch (error) {
    showError(error)
  }
}

const remove = (id: SessionId): Action => ({
  name: text('history.removeSession'),
  run: async () => {
    await request('session.remove', { id })
    if (useOpenView.getState().sessionId === id) openSession(null)
    await refreshWorklist()
    return restore(id)
  }
})

const restore = (id: SessionId): Action => ({
  name: text('history.restoreSession'),
  run: async () => {
    await request('session.restore', { id })
    await refreshWorklist()
    openSession(id)
    return remove(id)
  }
})

export const removeSession = ({ session }: SessionSummary): Promise<void> =>
  performWithOffer(remove(session.id), text('sessions:removed', { day: formatDay(session.day) }))
