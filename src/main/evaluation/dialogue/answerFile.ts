import type { Sides } from '../metrics/boxOverlap.ts'
import { answeredIn, imageOf, nameOf, readDialogueLines } from './dialogueLine.ts'
import { type ProblemCounts, problemLog } from './problems.ts'
import type { QuestionSet } from './questionSet.ts'

/** What a system said to a question. */
export type Answer = { readonly text: string; readonly boxes: readonly Sides[] }

/** A system's answers by the place of their questions. */
export type AnswerFile = {
  readonly name: string
  readonly answers: readonly (Answer | undefined)[]
  readonly problems: ProblemCounts
}

/**
 * Reads a file of answers and finds their questions. A second answer to a question is reported and not taken.
 * @throws AppError file.*, dataset.unusable; the signal's reason.
 */
export async function readAnswers(
  { name, path }: { readonly name: string; readonly path: string },
  set: QuestionSet,
  signal: AbortSignal
): Promise<AnswerFile> {
  const log = problemLog()
  const answers = set.questions.map((): Answer | undefined => undefined)
  for await (const read of readDialogueLines(path)) {
    signal.throwIfAborted()
    const exchanges = read.ok ? answeredIn(read.value) : []
    const id = read.ok ? nameOf(read.value) : undefined
    if (!read.ok || id === undefined || exchanges.length === 0) {
      log.note('answer.unreadable', read.line)
      continue
    }
    const image = imageOf(read.value)
    const boxes = (read.value.boxes ?? []).map(([left, top, right, bottom]) => ({ left, top, right, bottom }))
    for (const exchange of exchanges) {
      const byImage = image === undefined ? undefined : set.idByImage(image)
      const at = set.indexOf(id, exchange) ?? (byImage === undefined ? undefined : set.indexOf(byImage, exchange))
      const text = exchange.answer ?? ''
      const known = at === undefined ? undefined : answers[at]
      if (at === undefined) {
        if (set.isWhole) log.note('answer.unasked', read.line)
      } else if (known) log.note(known.text === text ? 'answer.duplicate' : 'answer.contradiction', read.line)
      else {
        answers[at] = { text, boxes }
        if (text.trim() === '' && boxes.length === 0) log.note('answer.empty', read.line)
      }
    }
  }
  for (const [i, { line }] of set.questions.entries()) if (!answers[i]) log.note('answer.missing', line)
  return { name, answers, problems: log.counts }
}
