import { AppError } from '#shared/contract/errors.ts'
import type { Assistant } from '../assistant/answer/answerQuestion.ts'
import type { Phraser } from '../assistant/answer/phraser.ts'
import { createAssistant } from '../assistant/answer/assistant.ts'
import { endpointPhraser } from '../assistant/engine/endpointPhraser.ts'
import { loadModel } from '../assistant/engine/loadedModel.ts'
import { embeddedFolders, findModel } from '../assistant/engine/modelFiles.ts'
import { openScorer } from '../assistant/engine/scorer.ts'
import { loadKnowledge } from '../assistant/knowledge/load.ts'
import { completionsUrl, requestHeaders } from '../inference/endpoint/address.ts'
import { endpointKey } from './endpointKey.ts'
import { describeError } from './remedies.ts'
import type { Workbench } from './workbench.ts'

/** Who words the answers: `composer`, `embedded`, or a GGUF by its path; or a model behind an address, in place of these. */
export type LanguageModelOption = {
  readonly languageModel: string
  readonly cpu?: boolean
  readonly endpoint?: string
  readonly endpointModel?: string
}

/** Whoever runs a command waits for a model that a server loads first. */
const SILENCE_MS = 60_000

/** The window's assistant without a window. */
export type HeadlessAssistant = {
  readonly assistant: Assistant
  /** Null where the composer answers alone. */
  readonly phraser: Phraser | null
  /** The statements of the knowledge base that answers may repeat. */
  readonly passages: readonly string[]
  /** False where questions are understood by their words alone, for want of the pack. */
  readonly weighsMeaning: boolean
  /** Ends the language engine. */
  readonly close: () => void
}

/** Puts the assistant together on a language engine of its own. @throws AppError language.*, engine.*, endpoint.badSetting. */
export async function openAssistant(bench: Workbench, option: LanguageModelOption): Promise<HeadlessAssistant> {
  const engine = bench.openLanguage()
  try {
    const { scorer, ready } = openScorer(engine, bench.resources.models)
    const knowledge = await loadKnowledge(bench.resources.knowledge)
    const phraser = option.endpoint === undefined ? await modelAt(bench, engine, option) : behindAddress(bench, option)
    return {
      assistant: createAssistant({ knowledge, scorer }),
      passages: knowledge.items.map(({ text }) => text),
      phraser,
      weighsMeaning: await ready,
      close: () => engine.close()
    }
  } catch (error) {
    engine.close()
    throw error
  }
}

/** @throws AppError endpoint.badSetting */
function behindAddress(
  { console }: Pick<Workbench, 'console'>,
  { endpoint = '', endpointModel: model }: LanguageModelOption
): Phraser {
  if (model === undefined) throw new AppError('endpoint.badSetting', { problem: 'the endpoint needs --endpoint-model' })
  const at = { url: completionsUrl(endpoint), model, headers: requestHeaders(endpointKey()) }
  const told = new Set<string>()
  const onOutcome = (problem: AppError | null): void => {
    if (problem === null || told.has(problem.code)) return
    told.add(problem.code)
    console.err(`${describeError(problem)} The composer words what it leaves open.`)
  }
  return endpointPhraser(at, { silenceMs: SILENCE_MS, onOutcome })
}

async function modelAt(
  bench: Workbench,
  engine: ReturnType<Workbench['openLanguage']>,
  { languageModel, cpu }: LanguageModelOption
): Promise<Phraser | null> {
  if (languageModel === 'composer') return null
  const path = languageModel === 'embedded' ? await findModel(embeddedFolders(bench.resources.models)) : languageModel
  if (path === undefined) throw new AppError('language.missing', {})
  bench.console.progress('loading the language model')
  return (await loadModel(engine, { path, acceleration: cpu ? 'cpu' : 'auto' }, bench.signal)).phraser
}
