import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { readError } from '../../storage/fileErrors.ts'

/** Keys with a space between. */
const KeyList = z.string().transform((text) => text.split(' ').filter((key) => key !== ''))

/**
 * Which photographs of the public sets lie in which fold, by a short hash of their names: what a model was trained on can be
 * told without the folder that it was trained from. A photograph that is not listed has never been trained on.
 */
export const SplitFile = z.strictObject({
  schema: z.literal('retinadesk.split/1'),
  seed: z.string(),
  /** By set: the photographs of each fold. */
  folds: z.record(z.string(), z.array(KeyList)),
  /** By set: kept out of training and validation. */
  reserved: z.record(z.string(), KeyList)
})
/** As it stands in the file. */
export type SplitFile = z.input<typeof SplitFile>

/** The fold of a photograph; `reserved` where it belongs to none, undefined where the split does not know it. */
export type FoldOf = (dataset: string, name: string) => number | 'reserved' | undefined

/** Names a photograph in the split. */
export const splitKey = (dataset: string, name: string): string =>
  createHash('sha256').update(`${dataset}/${name}`).digest('hex').slice(0, 10)

/** @throws AppError file.* when there is none; ZodError when it is no split: it ships with the app. */
export async function readSplit(path: string): Promise<{ readonly seed: string; readonly foldOf: FoldOf }> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => Promise.reject(readError(cause)))
  const split = SplitFile.parse(JSON.parse(text))
  const places = new Map<string, number | 'reserved'>()
  for (const [dataset, folds] of Object.entries(split.folds)) {
    for (const [fold, keys] of folds.entries()) for (const key of keys) places.set(`${dataset}/${key}`, fold)
  }
  for (const [dataset, keys] of Object.entries(split.reserved)) {
    for (const key of keys) places.set(`${dataset}/${key}`, 'reserved')
  }
  return { seed: split.seed, foldOf: (dataset, name) => places.get(`${dataset}/${splitKey(dataset, name)}`) }
}
