import { Description } from '../../dataset/describe/description.ts'
import { readJsonl } from '../../dataset/jsonl/readJsonl.ts'
import { type ProblemCounts, problemLog } from './problems.ts'
import type { Question } from './questionSet.ts'

/** A question with the description of its photograph, where there is one. */
export type Described = {
  readonly at: number
  readonly question: Question
  readonly description: Description | undefined
}

/** Questions with their descriptions, in the order of these; one whose second description is of another set comes again, without. */
export type Joined = {
  readonly pairs: AsyncGenerator<Described, void>
  /** By a question's place, `set/id` of its photograph; known when all pairs have come. */
  readonly photographs: ReadonlyMap<number, string>
  readonly problems: ProblemCounts
}

/**
 * Finds the description of each question by `set/id`, the id alone or the photograph. Descriptions are gone through once, and none
 * is kept.
 * @param path a JSONL file of descriptions; null without. @throws AppError file.* while it is read.
 */
export function joinDescriptions(questions: readonly Question[], path: string | null): Joined {
  const log = problemLog()
  const photographs = new Map<number, string>()
  const ambiguous = new Set<number>()
  const [byId, byImage] = [places(questions, ({ id }) => id), places(questions, ({ image }) => image)]
  async function* pairs(): AsyncGenerator<Described, void> {
    for await (const read of path === null ? [] : readJsonl(path, Description)) {
      if (!read.ok) {
        log.note('description.unreadable', read.line)
        continue
      }
      const { dataset, id, image } = read.value
      const name = `${dataset}/${id}`
      const about = byId.get(name) ?? byId.get(id) ?? (image === null ? undefined : byImage.get(image)) ?? []
      if (about.some((at) => photographs.get(at) === name)) log.note('description.duplicate', read.line)
      else if (about.some((at) => photographs.has(at))) log.note('description.ambiguous', read.line)
      for (const at of about) {
        const [known, question] = [photographs.get(at), questions[at]]
        if (known !== undefined && known !== name) ambiguous.add(at)
        if (known !== undefined || !question) continue
        photographs.set(at, name)
        yield { at, question, description: read.value }
      }
    }
    for (const at of ambiguous) photographs.delete(at)
    for (const [at, question] of questions.entries())
      if (!photographs.has(at)) yield { at, question, description: undefined }
  }
  return { pairs: pairs(), photographs, problems: log.counts }
}

function places(
  questions: readonly Question[],
  nameOf: (question: Question) => string | null
): ReadonlyMap<string, number[]> {
  const found = new Map<string, number[]>()
  for (const [at, question] of questions.entries()) {
    const name = nameOf(question)
    if (name === null) continue
    const known = found.get(name)
    if (known) known.push(at)
    else found.set(name, [at])
  }
  return found
}
