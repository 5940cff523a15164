import { z } from 'zod'
import {
  ConversationHit,
  type ConversationHits,
  type MarkedText,
  SEARCH_LIMIT
} from '#shared/contract/conversationSearch.ts'
import { SessionId, TurnId } from '#shared/domain/ids.ts'
import { Patient } from '#shared/domain/patient.ts'
import { CalendarDay } from '#shared/domain/units.ts'
import { type ReadableDb, query, selectAll } from '../access.ts'

/** Controls that stand round a match; whoever types them into a question marks a word of it, no more. */
const [OPEN, CLOSE] = ['\u0001', '\u0002']

/** How many words of an answer are shown about a match. */
const EXCERPT_WORDS = 18

const MOST_WORDS = 8

const HitRow = Patient.pick({ familyName: true, givenName: true, number: true }).extend({
  kind: ConversationHit.shape.kind,
  turnId: TurnId,
  sessionId: SessionId,
  day: CalendarDay,
  question: z.string(),
  answer: z.string()
})

const matching = query(
  HitRow,
  `SELECT t.kind, t.id AS turnId, t.session_id AS sessionId, s.day, p.family_name AS familyName, p.given_name AS givenName, p.number,
          highlight(turn_words, 0, '${OPEN}', '${CLOSE}') AS question,
          snippet(turn_words, 1, '${OPEN}', '${CLOSE}', '…', ${EXCERPT_WORDS}) AS answer
   FROM turn_words
   JOIN turns t ON t.seq = turn_words.rowid AND t.removed_at IS NULL
   JOIN sessions s ON s.id = t.session_id AND s.removed_at IS NULL
   JOIN patients p ON p.id = s.patient_id
   WHERE turn_words MATCH @match
   ORDER BY turn_words.rowid DESC LIMIT @limit`
)

/**
 * Finds turns whose question or answer holds every word of a search, each as the beginning of a word, without regard to
 * case and accents; the newest first. What was put away is left out. Nothing that is typed is search syntax.
 */
export function search(db: ReadableDb, typed: string): ConversationHits {
  const match = matchOf(typed)
  if (match === '') return { hits: [], more: false }
  const rows = selectAll(db, matching, { match, limit: SEARCH_LIMIT + 1 })
  return { hits: rows.slice(0, SEARCH_LIMIT).map(hitOf), more: rows.length > SEARCH_LIMIT }
}

// Quoted, a word is a string to FTS5 whatever is in it; a NUL would end the expression.
const matchOf = (typed: string): string =>
  [...new Set(typed.replaceAll('\0', ' ').split(/\s+/))]
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
    .slice(0, MOST_WORDS)
    .map((word) => `"${word.replaceAll('"', '""')}"*`)
    .join(' ')

function hitOf({
  kind,
  turnId,
  sessionId,
  day,
  question,
  answer,
  ...patient
}: z.output<typeof HitRow>): ConversationHit {
  const excerpt = markedText(answer)
  const matches = excerpt.some(({ marked }) => marked)
  return { kind, turnId, sessionId, patient, day, question: markedText(question), answer: matches ? excerpt : null }
}

function markedText(text: string): MarkedText {
  const [before = '', ...rest] = text.split(OPEN)
  const stretches = rest.flatMap((part) => {
    const [match = '', ...after] = part.split(CLOSE)
    return [
      { text: match, marked: true },
      { text: after.join(''), marked: false }
    ]
  })
  return [{ text: before.replaceAll(CLOSE, ''), marked: false }, ...stretches].filter((stretch) => stretch.text !== '')
}
