import type { EngineHost } from '../../inference/host.ts'
import type { LanguageIdentity } from '../../inference/language/request.ts'
import type { LanguageChoice, LanguageMethods } from '../../inference/languageMethods.ts'
import { latitudeOf } from '../answer/latitude.ts'
import type { Phraser } from '../answer/phraser.ts'

/** Room for the instructions, the evidence of all but the longest answers and the answer itself; the composer gives those. */
const CONTEXT_TOKENS = 2048
/** A model of several gigabytes on a slow disk. */
const LOAD_MS = 300_000
const GENERATE_MS = 120_000

/** A GGUF and how it is to be run; what is left out is chosen by rule of thumb. */
export type LanguageModelFile = Omit<LanguageChoice, 'contextTokens'> & Partial<Pick<LanguageChoice, 'contextTokens'>>

/** A language model that is loaded in the engine, and the assistant's way to speak through it. */
export type LoadedModel = { readonly identity: LanguageIdentity; readonly phraser: Phraser }

/** Loads a GGUF in the language engine. @throws AppError language.*, engine.*; the signal's reason when it aborts. */
export async function loadModel(
  engine: EngineHost<LanguageMethods>,
  file: LanguageModelFile,
  signal?: AbortSignal
): Promise<LoadedModel> {
  const choice: LanguageChoice = { contextTokens: CONTEXT_TOKENS, ...file }
  const identity = await engine.request('load', choice, { deadlineMs: LOAD_MS, ...(signal ? { signal } : {}) })
  return { identity, phraser: phraserOver(engine, { choice, identity }) }
}

const phraserOver = (
  engine: EngineHost<LanguageMethods>,
  { choice, identity }: { readonly choice: LanguageChoice; readonly identity: LanguageIdentity }
): Phraser => ({
  generator: { kind: 'model', id: identity.id, version: identity.version, provider: identity.backend },
  latitude: latitudeOf(identity),
  trained: identity.trainedForPhrasing,
  phrase: async (request, { signal, onText }) => {
    await engine.request(
      'generate',
      { choice, request: { ...request, messages: [...request.messages] } },
      { signal, onToken: onText, priority: 'interactive', deadlineMs: GENERATE_MS }
    )
  }
})
