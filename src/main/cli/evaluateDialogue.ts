import { parse } from 'node:path'
import { evaluateDialogue } from '../evaluation/dialogue/evaluateDialogue.ts'
import { progressBar } from './console.ts'
import { EXIT, type ExitCode } from './exitCodes.ts'
import { leaveScorecard } from './scorecardFile.ts'
import type { Workbench } from './workbench.ts'

export type EvaluateDialogueOptions = {
  readonly questions?: string
  /** `NAME=FILE`, or a file that gives the system its name. */
  readonly answers?: readonly string[]
  readonly descriptions?: string
  readonly json: string
  readonly limit?: number
}

/** Scores the answers of one or more systems to the same questions and leaves a scorecard. */
export async function evaluateAnswers(
  bench: Pick<Workbench, 'app' | 'console' | 'signal' | 'now'>,
  { questions, answers = [], descriptions, json, limit }: EvaluateDialogueOptions
): Promise<ExitCode> {
  const systems = answers.map(systemOf)
  const isNamedTwice = new Set(systems.map(({ name }) => name)).size < systems.length
  if (questions === undefined || systems.length === 0 || isNamedTwice) {
    bench.console.err(
      isNamedTwice
        ? 'Two systems have the same name; give them names with --answers NAME=FILE.'
        : 'The suite dialogue needs --questions FILE and --answers NAME=FILE, once for each system.'
    )
    return EXIT.usage
  }
  const { app, signal, now, console } = bench
  return leaveScorecard(bench, json, () =>
    evaluateDialogue(
      { questions, answers: systems, descriptions: descriptions ?? null, limit: limit ?? null },
      { app, signal, now, onProgress: (progress) => console.progress(progressBar(progress)) }
    )
  )
}

function systemOf(given: string): { readonly name: string; readonly path: string } {
  const [, name, path] = /^([^=/\\]+)=(.+)$/u.exec(given) ?? []
  return name === undefined || path === undefined ? { name: parse(given).name, path: given } : { name, path }
}
