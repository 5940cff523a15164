import { AppError } from '#shared/contract/errors.ts'
import type { Answer, Turn } from '#shared/domain/conversation.ts'
import type { TurnId } from '#shared/domain/ids.ts'
import { answerQuestion } from '../assistant/answer/answerQuestion.ts'
import { sessions, turns } from '../db/index.ts'
import { type Desk, type HandlersOf, sessionChanged } from './context.ts'
import { sessionDetail } from './sessionDetail.ts'

/** Earlier visits that an answer may compare with. */
const EARLIER_VISITS = 3

export const conversationHandlers = (desk: Desk): HandlersOf<'conversation'> => {
  const running = new Map<TurnId, AbortController>()

  const begin = (turn: Turn): Turn => {
    running.get(turn.id)?.abort()
    const abort = new AbortController()
    running.set(turn.id, abort)
    void answerTurn(desk, turn, abort.signal).finally(() => {
      if (running.get(turn.id) === abort) running.delete(turn.id)
    })
    return turn
  }

  return {
    'conversation.ask': async (asked) => begin(turns.ask(desk.database.write, asked)),
    'conversation.again': async ({ id }) => begin(turns.askAgain(desk.database.write, id)),
    'conversation.stop': async ({ id }) => {
      running.get(id)?.abort()
      return {}
    },
    'conversation.pick': async ({ id, picked }) => {
      const turn = turns.pick(desk.database.write, id, picked)
      desk.shell.emit('turn.changed', turn)
      return turn
    },
    'conversation.remove': async ({ id }) => {
      running.get(id)?.abort()
      const { sessionId } = turns.get(desk.database.read, id)
      turns.remove(desk.database.write, id)
      sessionChanged(desk, sessionId)
      return {}
    },
    'conversation.restore': async ({ id }) => {
      sessionChanged(desk, turns.restore(desk.database.write, id).sessionId)
      return {}
    }
  }
}

/** Answers a question and keeps the answer; what is settled so far goes to the window sentence by sentence. */
async function answerTurn(desk: Desk, turn: Turn, signal: AbortSignal): Promise<void> {
  const show = (answer: Answer): void => desk.shell.emit('turn.changed', { ...turn, answer })
  try {
    const answer = await compose(desk, turn, { signal, show })
    keep(desk, turn, answer)
  } catch (error) {
    const code = error instanceof AppError ? error.code : 'internal.unexpected'
    desk.shell.log({ level: 'error', event: 'answer.failed', detail: { code } })
    keep(desk, turn, { state: 'failed', segments: [], generator: null, replaced: 0, failure: code })
  }
}

async function compose(
  desk: Desk,
  turn: Turn,
  { signal, show }: { signal: AbortSignal; show: (answer: Answer) => void }
): Promise<Answer> {
  const session = sessionDetail(desk, turn.sessionId)
  const earlier = sessions
    .earlierThan(desk.database.read, session.session, EARLIER_VISITS)
    .map(({ id }) => sessionDetail(desk, id))
  const history = session.turns.filter((other) => other.askedAt < turn.askedAt)
  const { answer } = await answerQuestion(
    desk.assistant.core,
    { question: turn.question, scope: turn.scope, session, earlier, history },
    {
      phraser: desk.assistant.phraser(),
      signal,
      onSegments: (segments) => show({ state: 'streaming', segments, generator: null, replaced: 0, failure: null })
    }
  )
  return answer
}

/** A turn that was removed while it was answered is gone: there is nothing to keep. */
function keep(desk: Desk, turn: Turn, answer: Answer): void {
  try {
    desk.shell.emit('turn.changed', turns.saveAnswer(desk.database.write, turn.id, answer))
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    desk.shell.log({ level: 'warning', event: 'answer.notKept', detail: { code: error.code } })
  }
}
