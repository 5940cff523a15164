import type { EngineState } from '#shared/contract/views.ts'
import { AppError } from '#shared/contract/errors.ts'
import type { Settings } from '#shared/domain/settings.ts'
import type { Assistant as AssistantCore } from '../assistant/answer/answerQuestion.ts'
import type { Phraser } from '../assistant/answer/phraser.ts'
import { type LoadedModel, loadModel } from '../assistant/engine/loadedModel.ts'
import { findModel } from '../assistant/engine/modelFiles.ts'
import type { EngineHost } from '../inference/host.ts'
import type { LanguageIdentity } from '../inference/language/request.ts'
import type { LanguageChoice, LanguageMethods } from '../inference/languageMethods.ts'

/** A model's file, and where it runs. */
export type ModelFile = Pick<LanguageChoice, 'path' | 'acceleration'>

/** The assistant as the desk uses it: the deterministic core, and the language model that phrases where there is one. */
export type Assistant = {
  readonly core: AssistantCore
  /** Null where no model is installed or wanted, or where it cannot be run. */
  readonly phraser: () => Phraser | null
  readonly state: () => { readonly engine: EngineState; readonly model: LanguageIdentity | null }
  /** The file of the model that is in use, for others who want it to speak; null where none is. */
  readonly modelFile: () => ModelFile | null
  /** Looks for a model again, after a start or a change of the settings. */
  readonly refresh: () => Promise<void>
}

export type AssistantParts = {
  readonly core: AssistantCore
  readonly engine: EngineHost<LanguageMethods>
  /** Folders in which a GGUF may lie; the first one that holds any wins. */
  readonly folders: readonly string[]
  readonly settings: () => Pick<Settings, 'phrasing' | 'acceleration'>
  readonly onChanged: () => void
}

type Known =
  | { readonly ready: true; readonly file: ModelFile; readonly model: LoadedModel }
  | { readonly ready: false; readonly problem: string | null }

/** Puts the assistant together; nothing is loaded before `refresh`. */
export function createAssistantAtDesk(parts: AssistantParts): Assistant {
  let known: Known = { ready: false, problem: null }
  const look = async (): Promise<Known> => {
    const { phrasing, acceleration } = parts.settings()
    const path = phrasing === 'model' ? await findModel(parts.folders) : undefined
    if (path === undefined) return { ready: false, problem: null }
    try {
      const file = { path, acceleration }
      return { ready: true, file, model: await loadModel(parts.engine, file) }
    } catch (error) {
      return { ready: false, problem: error instanceof AppError ? error.code : 'internal.unexpected' }
    }
  }
  return {
    core: parts.core,
    phraser: () => (known.ready ? known.model.phraser : null),
    state: () => ({
      engine: {
        state: known.ready ? parts.engine.state() : 'stopped',
        provider: known.ready ? known.model.identity.backend : null,
        detail: known.ready ? null : known.problem
      },
      model: known.ready ? known.model.identity : null
    }),
    modelFile: () => (known.ready ? known.file : null),
    refresh: async () => {
      known = await look()
      parts.onChanged()
    }
  }
}
