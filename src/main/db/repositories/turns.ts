import { z } from 'zod'
import { AppError } from '#shared/contract/errors.ts'
import { isUnderWay } from '#shared/domain/answerState.ts'
import {
  Answer,
  QuestionScope,
  QuestionTurn,
  SecondReadingTurn,
  type Turn,
  isQuestion
} from '#shared/domain/conversation.ts'
import { type ImageId, type SessionId, TurnId } from '#shared/domain/ids.ts'
import { SecondReading } from '#shared/domain/secondReading.ts'
import { type ReadableDb, type WritableDb, execute, found, query, selectAll, selectFirst, transact } from '../access.ts'
import { flag, json, toFlag } from '../columns.ts'
import * as audit from './audit.ts'
import { get as getImage } from './images.ts'
import { get as getSession, stampChange } from './sessions.ts'

// A second reading stands in the columns of a question: its photograph in the scope, its words in the answer.
const TurnRow = z.discriminatedUnion('kind', [
  QuestionTurn.extend({ scope: json(QuestionScope), answer: json(Answer), picked: flag }),
  SecondReadingTurn.extend({ reading: json(SecondReading), picked: flag })
])
const columns = `t.kind, t.id, t.session_id AS sessionId, t.asked_at AS askedAt, t.question, t.scope, t.answer, t.picked,
  t.scope ->> '$.imageId' AS imageId, t.answer AS reading`

const byId = query(TurnRow, `SELECT ${columns} FROM turns t WHERE t.id = @id AND t.removed_at IS NULL`)
const removedById = query(TurnRow, `SELECT ${columns} FROM turns t WHERE t.id = @id AND t.removed_at IS NOT NULL`)
const bySession = query(
  TurnRow,
  `SELECT ${columns} FROM turns t WHERE t.session_id = @sessionId AND t.removed_at IS NULL ORDER BY coalesce(t.place, t.seq), t.seq`
)
const placeOf = query(
  z.object({ place: z.int() }),
  'SELECT coalesce(place, seq) AS place FROM turns WHERE id = @id AND removed_at IS NULL'
)

const UNDER_WAY = "answer_state IN ('waiting', 'streaming')"
const STOPPED = "json_set(answer, '$.state', 'stopped')"
const WAITING: Answer = { state: 'waiting', segments: [], generator: null, replaced: 0, failure: null }
const UNREAD: SecondReading = {
  state: 'waiting',
  progress: null,
  sentences: [],
  model: null,
  against: null,
  failure: null
}

type Asked = Pick<QuestionTurn, 'sessionId' | 'question' | 'scope'>

/** @throws AppError record.notFound when there is none or it was removed. */
export const get = (db: ReadableDb, id: TurnId): Turn => found(selectFirst(db, byId, { id }), 'turn')

const getQuestion = (db: ReadableDb, id: TurnId): QuestionTurn => {
  const turn = get(db, id)
  return found(isQuestion(turn) ? turn : undefined, 'turn')
}

/** A session's conversation, in the order in which it was held. */
export const ofSession = (db: ReadableDb, sessionId: SessionId): Turn[] => selectAll(db, bySession, { sessionId })

/** Keeps a question whose answer is still to come. A signed session may be asked about. @throws AppError record.notFound. */
export function ask(db: WritableDb, asked: Asked): QuestionTurn {
  return transact(db, () => {
    getSession(db, asked.sessionId)
    return add(db, asked, null)
  })
}

/** Keeps that the second reader was asked to look at a photograph; its words are still to come. @throws AppError record.notFound. */
export function requestReading(db: WritableDb, imageId: ImageId): SecondReadingTurn {
  return transact(db, () => {
    const { sessionId } = getImage(db, imageId)
    const turn = { ...newTurn(db, sessionId), kind: 'secondReading' as const, imageId, reading: UNREAD }
    insert(db, turn, { question: '', scope: { imageId, region: null }, answer: UNREAD, place: null })
    return turn
  })
}

/** Inserts a question with its place in the conversation; null puts it at the end. */
function add(db: WritableDb, { sessionId, question, scope }: Asked, place: number | null): QuestionTurn {
  const turn = { ...newTurn(db, sessionId), kind: 'question' as const, question, scope, answer: WAITING }
  insert(db, turn, { question, scope, answer: WAITING, place })
  return turn
}

const newTurn = (db: WritableDb, sessionId: SessionId): Omit<Turn, 'kind'> => ({
  id: TurnId.parse(db.newId()),
  sessionId,
  askedAt: db.now(),
  picked: false
})

type Columns = {
  readonly question: string
  readonly scope: QuestionScope
  readonly answer: Answer | SecondReading
  readonly place: number | null
}

