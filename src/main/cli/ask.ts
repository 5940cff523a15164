import { readFile } from 'node:fs/promises'
import { AppError, isAppError } from '#shared/contract/errors.ts'
import { Analysis } from '#shared/domain/analysis.ts'
import { Turn } from '#shared/domain/conversation.ts'
import { UtcMs } from '#shared/domain/units.ts'
import type { Patience } from '../assistant/answer/phrase.ts'
import { beginConversation } from '../assistant/answer/conversation.ts'
import type { TurnRecord } from '../assistant/answer/record.ts'
import { takeIn } from '../imaging/intake.ts'
import { createMemoryBlobStore } from '../storage/blobs.ts'
import { readError } from '../storage/fileErrors.ts'
import { EXIT, type ExitCode } from './exitCodes.ts'
import { type LanguageModelOption, openAssistant } from './headlessAssistant.ts'
import { type AnalysedPhotograph, nobodysSession } from './nobodysSession.ts'
import { describeError } from './remedies.ts'
import { runVision } from './visionAnalysis.ts'
import type { Workbench } from './workbench.ts'

export type AskOptions = LanguageModelOption & {
  readonly question: readonly string[]
  /** Files that `analyse` left, in any order. */
  readonly analysis: readonly string[]
  readonly json: boolean
  readonly threads?: number
}

/** Whoever runs a command wants the words of the model that was named, also on a slow machine. */
const PATIENCE: Patience = { firstTextMs: 60_000, wholeMs: 180_000 }

/** Holds one conversation about photographs, a turn for each question, and prints each answer as it is there. */
export async function ask(bench: Workbench, paths: readonly string[], options: AskOptions): Promise<ExitCode> {
  if (!options.question.every((question) => Turn.shape.question.safeParse(question.trim()).success)) {
    bench.console.err('Give each --question 1 to 2000 characters.')
    return EXIT.usage
  }
  try {
    const { usable, failed } = await openPhotographs(bench, paths, options)
    if (usable.length === 0) return EXIT.failed
    await converse(bench, usable, options)
    return failed === 0 ? EXIT.done : EXIT.partly
  } catch (error) {
    bench.console.progress('')
    if (bench.signal.aborted) {
      bench.console.err('Cancelled.')
      return EXIT.cancelled
    }
    if (!isAppError(error)) throw error
    bench.console.err(wordsFor(error))
    return EXIT.failed
  }
}

const wordsFor = (error: unknown): string =>
  isAppError(error, 'request.badInput') ? `${error.code}: ${error.detail.problem}` : describeError(error)

/** Photographs that could be used, and how many could not: each of those is told at once. */
type Usable<P> = { readonly usable: readonly P[]; readonly failed: number }

async function openPhotographs(
  bench: Workbench,
  paths: readonly string[],
  options: AskOptions
): Promise<Usable<AnalysedPhotograph>> {
  const given = await readAnalyses(options.analysis)
  const opened = await eachUsable(bench, paths, async (path) => ({ path, taken: await takenIn(path) }))
  const all = opened.usable.map(({ taken }) => taken.hash)
  if (!given.every(({ imageHash }) => all.includes(imageHash))) throw ofAnotherPhotograph()
  const vision = bench.openVision()
  try {
    const analysed = await eachUsable(bench, opened.usable, async ({ path, taken }) => {
      const known = given.find(({ imageHash }) => imageHash === taken.hash)
      return { taken, analysis: known ?? (await runVision(bench, { vision, path, label: path, options })).analysis }
    })
    return { usable: analysed.usable, failed: opened.failed + analysed.failed }
  } finally {
    vision.close()
  }
}

async function eachUsable<T extends string | { readonly path: string }, P>(
  { console, signal }: Workbench,
  items: readonly T[],
  use: (item: T) => Promise<P>
): Promise<Usable<P>> {
  const usable: P[] = []
  for (const item of items) {
    signal.throwIfAborted()
    try {
      usable.push(await use(item))
    } catch (error) {
      if (signal.aborted) throw error
      console.err(`${typeof item === 'string' ? item : item.path}: ${wordsFor(error)}`)
    }
  }
  return { usable, failed: items.length - usable.length }
}

async function takenIn(path: string): Promise<AnalysedPhotograph['taken']> {
  const bytes = await readFile(path).catch((error: unknown) => Promise.reject(readError(error)))
  return takeIn(bytes, createMemoryBlobStore())
}

async function readAnalyses(paths: readonly string[]): Promise<Analysis[]> {
  return Promise.all(
    paths.map(async (path) => {
      const text = await readFile(path, 'utf8').catch((error: unknown) => Promise.reject(readError(error)))
      const parsed = Analysis.safeParse(jsonOf(text))
      if (parsed.success) return parsed.data
      throw badInput('A file given by --analysis is no analysis.json of this version. Run `retinadesk analyse` again.')
    })
  )
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // What is no JSON is no analysis either, and is told as that.
    return null
  }
}

/** An analysis of another file would answer for the wrong eye or the wrong patient. */
const ofAnotherPhotograph = (): AppError =>
  badInput('A file given by --analysis is of another photograph. Give the photograph that it was made from.')

const badInput = (problem: string): AppError => new AppError('request.badInput', { problem })

async function converse(
  bench: Workbench,
  photographs: readonly AnalysedPhotograph[],
  options: AskOptions
): Promise<void> {
  const { assistant, model, weighsMeaning, close } = await openAssistant(bench, options)
  try {
    if (!weighsMeaning) {
      bench.console.err('Questions are read by their words alone: their model is missing. Run `retinadesk doctor`.')
    }
    const session = nobodysSession(photographs, UtcMs.parse(bench.now()))
    const turn = beginConversation({ assistant, phraser: model?.phraser ?? null, session, earlier: [] })
    for (const question of options.question) {
      const record = await turn(question.trim(), { signal: bench.signal, patience: PATIENCE })
      if (options.json) bench.console.out(JSON.stringify(record))
      else for (const line of inWords(record)) bench.console.out(line)
    }
  } finally {
    close()
  }
}

/** A turn for a reader: the question, the answer, who worded it. */
const inWords = ({ question, text, model, replacedSentences }: TurnRecord): string[] => [
  `> ${question}`,
  '',
  text,
  '',
  `  (${[model ?? 'nobody', ...(replacedSentences > 0 ? [`${replacedSentences} replaced`] : [])].join(', ')})`,
  ''
]
