import { AppError } from '#shared/contract/errors.ts'
import type { Assistant } from '../assistant/answer/answerQuestion.ts'
import { createAssistant } from '../assistant/answer/assistant.ts'
import { type LoadedModel, loadModel } from '../assistant/engine/loadedModel.ts'
import { embeddedFolders, findModel } from '../assistant/engine/modelFiles.ts'
import { openScorer } from '../assistant/engine/scorer.ts'
import { loadKnowledge } from '../assistant/knowledge/load.ts'
import type { Workbench } from './workbench.ts'

/** Who words the answers: `composer`, `embedded`, or a GGUF by its path. */
export type LanguageModelOption = { readonly languageModel: string; readonly cpu?: boolean }

/** The window's assistant without a window. */
export type HeadlessAssistant = {
  readonly assistant: Assistant
  /** Null where the composer answers alone. */
  readonly model: LoadedModel | null
  /** The statements of the knowledge base that answers may repeat. */
  readonly passages: readonly string[]
  /** False where questions are understood by their words alone, for want of the pack. */
  readonly weighsMeaning: boolean
  /** Ends the language engine. */
  readonly close: () => void
}

/** Puts the assistant together on a language engine of its own. @throws AppError language.*, engine.*. */
export async function openAssistant(bench: Workbench, option: LanguageModelOption): Promise<HeadlessAssistant> {
  const engine = bench.openLanguage()
  try {
    const { scorer, ready } = openScorer(engine, bench.resources.models)
    const knowledge = await loadKnowledge(bench.resources.knowledge)
    const model = await wantedModel(bench, engine, option)
    return {
      assistant: createAssistant({ knowledge, scorer }),
      passages: knowledge.items.map(({ text }) => text),
      model,
      weighsMeaning: await ready,
      close: () => engine.close()
    }
  } catch (error) {
    engine.close()
    throw error
  }
}

async function wantedModel(
  bench: Workbench,
  engine: ReturnType<Workbench['openLanguage']>,
  { languageModel, cpu }: LanguageModelOption
): Promise<LoadedModel | null> {
  if (languageModel === 'composer') return null
  const path = languageModel === 'embedded' ? await findModel(embeddedFolders(bench.resources.models)) : languageModel
  if (path === undefined) throw new AppError('language.missing', {})
  bench.console.progress('loading the language model')
  return loadModel(engine, { path, acceleration: cpu ? 'cpu' : 'auto' }, bench.signal)
}
