import { z } from 'zod'
import type { SessionId } from '#shared/domain/ids.ts'
import { DEFAULT_VIEW, LayerSetting, SessionView, ViewLayer } from '#shared/domain/view.ts'
import { type ReadableDb, type WritableDb, execute, query, selectFirst, transact } from '../access.ts'
import { json } from '../columns.ts'
import { get as getSession } from './sessions.ts'

/** A layer that is younger than the session is shown as in a new one. */
const StoredView = SessionView.extend({
  layers: z
    .partialRecord(ViewLayer, LayerSetting)
    .transform((layers): SessionView['layers'] => ({ ...DEFAULT_VIEW.layers, ...layers }))
})

// A view that another version of the app kept in another form is not worth an error.
const bySession = query(
  z.object({ body: json(StoredView.catch(DEFAULT_VIEW)) }),
  'SELECT body FROM session_views WHERE session_id = @sessionId'
)

/** How a session was left; as every session starts when it was never looked at. */
export const get = (db: ReadableDb, sessionId: SessionId): SessionView =>
  selectFirst(db, bySession, { sessionId })?.body ?? DEFAULT_VIEW

/** Keeps how a session looks; a signed one may still be looked at. @throws AppError record.notFound. */
export function save(db: WritableDb, sessionId: SessionId, view: SessionView): void {
  transact(db, () => {
    getSession(db, sessionId)
    execute(
      db,
      'INSERT INTO session_views VALUES (@sessionId, @body) ON CONFLICT (session_id) DO UPDATE SET body = @body',
      { sessionId, body: JSON.stringify(SessionView.parse(view)) }
    )
  })
}
