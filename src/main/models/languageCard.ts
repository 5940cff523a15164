import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { Sha256 } from '#shared/domain/ids.ts'

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
  files: z.strictObject({
    model: z.strictObject({ path: z.string().regex(/^[\w.-]+$/), sha256: Sha256, bytes: z.int().positive() })
  }),
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

/** Reads the card beside a model; undefined where there is none, as beside a clinic's own. @throws ZodError for a broken one. */
export async function readLanguageCard(folder: string): Promise<LanguageModelCard | undefined> {
  const text = await readFile(join(folder, 'card.json'), 'utf8').catch(() => undefined)
  return text === undefined ? undefined : LanguageModelCard.parse(JSON.parse(text))
}
