import { AppError } from '#shared/contract/errors.ts'
import {
  type Answer,
  type QuestionTurn,
  type SecondReadingTurn,
  type Turn,
  isQuestion
} from '#shared/domain/conversation.ts'
import type { Patient } from '#shared/domain/patient.ts'
import type { TurnId } from '#shared/domain/ids.ts'
import { answerQuestion } from '../assistant/answer/answerQuestion.ts'
import { sessions, turns } from '../db/index.ts'
import type { Desk } from './context.ts'
import { readPhotograph } from './readingAgain.ts'
import { sessionDetail } from './sessionDetail.ts'

/** Earlier visits that an answer may compare with. */
const EARLIER_VISITS = 3

const NOTHING_SAID = { segments: [], generator: null, replaced: 0 } as const

/** The answers and second readings that are under way. */
export type Answering = {
  /** Begins to answer a turn, in place of an answer to it that is under way; returns the turn as it is. */
  readonly begin: <T extends Turn>(turn: T) => T
  /** Stops an answer where it is; does nothing for one that is not under way. */
  readonly stop: (id: TurnId) => void
  /** Stops every answer and waits until each is kept as far as it came. */
  readonly close: () => Promise<void>
}

type Running = { readonly abort: AbortController; readonly ended: Promise<void> }

export function startAnswering(desk: Desk): Answering {
  const running = new Map<TurnId, Running>()
  const stop = (id: TurnId): void => running.get(id)?.abort.abort()
  return {
    begin: (turn) => {
      stop(turn.id)
      const abort = new AbortController()
      const ended = fulfil(desk, turn, abort.signal).finally(() => {
        if (running.get(turn.id)?.abort === abort) running.delete(turn.id)
      })
      running.set(turn.id, { abort, ended })
      return turn
    },
    stop,
    close: async () => {
      const all = [...running.values()]
      for (const { abort } of all) abort.abort()
      await Promise.all(all.map(({ ended }) => ended))
    }
  }
}

const fulfil = (desk: Desk, turn: Turn, signal: AbortSignal): Promise<void> =>
  isQuestion(turn) ? answerTurn(desk, turn, signal) : readTurn(desk, turn, signal)

/** Has a photograph read again and keeps what was said of it; the words go to the window as they come. */
async function readTurn(desk: Desk, turn: SecondReadingTurn, signal: AbortSignal): Promise<void> {
  const reading = await readPhotograph(desk, turn, {
    signal,
    show: (sofar) => desk.shell.emit('turn.changed', { ...turn, reading: sofar })
  })
  if (reading.failure) logFailure(desk, 'reading.failed', reading.failure.code)
  keep(desk, () => turns.saveReading(desk.database.write, turn.id, reading))
}

const logFailure = ({ shell }: Desk, event: string, code: string): void =>
  shell.log({ level: 'error', event, detail: { code } })

/** Answers a question and keeps the answer; what is settled so far goes to the window sentence by sentence. */
async function answerTurn(desk: Desk, turn: QuestionTurn, signal: AbortSignal): Promise<void> {
  const show = (answer: Answer): void => desk.shell.emit('turn.changed', { ...turn, answer })
  const end = (answer: Answer): void => keep(desk, () => turns.saveAnswer(desk.database.write, turn.id, answer))
  try {
    end(await compose(desk, turn, { signal, show }))
  } catch (error) {
    if (signal.aborted) return end({ ...NOTHING_SAID, state: 'stopped', failure: null })
    const code = error instanceof AppError ? error.code : 'internal.unexpected'
    logFailure(desk, 'answer.failed', code)
    end({ ...NOTHING_SAID, state: 'failed', failure: code })
  }
}

async function compose(
  desk: Desk,
  turn: QuestionTurn,
  { signal, show }: { signal: AbortSignal; show: (answer: Answer) => void }
): Promise<Answer> {
  const session = sessionDetail(desk, turn.sessionId)
  const earlier = sessions
    .earlierThan(desk.database.read, session.session, EARLIER_VISITS)
    .map(({ id }) => sessionDetail(desk, id))
  const place = session.turns.findIndex(({ id }) => id === turn.id)
  const history = session.turns.slice(0, Math.max(place, 0)).filter(isQuestion)
  const { answer } = await answerQuestion(
    desk.assistant.core,
    { question: turn.question, scope: turn.scope, session, earlier, history },
    {
      phraser: desk.assistant.phraser(namesOf(session.patient)),
      signal,
      onSegments: (segments) => show({ state: 'streaming', segments, generator: null, replaced: 0, failure: null })
    }
  )
  return answer
}

/** What names a patient, each word of it. */
const namesOf = ({ familyName, givenName, number }: Patient): string[] => [
  number,
  ...`${familyName} ${givenName}`.split(/[\s,-]+/u)
]

/** A turn that was removed while it was answered is gone: there is nothing to keep. */
function keep(desk: Desk, save: () => Turn): void {
  try {
    desk.shell.emit('turn.changed', save())
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    desk.shell.log({ level: 'warning', event: 'answer.notKept', detail: { code: error.code } })
  }
}
