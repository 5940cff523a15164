import { z } from 'zod'
import { AnswerState } from './answerState.ts'
import { Evidence } from './evidence.ts'
import { AnalysisId, Sha256 } from './ids.ts'
import { Progress } from './job.ts'

/** What a sentence says otherwise than the analysis, and what the analysis says. */
export const Disagreement = z.object({ about: z.enum(['lesion', 'grade', 'eye']), evidence: Evidence })
export type Disagreement = z.infer<typeof Disagreement>

export const ReadSentence = z.object({ text: z.string(), disagreements: z.array(Disagreement).readonly() })
export type ReadSentence = z.infer<typeof ReadSentence>

/** What a vision-language model says of a photograph. Nobody measured it, and nothing may be cited from it. */
export const SecondReading = z.object({
  state: AnswerState,
  /** While a reading is under way and has no words yet; never kept. */
  progress: Progress.nullable(),
  sentences: z.array(ReadSentence).readonly(),
  model: z.object({ name: z.string(), sha256: Sha256 }).nullable(),
  /** The analysis that the sentences were held against; null where there was none. */
  against: AnalysisId.nullable(),
  /** Code and detail of the error that ended it. */
  failure: z.object({ code: z.string(), detail: z.record(z.string(), z.unknown()) }).nullable()
})
export type SecondReading = z.infer<typeof SecondReading>

/** Sentences as plain text, a line each, with what the analysis says otherwise below; as they are copied or read aloud. */
export const plainReading = (sentences: readonly ReadSentence[], analysisSays: string): string =>
  sentences
    .flatMap(({ text, disagreements }) => [
      text,
      ...disagreements.map(({ evidence }) => `≠ ${analysisSays} ${evidence.text}`)
    ])
    .join('\n')

/** Sentences that say something otherwise than the analysis. */
export const disagreeing = (sentences: readonly ReadSentence[]): number =>
  sentences.filter(({ disagreements }) => disagreements.length > 0).length
