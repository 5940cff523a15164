import { request } from '../ipc/client.ts'
import { patchSession } from '../ipc/queries.ts'
import { noteSaved } from '../ipc/savedAt.ts'
import { showError } from './toasts.ts'
import { useOpenView } from './sessionView.ts'

const DELAY_MS = 400

/** Writes the open session's view down a moment after it last changed; returns the function that stops it. */
export function saveViews(): () => void {
  let pending: (() => void) | null = null
  let timer: ReturnType<typeof setTimeout> | undefined

  const flush = (): void => {
    clearTimeout(timer)
    pending?.()
    pending = null
  }
  const stop = useOpenView.subscribe((now, before) => {
    if (now.sessionId !== before.sessionId) flush()
    const { sessionId: id, view } = now
    if (id === null || !now.restored || !before.restored || view === before.view) return
    pending = () => {
      patchSession(id, (detail) => ({ ...detail, view }))
      request('session.saveView', { id, view }).then(noteSaved, showError)
    }
    clearTimeout(timer)
    timer = setTimeout(flush, DELAY_MS)
  })
  window.addEventListener('pagehide', flush)
  document.addEventListener('visibilitychange', flush)
  return () => {
    stop()
    flush()
    window.removeEventListener('pagehide', flush)
    document.removeEventListener('visibilitychange', flush)
  }
}
