import type { EngineState } from '#shared/contract/views.ts'
import type { Assistant as AssistantCore } from '../assistant/answer/answerQuestion.ts'
import { createAssistant } from '../assistant/answer/assistant.ts'
import type { Phraser } from '../assistant/answer/phraser.ts'

/** The assistant as the desk uses it: the deterministic core, and the language model that phrases where there is one. */
export type Assistant = {
  readonly core: AssistantCore
  /** Null where no model is installed or wanted, or where it cannot be run. */
  readonly phraser: () => Promise<Phraser | null>
  readonly state: () => {
    readonly engine: EngineState
    readonly model: { readonly id: string; readonly version: string } | null
  }
  /** Looks for a model again, after a start or a change of the settings. */
  readonly refresh: () => Promise<void>
}

/** The assistant without a language model: the composer answers. */
export const composerAssistant = async (_knowledge: string): Promise<Assistant> => ({
  core: createAssistant({ knowledge: [] }),
  phraser: async () => null,
  state: () => ({ engine: { state: 'stopped', provider: null, detail: null }, model: null }),
  refresh: async () => undefined
})
