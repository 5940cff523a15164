import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { EngineState } from '#shared/contract/views.ts'
import { AppError } from '#shared/contract/errors.ts'
import type { Settings } from '#shared/domain/settings.ts'
import type { Assistant as AssistantCore } from '../assistant/answer/answerQuestion.ts'
import { latitudeOf } from '../assistant/answer/latitude.ts'
import type { Phraser } from '../assistant/answer/phraser.ts'
import type { IntentScorer } from '../assistant/question/meaning.ts'
import type { EngineHost } from '../inference/host.ts'
import type { LanguageIdentity } from '../inference/language/request.ts'
import type { LanguageChoice, LanguageMethods } from '../inference/languageMethods.ts'

/** The assistant as the desk uses it: the deterministic core, and the language model that phrases where there is one. */
export type Assistant = {
  readonly core: AssistantCore
  /** Null where no model is installed or wanted, or where it cannot be run. */
  readonly phraser: () => Phraser | null
  readonly state: () => { readonly engine: EngineState; readonly model: LanguageIdentity | null }
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

/** Room for the instructions, the evidence of one answer and the answer itself. */
const CONTEXT_TOKENS = 4096
/** A model of several gigabytes on a slow disk. */
const LOAD_MS = 300_000
const GENERATE_MS = 120_000

type Known =
  | { readonly ready: true; readonly choice: LanguageChoice; readonly identity: LanguageIdentity }
  | { readonly ready: false; readonly problem: string | null }

/** Puts the assistant together; nothing is loaded before `refresh`. */
export function createAssistantAtDesk(parts: AssistantParts): Assistant {
  let known: Known = { ready: false, problem: null }
  const look = async (): Promise<Known> => {
    const { phrasing, acceleration } = parts.settings()
    const path = phrasing === 'model' ? await findModel(parts.folders) : undefined
    if (path === undefined) return { ready: false, problem: null }
    const choice: LanguageChoice = { path, acceleration, contextTokens: CONTEXT_TOKENS }
    try {
      return { ready: true, choice, identity: await parts.engine.request('load', choice, { deadlineMs: LOAD_MS }) }
    } catch (error) {
      return { ready: false, problem: error instanceof AppError ? error.code : 'internal.unexpected' }
    }
  }
  return {
    core: parts.core,
    phraser: () => (known.ready ? phraserOver(parts.engine, known) : null),
    state: () => ({
      engine: {
        state: known.ready ? parts.engine.state() : 'stopped',
        provider: known.ready ? known.identity.backend : null,
        detail: known.ready ? null : known.problem
      },
      model: known.ready ? known.identity : null
    }),
    refresh: async () => {
      known = await look()
      parts.onChanged()
    }
  }
}

const phraserOver = (
  engine: EngineHost<LanguageMethods>,
  { choice, identity }: Extract<Known, { ready: true }>
): Phraser => ({
  generator: { kind: 'model', id: identity.id, version: identity.version, provider: identity.backend },
  latitude: latitudeOf(identity),
  phrase: async (request, { signal, onText }) => {
    await engine.request(
      'generate',
      { choice, request: { ...request, messages: [...request.messages] } },
      { signal, onToken: onText, priority: 'interactive', deadlineMs: GENERATE_MS }
    )
  }
})

/** The folder of the pack that weighs questions, under the models. */
const ROUTER = 'router'

/** Each answer reads the questions before it again; so many are remembered. */
const REMEMBERED = 200

/** Weighs questions in the language engine; its first question is a throw-away one that loads the model. */
export function scorerOver(engine: EngineHost<LanguageMethods>, modelsFolder: string): IntentScorer {
  const folder = join(modelsFolder, ROUTER)
  const known = new Map<string, Awaited<ReturnType<IntentScorer>>>()
  const scorer: IntentScorer = async (question) => {
    const weighed =
      known.get(question) ?? (await engine.request('weigh', { folder, question }, { priority: 'interactive' }))
    if (known.size >= REMEMBERED) known.clear()
    known.set(question, weighed)
    return weighed
  }
  // Without its pack the words decide alone, and `doctor` says so.
  scorer('ready?').catch(() => undefined)
  return scorer
}

async function findModel(folders: readonly string[]): Promise<string | undefined> {
  for (const folder of folders) {
    const names = await readdir(folder).catch(() => [])
    const name = names.filter((candidate) => candidate.endsWith('.gguf')).toSorted()[0]
    if (name !== undefined) return join(folder, name)
  }
  return undefined
}
