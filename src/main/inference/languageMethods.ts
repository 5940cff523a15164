import { z } from 'zod'
import { IntentProbability } from './language/questionCard.ts'
import { GenerateRequest, GenerateResult, LanguageIdentity } from './language/request.ts'

/** Which model file to load and how; each request brings it along, as with the vision engine. */
export const LanguageChoice = z.object({
  path: z.string(),
  acceleration: z.enum(['auto', 'cpu']),
  contextTokens: z.int().positive()
})
export type LanguageChoice = z.infer<typeof LanguageChoice>

/** A question to weigh, and the folder of the pack that weighs it. */
const WeighRequest = z.object({ folder: z.string(), question: z.string() })

/** What the language engine can be asked. The text of `generate` arrives as tokens. */
export const languageMethods = {
  load: { input: LanguageChoice, output: LanguageIdentity },
  generate: { input: z.object({ choice: LanguageChoice, request: GenerateRequest }), output: GenerateResult },
  weigh: { input: WeighRequest, output: z.array(IntentProbability) }
} as const
export type LanguageMethods = typeof languageMethods
