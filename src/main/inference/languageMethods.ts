import { z } from 'zod'
import { Sha256 } from '#shared/domain/ids.ts'
import { GgufDescription } from './language/description.ts'
import { IntentProbability } from './language/questionCard.ts'
import { GenerateRequest, GenerateResult, LanguageIdentity } from './language/request.ts'
import { LanguageTuning } from './language/tuning.ts'

/** Which model file to load and how; each request brings it along, as with the vision engine. */
export const LanguageChoice = z.object({
  path: z.string(),
  acceleration: z.enum(['auto', 'cpu']),
  contextTokens: z.int().positive(),
  /** As measured; by rule of thumb without. */
  threads: z.int().positive().optional(),
  gpuLayers: z.int().nonnegative().optional(),
  /** The file's hash where it has been checked already. */
  sha256: Sha256.optional()
})
export type LanguageChoice = z.infer<typeof LanguageChoice>

const File = z.object({ path: z.string() })

/** A question to weigh, and the folder of the pack that weighs it. */
const WeighRequest = z.object({ folder: z.string(), question: z.string() })

/** What the language engine can be asked. The text of `generate` arrives as tokens; `hash` tells its progress in bytes. */
export const languageMethods = {
  inspect: { input: File, output: GgufDescription },
  hash: { input: File, output: Sha256 },
  measure: {
    input: LanguageChoice.pick({ path: true, acceleration: true, contextTokens: true }),
    output: LanguageTuning
  },
  load: { input: LanguageChoice, output: LanguageIdentity },
  generate: { input: z.object({ choice: LanguageChoice, request: GenerateRequest }), output: GenerateResult },
  weigh: { input: WeighRequest, output: z.array(IntentProbability) }
} as const
export type LanguageMethods = typeof languageMethods
