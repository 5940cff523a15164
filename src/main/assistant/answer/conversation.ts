import type { QuestionScope } from '#shared/domain/conversation.ts'
import { type AnswerOptions, type Assistant, answerQuestion, type Question } from './answerQuestion.ts'
import type { Phraser } from './phraser.ts'
import { type TurnRecord, turnRecord } from './record.ts'

/** What a conversation is about, and who puts it into words. */
export type ConversationParts = Pick<Question, 'session' | 'earlier'> & {
  readonly assistant: Assistant
  /** Null: the composer answers alone. */
  readonly phraser: Phraser | null
}

export type AskOptions = Pick<AnswerOptions, 'signal' | 'patience' | 'seed'> & { readonly scope?: QuestionScope }

/** Asks the next question of a conversation. Rejects with the signal's reason when it aborts. */
export type Conversation = (question: string, options: AskOptions) => Promise<TurnRecord>

/** Begins a conversation outside the window: each question is read in the light of those before it, as in the pane. */
export function beginConversation({ assistant, phraser, session, earlier }: ConversationParts): Conversation {
  const history: { readonly question: string; readonly scope: QuestionScope }[] = []
  const everything = scopeOf(session)
  return async (question, { scope = everything, ...options }) => {
    const clock = stopwatch()
    const asked: Question = { question, scope, session, earlier, history: [...history] }
    const answered = await answerQuestion(assistant, asked, {
      ...options,
      phraser: phraser && timed(phraser, clock.firstText),
      onSegments: () => undefined
    })
    options.signal.throwIfAborted()
    history.push({ question, scope })
    return turnRecord(question, answered, clock.read())
  }
}

/** The only photograph where there is just one, else the whole session. */
const scopeOf = ({ images }: Question['session']): QuestionScope => {
  const [only, ...more] = images
  return { imageId: only && more.length === 0 ? only.image.id : null, region: null }
}

type Stopwatch = {
  readonly firstText: () => void
  readonly read: () => Pick<TurnRecord, 'firstTokenSeconds' | 'seconds'>
}

function stopwatch(): Stopwatch {
  const from = performance.now()
  const seconds = (): number => (performance.now() - from) / 1000
  let first: number | null = null
  return { firstText: () => (first ??= seconds()), read: () => ({ firstTokenSeconds: first, seconds: seconds() }) }
}

const timed = (phraser: Phraser, onFirst: () => void): Phraser => ({
  ...phraser,
  phrase: (request, { signal, onText }) =>
    phraser.phrase(request, {
      signal,
      onText: (text) => {
        onFirst()
        onText(text)
      }
    })
})
