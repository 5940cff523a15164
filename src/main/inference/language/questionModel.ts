import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { InferenceSession, Tensor } from 'onnxruntime-node'
import { AppError } from '#shared/contract/errors.ts'
import { type CardFile, type IntentProbability, QuestionModelCard } from './questionCard.ts'
import { wordPiece } from './wordPiece.ts'

const PACK = 'router'

/** Weighs questions by their meaning; a run takes some milliseconds and blocks its process for as long. */
export type QuestionModel = {
  readonly card: QuestionModelCard
  /** Probabilities of every intent, highest first. */
  readonly weigh: (question: string) => Promise<IntentProbability[]>
  readonly close: () => Promise<void>
}

async function readChecked(folder: string, file: CardFile): Promise<Buffer> {
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
