import { isAppError } from '#shared/contract/errors.ts'
import { QuestionTurn } from '#shared/domain/conversation.ts'
import { UtcMs } from '#shared/domain/units.ts'
import type { Patience } from '../assistant/answer/phrase.ts'
import { beginConversation } from '../assistant/answer/conversation.ts'
import type { TurnRecord } from '../assistant/answer/record.ts'
import { openPhotographs, wordsFor } from './askedPhotographs.ts'
import { EXIT, type ExitCode } from './exitCodes.ts'
import { type LanguageModelOption, openAssistant } from './headlessAssistant.ts'
import { type AnalysedPhotograph, nobodysSession } from './nobodysSession.ts'
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
  if (!options.question.every((question) => QuestionTurn.shape.question.safeParse(question.trim()).success)) {
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

async function converse(
  bench: Workbench,
  photographs: readonly AnalysedPhotograph[],
  options: AskOptions
): Promise<void> {
  const { assistant, phraser, weighsMeaning, close } = await openAssistant(bench, options)
  try {
    if (!weighsMeaning) {
      bench.console.err('Questions are read by their words alone: their model is missing. Run `retinadesk doctor`.')
    }
    const session = nobodysSession(photographs, UtcMs.parse(bench.now()))
    const turn = beginConversation({ assistant, phraser, session, earlier: [] })
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
