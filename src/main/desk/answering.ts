import { AppError } from '#shared/contract/errors.ts'
import { isUnderWay } from '#shared/domain/answerState.ts'
import {
  type Answer,
  type QuestionTurn,
  type SecondReadingTurn,
  type Turn,
  isQuestion,
  stateOf
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
  /** A kept turn as far as its answer has really come, which is kept only when it has ended. */
  readonly live: (turn: Turn) => Turn
  /** Stops an answer where it is; does nothing for one that is not under way. */
  readonly stop: (id: TurnId) => void
  /** Stops every answer and waits until each is kept as far as it came. */
  readonly close: () => Promise<void>
}

type Running = { readonly abort: AbortController; latest: Turn; ended: Promise<void> }

export function startAnswering(desk: Desk): Answering {
  const running = new Map<TurnId, Running>()
  const stop = (id: TurnId): void => running.get(id)?.abort.abort()
  return {
    begin: (turn) => {
      stop(turn.id)
      const run: Running = { abort: new AbortController(), latest: turn, ended: Promise.resolve() }
      const show = (sofar: Turn): void => {
        run.latest = sofar
        desk.shell.emit('turn.changed', sofar)
      }
      running.set(turn.id, run)
      run.ended = fulfil(desk, turn, { signal: run.abort.signal, show }).finally(() => {
        if (running.get(turn.id) === run) running.delete(turn.id)
      })
      return turn
    },
    live: (turn) => (isUnderWay(stateOf(turn)) ? (running.get(turn.id)?.latest ?? turn) : turn),
    stop,
    close: async () => {
      const all = [...running.values()]
      for (const { abort } of all) abort.abort()
      await Promise.all(all.map(({ ended }) => ended))
    }
  }
}

type Under = {
  readonly signal: AbortSignal
  /** Tells the window of a turn as far as it has come. */
  readonly show: (sofar: Turn) => void
}

const fulfil = (desk: Desk, turn: Turn, under: Under): Promise<void> =>
  isQuestion(turn) ? answerTurn(desk, turn, under) : readTurn(desk, turn, under)

/** Has a photograph read again and keeps what was said of it; the words go to the window as they come. */
async function readTurn(desk: Desk, turn: SecondReadingTurn, { signal, show }: Under): Promise<void> {
  const reading = await readPhotograph(desk, turn, { signal, show: (sofar) => show({ ...turn, reading: sofar }) })
  if (reading.failure) logFailure(desk, 'reading.failed', reading.failure.code)
  keep(desk, () => turns.saveReading(desk.database.write, turn.id, reading))
}

const logFailure = ({ shell }: Desk, event: string, code: string): void =>
  shell.log({ level: 'error', event, detail: { code } })

/** Answers a question and keeps the answer; what is settled so far goes to the window sentence by sentence. */
async function answerTurn(desk: Desk, turn: QuestionTurn, { signal, show }: Under): Promise<void> {
  const end = (answer: Answer): void => keep(desk, () => turns.saveAnswer(desk.database.write, turn.id, answer))
  try {
    end(await compose(desk, turn, { signal, show: (answer) => show({ ...turn, answer }) }))
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
