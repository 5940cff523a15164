import type { Sides } from '../metrics/boxOverlap.ts'
import { type DialogueLine, type Exchange, askedIn, imageOf, nameOf, readDialogueLines } from './dialogueLine.ts'
import { type ProblemCounts, problemLog } from './problems.ts'
import type { QuestionKind } from './questionKind.ts'

/** A question with what its file says of it. */
export type Question = {
  readonly id: string
  readonly turn: number
  /** Where it stands in its file, counted from 1. */
  readonly line: number
  readonly image: string | null
  readonly text: string
  readonly reference: string | null
  /** Null where the file does not say. */
  readonly kind: QuestionKind | null
  readonly choices: readonly string[]
  readonly boxes: readonly Sides[]
  /** Of the photograph in pixels; null for boxes in shares. */
  readonly size: { readonly width: number; readonly height: number } | null
  readonly isAnswerable: boolean
}

/** Questions in their order. */
export type QuestionSet = {
  readonly questions: readonly Question[]
  /** Where the question stands that an exchange belongs to: by its words where it has them, else by its turn. */
  readonly indexOf: (id: string, exchange: Exchange) => number | undefined
  /** The id of the questions about a photograph; undefined where several fit. */
  readonly idByImage: (image: string) => string | undefined
  /** Whether all questions of the file were taken. */
  readonly isWhole: boolean
  readonly problems: ProblemCounts
}

/**
 * Reads a file of questions. Lines of the same id go on with its turns.
 * @throws AppError file.*, dataset.unusable; the signal's reason.
 */
export async function readQuestions(
  path: string,
  { limit, signal }: { readonly limit: number | null; readonly signal: AbortSignal }
): Promise<QuestionSet> {
  const log = problemLog()
  const questions: Question[] = []
  const [byTurn, byWords, turns] = [new Map<string, number>(), new Map<string, number>(), new Map<string, number>()]
  const ids = new Map<string, string | undefined>()
  const isFull = (): boolean => limit !== null && questions.length >= limit
  for await (const read of readDialogueLines(path)) {
    signal.throwIfAborted()
    if (isFull()) break
    const id = read.ok ? nameOf(read.value) : undefined
    if (!read.ok || id === undefined) {
      log.note('question.unreadable', read.line)
      continue
    }
    const asked = askedIn(read.value)
    if (asked.length === 0) log.note('question.unreadable', read.line)
    for (const exchange of asked) {
      const question = questionOf(read.value, { id, line: read.line, exchange })
      const known = questions[byWords.get(wordsKey(id, question.text)) ?? -1]
      if (known && known.line !== read.line) {
        log.note(known.reference === question.reference ? 'question.duplicate' : 'question.contradiction', read.line)
        continue
      }
      if (isFull()) break
      const turn = byTurn.has(turnKey(id, exchange.turn)) ? (turns.get(id) ?? 0) + 1 : exchange.turn
      turns.set(id, Math.max(turn, turns.get(id) ?? 0))
      byTurn.set(turnKey(id, turn), questions.length)
      if (!known) byWords.set(wordsKey(id, question.text), questions.length)
      if (question.image !== null)
        ids.set(question.image, ids.has(question.image) && ids.get(question.image) !== id ? undefined : id)
      questions.push({ ...question, turn })
    }
  }
  return {
    questions,
    indexOf: (id, { turn, question }) => {
      const atTurn = byTurn.get(turnKey(id, turn))
      if (question === null) return atTurn
      const words = wordsKey(id, question)
      // A conversation may ask the same again.
      return words === wordsKey(id, questions[atTurn ?? -1]?.text ?? '') ? atTurn : (byWords.get(words) ?? atTurn)
    },
    idByImage: (image) => ids.get(image),
    isWhole: !isFull(),
    problems: log.counts
  }
}

const turnKey = (id: string, turn: number): string => `${turn}\n${id}`

const wordsKey = (id: string, words: string): string => `${words.toLowerCase().replaceAll(/\s+/gu, ' ')}\n${id}`

function questionOf(
  line: DialogueLine,
  { id, line: at, exchange }: { readonly id: string; readonly line: number; readonly exchange: Exchange }
): Question {
  const { width, height, kind, choices, options, answerable, boxes = [] } = line
  return {
    id,
    turn: exchange.turn,
    line: at,
    image: imageOf(line) ?? null,
    text: exchange.question ?? '',
    reference: exchange.answer,
    kind: kind ?? null,
    choices: choices ?? options ?? [],
    boxes: boxes.map(([left, top, right, bottom]) => ({ left, top, right, bottom })),
    size: width === undefined || height === undefined ? null : { width, height },
    isAnswerable: answerable ?? true
  }
}
