import { join } from 'node:path'
import { loadGuidelines } from '../analysis/guidelines/load.ts'
import { honestyCard } from '../evaluation/honesty/honestyCard.ts'
import { readQuestions } from '../evaluation/honesty/questions.ts'
import { progressBar } from './console.ts'
import type { ExitCode } from './exitCodes.ts'
import { type LanguageModelOption, openAssistant } from './headlessAssistant.ts'
import { leaveScorecard } from './scorecardFile.ts'
import type { Workbench } from './workbench.ts'

export type EvaluateHonestyOptions = LanguageModelOption & {
  readonly json: string
  /** Generated sessions, at most. */
  readonly limit?: number
  /** Where judged sessions are kept. */
  readonly log?: string
}

/** Puts generated sessions to the assistant, judges its answers and leaves a scorecard. */
export const evaluateHonesty = (bench: Workbench, options: EvaluateHonestyOptions): Promise<ExitCode> =>
  leaveScorecard(bench, options.json, async () => {
    const { assistant, passages, phraser, close } = await openAssistant(bench, options)
    const { app, console, now, resources, signal } = bench
    try {
      return await honestyCard(
        { limit: options.limit ?? null, log: options.log ?? null },
        {
          app,
          assistant,
          phraser,
          guidelines: await loadGuidelines(resources.guidelines),
          passages,
          questions: await readQuestions(join(resources.evaluation, 'questions.json')),
          signal,
          now,
          onProgress: (progress) => console.progress(progressBar(progress))
        }
      )
    } finally {
      close()
    }
  })
