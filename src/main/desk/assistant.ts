import type { EngineState } from '#shared/contract/views.ts'
import { AppError, type ErrorData, isAppError } from '#shared/contract/errors.ts'
import type { Sha256 } from '#shared/domain/ids.ts'
import type { Settings } from '#shared/domain/settings.ts'
import type { Assistant as AssistantCore } from '../assistant/answer/answerQuestion.ts'
import type { Phraser } from '../assistant/answer/phraser.ts'
import { endpointPhraser, withholding } from '../assistant/engine/endpointPhraser.ts'
import { type LanguageModelFile, type LoadedModel, loadModel } from '../assistant/engine/loadedModel.ts'
import type { EngineHost } from '../inference/host.ts'
import type { LanguageIdentity } from '../inference/language/request.ts'
import type { LanguageChoice, LanguageMethods } from '../inference/languageMethods.ts'
import type { EndpointAtDesk } from './endpoint.ts'
import type { LanguageBoard } from './languageBoard.ts'
import type { WorkOptions } from './languageFiles.ts'
import type { LanguageShelf } from './languageShelf.ts'

/** A model's file, and where it runs. */
export type ModelFile = Pick<LanguageChoice, 'path' | 'acceleration'>

/** Why the model that is wanted does not speak. */
export type ModelProblem = { readonly id: Sha256 | null; readonly error: AppError }

/** The assistant as the desk uses it: the deterministic core, and the language model that phrases where there is one. */
export type Assistant = {
  readonly core: AssistantCore
  /**
   * Null where no model is installed or wanted, or where it cannot be run.
   * @param names what a model elsewhere must not be told of a patient; one on this machine may read what the question says.
   */
  readonly phraser: (names: readonly string[]) => Phraser | null
  /** Where questions are sent; null while none is. */
  readonly endpoint: () => { readonly host: string; readonly problem: ErrorData | null } | null
  readonly state: () => { readonly engine: EngineState; readonly model: LanguageIdentity | null }
  /** The file of the model that is in use, for others who want it to speak; null where none is. */
  readonly modelFile: () => ModelFile | null
  /** Null when the model that is wanted is in use, or none is. */
  readonly problem: () => ModelProblem | null
  /** Looks for a model again, after a start or a change of the settings. */
  readonly refresh: () => Promise<void>
  /**
   * Tries a model, null for the app's own, and lets it speak from now on when it works. One that was never measured on this
   * machine is measured first. Answers false when it was stopped. @throws AppError language.*, file.*, engine.*; the model that
   * spoke before goes on then.
   */
  readonly use: (id: Sha256 | null) => Promise<boolean>
}

export type AssistantParts = {
  readonly core: AssistantCore
  readonly engine: EngineHost<LanguageMethods>
  readonly endpoint: EndpointAtDesk
  readonly shelf: LanguageShelf
  readonly board: LanguageBoard
  readonly settings: () => Pick<Settings, 'phrasing' | 'languageModel' | 'endpoint'>
  /** Writes down which model was taken into use. */
  readonly choose: (id: Sha256 | null) => void
  readonly onChanged: () => void
}

type Known = {
  readonly speaking: { readonly file: LanguageModelFile; readonly model: LoadedModel } | null
  readonly problem: ModelProblem | null
  /** A model on the network, in place of one on this machine; without a phraser while its settings cannot be used. */
  readonly remote: { readonly host: string; readonly phraser: Phraser | null } | null
}

const SILENT: Known = { speaking: null, problem: null, remote: null }

/** A reader waits this long for a word, ms; less than the composer gives a model before it goes on alone. */
const SILENCE_MS = 3500

/** A bug is told as what it is; it must not keep the composer from answering. */
const appError = (error: unknown): AppError =>
  error instanceof AppError ? error : new AppError('internal.unexpected', { reference: 'language' })

type Speaking = NonNullable<Known['speaking']>

