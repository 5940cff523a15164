import type { Progress } from '#shared/domain/job.ts'
import type { Observed } from '../suites/suite.ts'
import type { AnswerFile } from './answerFile.ts'
import { type AnswerNote, noteAnswer } from './answerNote.ts'
import { expectationOf } from './expectation.ts'
import { type Joined, joinDescriptions } from './joinDescriptions.ts'
import type { Question } from './questionSet.ts'

/** Notes on the answers to each question, by its place, in the order of the systems. */
export type Noted = Pick<Joined, 'photographs' | 'problems'> & {
  readonly notes: readonly (readonly Observed<AnswerNote>[])[]
}

type Asked = {
  readonly questions: readonly Question[]
  readonly systems: readonly AnswerFile[]
  /** A JSONL file of descriptions; null without. */
  readonly descriptions: string | null
}

/** Questions between two reports of progress. */
const STEP = 200

/** Compares the answers of all systems with what their questions expect. @throws AppError file.*; the signal's reason. */
export async function noteAnswers(
  { questions, systems, descriptions }: Asked,
  { signal, onProgress }: { readonly signal: AbortSignal; readonly onProgress: (progress: Progress) => void }
): Promise<Noted> {
  const { pairs, photographs, problems } = joinDescriptions(questions, descriptions)
  const notes = systems.map(() => new Map<number, Observed<AnswerNote>>())
  const total = questions.length
  for await (const { at, question, description } of pairs) {
    signal.throwIfAborted()
    const expected = expectationOf(question, description)
    const group = description?.group ?? question.image ?? question.id
    for (const [i, { answers }] of systems.entries()) {
      const note = noteAnswer(expected, answers[at], { description, size: question.size })
      notes[i]?.set(at, { ...note, group })
    }
    const done = notes[0]?.size ?? 0
    if (done % STEP === 0) onProgress({ stage: 'scoring', done, total })
  }
  const inOrder = (found: ReadonlyMap<number, Observed<AnswerNote>>): Observed<AnswerNote>[] =>
    questions.flatMap((_, at) => found.get(at) ?? [])
  return { notes: notes.map(inOrder), photographs, problems }
}
