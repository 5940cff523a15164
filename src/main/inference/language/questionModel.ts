import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { InferenceSession, Tensor } from 'onnxruntime-node'
import { z } from 'zod'
import { AppError } from '#shared/contract/errors.ts'
import { Sha256 } from '#shared/domain/ids.ts'
import { wordPiece } from './wordPiece.ts'

const PACK = 'router'

const CardFile = z.strictObject({ path: z.string().regex(/^[\w.-]+$/), sha256: Sha256, bytes: z.int().positive() })

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

export const IntentProbability = z.object({ intent: z.string(), probability: z.number().min(0).max(1) })
export type IntentProbability = z.infer<typeof IntentProbability>

/** Weighs questions by their meaning; a run takes some milliseconds and blocks its process for as long. */
export type QuestionModel = {
  readonly card: QuestionModelCard
  /** Probabilities of every intent, highest first. */
  readonly weigh: (question: string) => Promise<IntentProbability[]>
  readonly close: () => Promise<void>
}

async function readChecked(folder: string, file: z.infer<typeof CardFile>): Promise<Buffer> {
  const bytes = await readFile(join(folder, file.path)).catch((cause: unknown) => {
    throw new AppError('model.missing', { pack: PACK }, { cause })
  })
  const hash = createHash('sha256').update(bytes).digest('hex')
  if (hash !== file.sha256) throw new AppError('model.wrongHash', { pack: PACK })
  return bytes
}

async function readCard(folder: string): Promise<QuestionModelCard> {
  const text = await readFile(join(folder, 'card.json'), 'utf8').catch((cause: unknown) => {
    throw new AppError('model.missing', { pack: PACK }, { cause })
  })
  try {
    return QuestionModelCard.parse(JSON.parse(text))
  } catch (cause) {
    throw new AppError('model.badCard', { pack: PACK, problem: 'the card does not keep to its schema' }, { cause })
  }
}

function probabilitiesOf(output: Tensor | undefined, intents: readonly string[]): IntentProbability[] {
  if (!output || output.type !== 'float32' || output.size !== intents.length) {
    throw new AppError('model.cannotRun', { pack: PACK, cause: 'the graph gives something else than its card says' })
  }
  const values = Array.from(output.data, Number)
  return intents
    .map((intent, i) => ({ intent, probability: Math.min(1, Math.max(0, values[i] ?? 0)) }))
    .toSorted((a, b) => b.probability - a.probability)
}

/**
 * Opens the pack in a folder on the processor, with one thread: it is small.
 * @throws AppError model.missing, model.badCard, model.wrongHash, model.cannotRun.
 */
export async function openQuestionModel(folder: string): Promise<QuestionModel> {
  const card = await readCard(folder)
  const tokens = wordPiece((await readChecked(folder, card.files.vocabulary)).toString('utf8'), card.longest)
  const graph = await readChecked(folder, card.files.graph)
  const session = await InferenceSession.create(graph, { intraOpNumThreads: 1, interOpNumThreads: 1 }).catch(
    (cause: unknown) => {
      throw new AppError('model.cannotRun', { pack: PACK, cause: 'the graph cannot be opened' }, { cause })
    }
  )
  return {
    card,
    weigh: async (question) => {
      const ids = BigInt64Array.from(tokens(question), BigInt)
      const { probability } = await session.run({ ids: new Tensor('int64', ids, [1, ids.length]) }, ['probability'])
      return probabilitiesOf(probability, card.intents)
    },
    close: () => session.release()
  }
}
