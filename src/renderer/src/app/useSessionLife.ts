import { useEffect, useRef } from 'react'
import type { SessionId } from '#shared/domain/ids.ts'
import { useSettings } from '../ipc/queries.ts'
import { noteJob } from '../ipc/runningJobs.ts'
import { forgetHistory } from '../view/history.ts'
import { useOpenSession } from '../view/openSession.ts'
import { askAboutRegion } from '../view/questionScope.ts'
import { openSession, restoreView, useOpenView } from '../view/sessionView.ts'
import { clearSpotlight } from '../view/spotlight.ts'
import { updateSettings } from '../view/updateSettings.ts'

/** Opens the session of last time, gives each opened session its stored view, and clears what belonged to the one before. */
export function useSessionLife(): void {
  const { data: settings } = useSettings()
  const { data: session, isFetching, error } = useOpenSession()
  const openId = useOpenView((state) => state.sessionId)
  const begun = useRef(false)
  const fromLastTime = useRef<SessionId | null>(null)

  useEffect(() => {
    if (begun.current || !settings) return
    begun.current = true
    fromLastTime.current = settings.lastSession
    if (settings.lastSession !== null) openSession(settings.lastSession)
  }, [settings])

  useEffect(() => {
    if (!session) return
    restoreView(session.session.id, session.view)
    for (const { job } of session.images) if (job) noteJob(job)
  }, [session])

  // A session of last time that is gone leaves the window without one.
  useEffect(() => {
    if (error && !session && !isFetching && openId !== null && openId === fromLastTime.current) openSession(null)
  }, [error, session, isFetching, openId])

  useEffect(() => {
    if (!begun.current) return
    clearSpotlight()
    askAboutRegion(null)
    void updateSettings({ lastSession: openId })
    return forgetHistory
  }, [openId])
}
