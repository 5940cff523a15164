import { useEffect, useRef } from 'react'
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

  useEffect(() => {
    if (begun.current || !settings) return
    begun.current = true
    if (settings.lastSession !== null) openSession(settings.lastSession)
  }, [settings])

  useEffect(() => {
    if (!session) return
    restoreView(session.session.id, session.view)
    for (const { job } of session.images) if (job) noteJob(job)
  }, [session])

  // A session of last time that is gone leaves the window without one.
  useEffect(() => {
    if (error && !session && !isFetching && openId !== null && openId === settings?.lastSession) openSession(null)
  }, [error, session, isFetching, openId, settings?.lastSession])

  useEffect(() => {
    if (!begun.current) return
    clearSpotlight()
    askAboutRegion(null)
    void updateSettings({ lastSession: openId })
    return forgetHistory
  }, [openId])
}
