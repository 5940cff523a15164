import { type QuestionScope, type TranscriptFormat, type Turn, isQuestion } from '#shared/domain/conversation.ts'
import type { ImageId, SessionId, TurnId } from '#shared/domain/ids.ts'
import { text } from '../../i18n/text.ts'
import { request } from '../../ipc/client.ts'
import { patchSession, refreshSession } from '../../ipc/queries.ts'
import { noteSaved } from '../../ipc/savedAt.ts'
import { takeTurn } from '../../ipc/sync.ts'
import { offerUndo, perform, performWithOffer, type Action } from '../../view/history.ts'
import { showError, showToast } from '../../view/toasts.ts'

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

/** Lets the second reader look at a photograph; its words stream in by events. */
export async function readAgain(imageId: ImageId): Promise<void> {
  try {
    takeTurn(await request('conversation.readAgain', { imageId }))
    noteSaved()
  } catch (error) {
    showError(error)
  }
}

/** Answers a question, or reads a photograph, anew. */
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

/** Asks where to save and writes the conversation there; says so when it is written. */
export async function exportConversation(sessionId: SessionId, format: TranscriptFormat): Promise<void> {
  try {
    const { saved } = await request('conversation.export', { sessionId, format })
    if (saved !== null) showToast({ title: text('chat:exported'), body: saved })
  } catch (error) {
    showError(error)
  }
}

const revise = ({ id, sessionId }: TurnOf, question: string): Action => ({
  name: text('history.reviseTurn'),
  run: async () => {
    const revised = await request('conversation.revise', { id, question })
    // The new turn may have been heard of already, at the end of the conversation.
    patchSession(sessionId, (detail) => ({
      ...detail,
      turns: detail.turns
        .filter((turn) => turn.id !== revised.id)
        .map((turn) => (turn.id === id ? (detail.turns.find((heard) => heard.id === revised.id) ?? revised) : turn))
    }))
    return exchange({ away: revised.id, back: id, sessionId })
  }
})

type Exchange = { readonly away: TurnId; readonly back: TurnId; readonly sessionId: SessionId }

const exchange = ({ away, back, sessionId }: Exchange): Action => ({
  name: text('history.reviseTurn'),
  run: async () => {
    await request('conversation.exchange', { away, back })
    await refreshSession(sessionId)
    return exchange({ away: back, back: away, sessionId })
  }
})

/** Asks a question in other words, in the place of the old one. Answers whether it was taken. */
export async function reviseTurn({ id, sessionId }: Turn, question: string): Promise<boolean> {
  if (!(await perform(revise({ id, sessionId }, question)))) return false
  offerUndo(text('chat:revised'))
  return true
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

export const removeTurn = (turn: Turn): Promise<void> =>
  performWithOffer(remove(turn), text(isQuestion(turn) ? 'chat:removed' : 'chat:reading.removed'))
