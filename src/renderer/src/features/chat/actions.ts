import type { QuestionScope, Turn } from '#shared/domain/conversation.ts'
import type { SessionId } from '#shared/domain/ids.ts'
import { text } from '../../i18n/text.ts'
import { request } from '../../ipc/client.ts'
import { patchSession, refreshSession } from '../../ipc/queries.ts'
import { noteSaved } from '../../ipc/savedAt.ts'
import { takeTurn } from '../../ipc/sync.ts'
import { performWithOffer, type Action } from '../../view/history.ts'
import { showError } from '../../view/toasts.ts'

/** Asks; the answer streams in by events. Answers whether the question was taken. */
export async function ask(sessionId: SessionId, question: string, scope: QuestionScope): Promise<boolean> {
  try {
    takeTurn(await request('conversation.ask', { sessionId, question, scope }))
    noteSaved()
    return true
  } catch (error) {
    showError(error)
    return false
  }
}

/** Answers a question anew. */
export async function askAgain({ id }: Turn): Promise<void> {
  try {
    takeTurn(await request('conversation.again', { id }))
  } catch (error) {
    showError(error)
  }
}

export async function stopAnswer({ id }: Turn): Promise<void> {
  try {
    await request('conversation.stop', { id })
  } catch (error) {
    showError(error)
  }
}

type TurnOf = Pick<Turn, 'id' | 'sessionId'>

const remove = ({ id, sessionId }: TurnOf): Action => ({
  name: text('history.removeTurn'),
  run: async () => {
    await request('conversation.remove', { id })
    patchSession(sessionId, (detail) => ({ ...detail, turns: detail.turns.filter((turn) => turn.id !== id) }))
    return restore({ id, sessionId })
  }
})

const restore = (turn: TurnOf): Action => ({
  name: text('history.restoreTurn'),
  run: async () => {
    await request('conversation.restore', { id: turn.id })
    await refreshSession(turn.sessionId)
    return remove(turn)
  }
})

export const removeTurn = ({ id, sessionId }: Turn): Promise<void> =>
  performWithOffer(remove({ id, sessionId }), text('chat:removed'))
