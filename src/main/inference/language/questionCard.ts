import { z } from 'zod'
import { Sha256 } from '#shared/domain/ids.ts'

/** A file of a model, by its hash. */
export const CardFile = z.strictObject({
  path: z.string().regex(/^[\w.-]+$/),
  sha256: Sha256,
  bytes: z.int().positive()
})
export type CardFile = z.infer<typeof CardFile>

/** The card of the model that weighs what a question asks for; `training/router` writes it. */
export const QuestionModelCard = z.strictObject({
  schema: z.literal('retinadesk.question-model-card/1'),
  id: z.string(),
  version: z.string(),
  title: z.string(),
  summary: z.string(),
  licence: z.string(),
  attribution: z.array(z.string()),
  language: z.string(),
  files: z.strictObject({ graph: CardFile, vocabulary: CardFile }),
  /** Names of the classes, in the order of the graph's output. */
  intents: z.array(z.string()).min(2),
  /** Most ids that the graph is given. */
  longest: z.int().min(8),
  training: z.record(z.string(), z.union([z.string(), z.number()])),
  scores: z.array(
    z.strictObject({
      metric: z.string(),
      dataset: z.string(),
      value: z.number(),
      low: z.number(),
      high: z.number(),
      n: z.int().positive()
    })
  ),
  limits: z.array(z.string())
})
export type QuestionModelCard = z.infer<typeof QuestionModelCard>

/** How likely a question asks for an intent. */
export const IntentProbability = z.object({ intent: z.string(), probability: z.number().min(0).max(1) })
export type IntentProbability = z.infer<typeof IntentProbability>
