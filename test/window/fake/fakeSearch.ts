import type { ConversationHit, ConversationHits, MarkedText } from '#shared/contract/conversationSearch.ts'
import { isQuestion, plainText, type Turn } from '#shared/domain/conversation.ts'
import { found } from './handlers.ts'
import type { World } from './world.ts'

/** Cuts a text at the first occurrence of a word's beginning. */
function marked(text: string, word: string): MarkedText {
  const at = text.toLowerCase().indexOf(word)
  if (word === '' || at < 0) return [{ text, marked: false }]
  return [
    { text: text.slice(0, at), marked: false },
    { text: text.slice(at, at + word.length), marked: true },
    { text: text.slice(at + word.length), marked: false }
  ].filter((stretch) => stretch.text !== '')
}

function hitOf(world: World, turn: Turn, word: string): ConversationHit[] {
  const said = isQuestion(turn)
    ? plainText(turn.answer.segments)
    : turn.reading.sentences.map(({ text }) => text).join(' ')
  const answer = marked(said, word)
  const question = isQuestion(turn) ? marked(turn.question, word) : []
  if (![...answer, ...question].some((stretch) => stretch.marked)) return []
  const session = found(world.sessions.get(turn.sessionId), 'session')
  const { familyName, givenName, number } = found(world.patients.get(session.patientId), 'patient')
  return [
    {
      kind: turn.kind,
      turnId: turn.id,
      sessionId: turn.sessionId,
      patient: { familyName, givenName, number },
      day: session.day,
      question,
      answer: answer.some((stretch) => stretch.marked) ? answer : null
    }
  ]
}

/** Turns that hold what was typed; the real search knows more than one word. */
export function searchFake(world: World, query: string): ConversationHits {
  const word = query.trim().toLowerCase()
  const turns = [...world.turns.values()].filter(
    ({ id, sessionId }) => !world.removed.has(id) && !world.removed.has(sessionId)
  )
  return { hits: turns.toReversed().flatMap((turn) => hitOf(world, turn, word)), more: false }
}
