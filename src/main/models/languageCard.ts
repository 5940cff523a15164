import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { hashFile } from '../inference/language/fileHash.ts'
import { CardFile } from '../inference/language/questionCard.ts'

/** The card of the app's own language model; `training/phrasing` writes it. */
export const LanguageModelCard = z.strictObject({
  schema: z.literal('retinadesk.language-model-card/1'),
  id: z.string(),
  version: z.string(),
  title: z.string(),
  summary: z.string(),
  licence: z.string(),
  attribution: z.array(z.string()),
  language: z.string(),
  files: z.strictObject({ model: CardFile }),
  parameters: z.int().positive(),
  training: z.strictObject({
    recipe: z.string(),
    command: z.string(),
    seed: z.int(),
    date: z.string(),
    software: z.string(),
    hardware: z.string(),
    minutes: z.number(),
    steps: z.int().positive(),
    /** Layers of the base that were kept. */
    baseLayers: z.array(z.int().nonnegative()),
    vocabulary: z.int().positive(),
    data: z.string()
  }),
  /** Null where a measure does not apply. */
  scores: z.array(
    z.strictObject({
      metric: z.string(),
      dataset: z.string(),
      n: z.int().positive(),
      unit: z.string(),
      model: z.number(),
      base: z.number().nullable(),
      composer: z.number().nullable()
    })
  ),
  /** Whether answers are worded by it unless the user chooses otherwise, and why. */
  default: z.strictObject({ wordsAnswers: z.boolean(), why: z.string() }),
  limits: z.array(z.string())
})
export type LanguageModelCard = z.infer<typeof LanguageModelCard>

/** Whether the app's own language model is the file that its card describes. */
export type OwnLanguageModel = {
  readonly title: string
  readonly version: string
  readonly state: 'ready' | 'missing' | 'changed'
}

/** Examines the app's own language model; undefined where there is no card. @throws ZodError for a broken card. */
export async function examineOwnModel(folder: string): Promise<OwnLanguageModel | undefined> {
  const text = await readFile(join(folder, 'card.json'), 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  const { title, version, files } = LanguageModelCard.parse(JSON.parse(text))
  const sha256 = await hashFile(join(folder, files.model.path)).catch(() => undefined)
  const state = sha256 === undefined ? 'missing' : sha256 === files.model.sha256 ? 'ready' : 'changed'
  return { title, version, state }
}