/** Loads a model, null for the app's own. @throws AppError language.*, file.*, engine.*; the signal's reason. */
async function open({ shelf, engine }: AssistantParts, id: Sha256 | null, options: WorkOptions): Promise<Speaking> {
  const file = await shelf.fileOf(id, options)
  options.onWork({ kind: 'load', name: nameOf(shelf, file), progress: null })
  return { file, model: await loadModel(engine, file, options.signal) }
}

/** The wanted model of this machine, or the app's own in its place. @throws the signal's reason. */
async function openWanted(parts: AssistantParts, options: WorkOptions): Promise<Known> {
  const { languageModel: id } = parts.settings()
  try {
    return { ...SILENT, speaking: await open(parts, id, options) }
  } catch (error) {
    options.signal.throwIfAborted()
    if (id === null && isAppError(error, 'language.missing')) return SILENT
    const speaking = id === null ? null : await open(parts, null, options).catch(() => null)
    return { ...SILENT, speaking, problem: { id, error: appError(error) } }
  }
}

/** The model on the network, and how its last request went. */
function networkModel(parts: AssistantParts) {
  let problem: AppError | null = null
  const onOutcome = (outcome: AppError | null): void => {
    const isNews = outcome?.code !== problem?.code
    problem = outcome
    if (isNews) parts.onChanged()
  }
  return {
    problem: () => problem,
    reach: (): Known => {
      problem = null
      try {
        const endpoint = parts.endpoint.endpoint()
        const phraser = endpointPhraser(endpoint, { silenceMs: SILENCE_MS, onOutcome })
        return { ...SILENT, remote: { host: endpoint.url.host, phraser } }
      } catch (error) {
        problem = appError(error)
        return { ...SILENT, remote: { host: parts.settings().endpoint.address, phraser: null } }
      }
    }
  }
}

/** Puts the assistant together; nothing is loaded before `refresh`. */
export function createAssistantAtDesk(parts: AssistantParts): Assistant {
  const { shelf, board, engine } = parts
  const network = networkModel(parts)
  let known = SILENT

  const look = async (options: WorkOptions): Promise<Known> => {
    const { phrasing } = parts.settings()
    await shelf.takeOwn(options).catch(() => undefined)
    if (phrasing === 'model') return openWanted(parts, options)
    return phrasing === 'endpoint' ? network.reach() : SILENT
  }
  const tryAndUse = async (id: Sha256 | null, options: WorkOptions): Promise<void> => {
    const isNew = id !== null && shelf.models().some((model) => model.known.id === id && !model.measured)
    if (isNew) await shelf.measure(id, options)
    known = { ...SILENT, speaking: await open(parts, id, options) }
    parts.choose(id)
  }
  return {
    core: parts.core,
    phraser: (names) => {
      if (!known.remote) return known.speaking?.model.phraser ?? null
      return known.remote.phraser && withholding(known.remote.phraser, names)
    },
    endpoint: () => known.remote && { host: known.remote.host, problem: network.problem()?.toData() ?? null },
    state: () => ({ engine: stateOf(engine, known), model: known.speaking?.model.identity ?? null }),
    modelFile: () =>
      known.speaking && { path: known.speaking.file.path, acceleration: known.speaking.file.acceleration },
    problem: () => known.problem,
    refresh: async () => {
      await board.run(async (options) => {
        known = await look(options)
      })
      parts.onChanged()
    },
    use: async (id) => {
      const before = known
      try {
        return await board.run((options) => tryAndUse(id, options))
      } finally {
        // The engine lets go of one model before it tries another; the one that goes on is loaded again ahead of a question.
        if (known === before && before.speaking) void loadModel(engine, before.speaking.file).catch(() => undefined)
        parts.onChanged()
      }
    }
  }
}

const nameOf = (shelf: LanguageShelf, { sha256 }: LanguageModelFile): string =>
  shelf.models().find(({ known }) => known.id === sha256)?.known.description.name ?? ''

const stateOf = (engine: EngineHost<LanguageMethods>, { speaking, problem }: Known): EngineState => ({
  state: speaking ? engine.state() : 'stopped',
  provider: speaking?.model.identity.backend ?? null,
  detail: speaking ? null : (problem?.error.code ?? null)
})