function insert(db: WritableDb, { kind, id, sessionId, askedAt, picked }: Turn, of: Columns): void {
  const { question, place } = of
  execute(
    db,
    `INSERT INTO turns (kind, id, session_id, asked_at, question, scope, answer, picked, place)
     VALUES (@kind, @id, @sessionId, @askedAt, @question, @scope, @answer, @picked, @place)`,
    {
      kind,
      id,
      sessionId,
      askedAt,
      question,
      place,
      scope: JSON.stringify(of.scope),
      answer: JSON.stringify(of.answer),
      picked: toFlag(picked)
    }
  )
  audit.append(db, 'turn.asked', { subject: id, detail: { sessionId } })
}

/**
 * Words a question anew: the turn is put away and one with the new words stands in its place, unanswered yet.
 * @throws AppError report.signed, record.notFound; the latter for a second reading too.
 */
export function revise(db: WritableDb, id: TurnId, question: string): QuestionTurn {
  return transact(db, () => {
    const { sessionId, scope } = getQuestion(db, id)
    const { place } = found(selectFirst(db, placeOf, { id }), 'turn')
    remove(db, id)
    return add(db, { sessionId, question, scope }, place)
  })
}

/** Puts one turn away and takes back another that was: how a revision is undone, and done again. @throws as `remove`. */
export function exchange(db: WritableDb, { away, back }: { readonly away: TurnId; readonly back: TurnId }): Turn {
  return transact(db, () => {
    remove(db, away)
    return restore(db, back)
  })
}

/** Keeps an answer as far as it has come; the audit hears of it once it has ended. @throws AppError record.notFound. */
export function saveAnswer(db: WritableDb, id: TurnId, answer: Answer): QuestionTurn {
  return transact(db, () => {
    const turn = { ...getQuestion(db, id), answer: Answer.parse(answer) }
    save(db, id, turn.answer)
    return turn
  })
}

/** Keeps a second reading as far as it has come, as `saveAnswer` keeps an answer. @throws AppError record.notFound. */
export function saveReading(db: WritableDb, id: TurnId, reading: SecondReading): SecondReadingTurn {
  return transact(db, () => {
    const turn = get(db, id)
    const of = found(isQuestion(turn) ? undefined : turn, 'turn')
    const kept = { ...of, reading: SecondReading.parse({ ...reading, progress: null }) }
    save(db, id, kept.reading)
    return kept
  })
}

function save(db: WritableDb, id: TurnId, answer: Answer | SecondReading): void {
  execute(db, 'UPDATE turns SET answer = @answer WHERE id = @id', { id, answer: JSON.stringify(answer) })
  if (!isUnderWay(answer.state)) audit.append(db, 'turn.answered', { subject: id, detail: { state: answer.state } })
}

/**
 * Makes room for another answer to the same question, or another reading of the same photograph, which nobody has picked yet.
 * @throws AppError record.notFound; report.signed when the answer stands in a signed report.
 */
export function askAgain(db: WritableDb, id: TurnId): Turn {
  return transact(db, () => {
    const turn = get(db, id)
    if (turn.picked) stampChange(db, turn.sessionId)
    const answer = JSON.stringify(isQuestion(turn) ? WAITING : UNREAD)
    execute(db, 'UPDATE turns SET answer = @answer, picked = 0 WHERE id = @id', { id, answer })
    audit.append(db, 'turn.asked', { subject: id, detail: { sessionId: turn.sessionId } })
    return get(db, id)
  })
}

/** Chooses a turn for the report, or no longer. @throws AppError report.signed, record.notFound. */
export function pick(db: WritableDb, id: TurnId, picked: boolean): Turn {
  return transact(db, () => {
    stampChange(db, get(db, id).sessionId)
    execute(db, 'UPDATE turns SET picked = @picked WHERE id = @id', { id, picked: toFlag(picked) })
    audit.append(db, 'turn.picked', { subject: id, detail: { picked } })
    return get(db, id)
  })
}

/** Puts a turn away; an answer that is under way has stopped there. @throws AppError report.signed, record.notFound. */
export function remove(db: WritableDb, id: TurnId): void {
  transact(db, () => {
    const at = stampChange(db, get(db, id).sessionId)
    execute(db, `UPDATE turns SET answer = ${STOPPED} WHERE id = @id AND ${UNDER_WAY}`, { id })
    execute(db, 'UPDATE turns SET removed_at = @at WHERE id = @id', { id, at })
    audit.append(db, 'turn.removed', { subject: id, detail: {} })
  })
}

/** Takes a removed turn back to its place. @throws AppError report.signed, record.notFound. */
export function restore(db: WritableDb, id: TurnId): Turn {
  return transact(db, () => {
    const turn = selectFirst(db, removedById, { id })
    if (!turn) throw new AppError('record.notFound', { what: 'turn' })
    stampChange(db, turn.sessionId)
    execute(db, 'UPDATE turns SET removed_at = NULL WHERE id = @id', { id })
    audit.append(db, 'turn.restored', { subject: id, detail: {} })
    return turn
  })
}

/** Answers that were under way when the app ended have stopped: call it once at the start. Returns how many. */
export const stopInterrupted = (db: WritableDb): number =>
  execute(db, `UPDATE turns SET answer = ${STOPPED} WHERE ${UNDER_WAY}`)
