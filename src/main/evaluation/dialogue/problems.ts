/** What can be wrong with the lines of questions, answers and descriptions; none of it ends an evaluation. */
export const DIALOGUE_PROBLEMS = [
  'question.unreadable',
  'question.duplicate',
  'question.contradiction',
  'answer.unreadable',
  'answer.missing',
  'answer.empty',
  'answer.duplicate',
  'answer.contradiction',
  'answer.unasked',
  'description.unreadable',
  'description.duplicate',
  'description.ambiguous'
] as const
export type DialogueProblem = (typeof DIALOGUE_PROBLEMS)[number]

/** What to do about a problem, in a line. */
export const problemRemedies: Readonly<Record<DialogueProblem, string>> = {
  'question.unreadable': 'no question could be read there; check that the line is whole and has an id or an image',
  'question.duplicate': 'the same question stands there twice; it was taken once',
  'question.contradiction': 'another reference to a question that was there before; the first was taken',
  'answer.unreadable': 'no answer could be read there; check that the line is whole and has an id or an image',
  'answer.missing': 'there is no answer to it; it counts as empty',
  'answer.empty': 'the answer is empty',
  'answer.duplicate': 'the same answer stands there twice; it was taken once',
  'answer.contradiction':
    'another answer to a question that had one; the first was taken: tell turns apart by `turn` or `question`',
  'answer.unasked': 'there is no such question; check that ids and turns are those of the questions',
  'description.unreadable': 'it is no description; make it with `retinadesk dataset describe`',
  'description.duplicate': 'the photograph was described before; the first description was taken',
  'description.ambiguous': 'questions fit descriptions of several sets; write their ids as `set/id`'
}

/** How often each problem was met in a file, and on which line first. */
export type ProblemCounts = ReadonlyMap<DialogueProblem, { readonly count: number; readonly firstLine: number }>

/** Counts problems as they are met. */
export function problemLog(): {
  readonly note: (problem: DialogueProblem, line: number) => void
  readonly counts: ProblemCounts
} {
  const counts = new Map<DialogueProblem, { count: number; firstLine: number }>()
  return {
    note: (problem, line) => {
      const known = counts.get(problem)
      counts.set(problem, { count: (known?.count ?? 0) + 1, firstLine: known?.firstLine ?? line })
    },
    counts
  }
}
