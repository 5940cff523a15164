import { AppError } from '#shared/contract/errors.ts'
import type { Progress } from '#shared/domain/job.ts'
import { BOOTSTRAP_DRAWS } from '../metrics/bootstrap.ts'
import { SCORECARD_SCHEMA, Scorecard, type SuiteOutcome } from '../scorecard.ts'
import { scoreTree, type Scores } from '../scoreTree.ts'
import { merged, type Observed } from '../suites/suite.ts'
import { type AnswerFile, readAnswers } from './answerFile.ts'
import type { AnswerNote } from './answerNote.ts'
import { measured, measuredDifferences } from './measures.ts'
import { noteAnswers, type Noted } from './noteAnswers.ts'
import { type ProblemCounts, problemRemedies } from './problems.ts'
import { type QuestionSet, readQuestions } from './questionSet.ts'

export type DialogueOptions = {
  /** Paths of files: of questions, of each system's answers, of descriptions. */
  readonly questions: string
  readonly answers: readonly { readonly name: string; readonly path: string }[]
  readonly descriptions: string | null
  /** Questions, at most. */
  readonly limit: number | null
}

export type DialogueContext = {
  readonly app: { readonly name: string; readonly version: string }
  readonly signal: AbortSignal
  readonly now: () => number
  readonly onProgress: (progress: Progress) => void
}

/**
 * Scores the answers of one or more systems to the same questions, against their references and the descriptions of their
 * photographs. The first system is the one that the others are compared with.
 * @throws AppError file.*, dataset.unusable; the signal's reason when cancelled.
 */
export async function evaluateDialogue(options: DialogueOptions, context: DialogueContext): Promise<Scorecard> {
  const total = 1 + options.answers.length
  context.onProgress({ stage: 'reading', done: 0, total })
  const set = await readQuestions(options.questions, { limit: options.limit, signal: context.signal })
  if (set.questions.length === 0) throw new AppError('dataset.unusable', { problem: WITHOUT_QUESTIONS })
  const systems: AnswerFile[] = []
  for (const file of options.answers) {
    context.onProgress({ stage: 'reading', done: 1 + systems.length, total })
    systems.push(await readAnswers(file, set, context.signal))
  }
  const noted = await noteAnswers({ ...set, systems, descriptions: options.descriptions }, context)
  const sources = sourcesOf(set, systems, noted)
  context.onProgress({ stage: 'intervals', done: 0, total: systems.length })
  return Scorecard.parse({
    schema: SCORECARD_SCHEMA,
    createdAt: new Date(context.now()).toISOString(),
    app: context.app,
    runtime: { name: 'node', version: process.versions.node, threads: 1 },
    models: [],
    split: 'all',
    limit: options.limit,
    interval: `bootstrap 95 % over patients where they are known, else photographs; ${BOOTSTRAP_DRAWS} draws`,
    suites: [outcomeOf(set, noted, sources)],
    remarks: [
      `${set.questions.length} questions, ${noted.photographs.size} of them with the description of their photograph`,
      ...sources.flatMap(remarksOn)
    ],
    dialogue: dialogueScores(systems, noted, context),
    by_dataset: byDataset(noted)
  })
}

const WITHOUT_QUESTIONS =
  'no question was found; give JSONL with `id` and `question`, `questions`, `messages` or `conversations`'

type Source = { readonly name: string; readonly problems: ProblemCounts }

const sourcesOf = (set: QuestionSet, systems: readonly AnswerFile[], { problems }: Noted): readonly Source[] => [
  { name: 'questions', problems: set.problems },
  ...systems,
  { name: 'descriptions', problems }
]

const remarksOn = ({ name, problems }: Source): string[] =>
  [...problems].map(
    ([problem, { count, firstLine }]) =>
      `${name}: ${count} × ${problem}, first at line ${firstLine}${problem === 'answer.missing' ? ' of the questions' : ''}: ${problemRemedies[problem]}`
  )

function outcomeOf(
  { questions }: QuestionSet,
  { notes, photographs }: Noted,
  sources: readonly Source[]
): SuiteOutcome {
  const isAnswered = notes.some((system) => system.some(({ answered }) => answered))
  const failures = new Map<string, number>()
  for (const { problems } of sources)
    for (const [problem, { count }] of problems) failures.set(problem, (failures.get(problem) ?? 0) + count)
  return {
    suite: 'dialogue',
    state: isAnswered ? 'scored' : 'failed',
    reason: null,
    photographs: new Set(questions.map(({ image, id }, at) => photographs.get(at) ?? image ?? id)).size,
    trainedOn: 0,
    failures: Object.fromEntries(failures)
  }
}

/** Scores of the first system, of each other one, and the others' differences from the first. */
function dialogueScores(systems: readonly AnswerFile[], { notes }: Noted, context: DialogueContext): object {
  const [first = []] = notes
  const named = systems.map(({ name }, i) => ({ name, notes: notes[i] ?? [] }))
  const others = named.slice(1).map((system, i) => {
    context.signal.throwIfAborted()
    context.onProgress({ stage: 'intervals', done: 1 + i, total: systems.length })
    return {
      name: system.name,
      scores: scoreTree(scoresOfSystem(system.notes)),
      differences: scoreTree(measuredDifferences(first, system.notes))
    }
  })
  const scores = { system: named[0]?.name ?? '', ...scoreTree(scoresOfSystem(first)) }
  return others.length === 0
    ? scores
    : {
        ...scores,
        others: Object.fromEntries(others.map((other) => [other.name, other.scores])),
        differences: Object.fromEntries(others.map((other) => [other.name, other.differences]))
      }
}

/** Over all questions, and by the kind of question. */
const scoresOfSystem = (notes: readonly Observed<AnswerNote>[]): Scores =>
  merged(
    measured(notes, ''),
    ...[...Map.groupBy(notes, ({ kind }) => kind)].map(([kind, part]) => measured(part, `kinds.${kind}.`))
  )

/** Scores of the first system by the set of the photographs, where descriptions tell it. */
function byDataset({ notes, photographs }: Noted): Readonly<Record<string, object>> {
  const [first = []] = notes
  const described = [...photographs].flatMap(([at, name]) => {
    const note = first[at]
    return note ? [{ note, dataset: name.split('/')[0] ?? '' }] : []
  })
  const parts = Map.groupBy(described, ({ dataset }) => dataset)
  const scoresOf = (part: typeof described): Scores =>
    measured(
      part.map(({ note }) => note),
      ''
    )
  return Object.fromEntries([...parts].map(([dataset, part]) => [dataset, { dialogue: scoreTree(scoresOf(part)) }]))
}
