import { totalmem } from 'node:os'
import { basename } from 'node:path'
import { AppError } from '#shared/contract/errors.ts'
import type { Sha256 } from '#shared/domain/ids.ts'
import type { Settings } from '#shared/domain/settings.ts'
import type { UtcMs } from '#shared/domain/units.ts'
import type { LanguageModelFile } from '../assistant/engine/loadedModel.ts'
import { findModel } from '../assistant/engine/modelFiles.ts'
import { contextFor, type Memory, memoryNeed, shortage } from '../inference/language/memoryNeed.ts'
import type { GgufDescription } from '../inference/language/description.ts'
import type { LanguageTuning } from '../inference/language/tuning.ts'
import {
  catalogueFile,
  type KnownModel,
  machineId,
  measurementOf,
  withMeasurement
} from '../models/languageCatalogue.ts'
import { type FileState, type LanguageEngine, openLanguageFiles, type WorkOptions } from './languageFiles.ts'

/** A large model in several ways on a slow processor. */
const MEASURE_MS = 1_800_000

export type ShelfParts = {
  readonly engine: LanguageEngine
  /** The app's data folder, where the known models are written down. */
  readonly dataFolder: string
  /** Folders of the app's own model; the first one that holds any wins. */
  readonly folders: readonly string[]
  readonly settings: () => Pick<Settings, 'acceleration'>
  readonly now: () => UtcMs
  readonly onNotKept: (error: unknown) => void
  readonly memory?: (() => Memory) | undefined
}

/** A model as it stands on the shelf, now and here. */
export type ShelvedModel = {
  readonly known: KnownModel
  readonly state: FileState
  readonly contextTokens: number
  readonly needBytes: number
  readonly measured: ReturnType<typeof measurementOf>
}

/** The language models of this workstation: their files, and how each runs best here. */
export type LanguageShelf = {
  readonly models: () => readonly ShelvedModel[]
  readonly memory: () => Memory
  /** Looks whether the files are there; reads none. */
  readonly look: () => Promise<void>
  /** Puts the app's own model on the shelf, where there is one. @throws as `add`. */
  readonly takeOwn: (options: WorkOptions) => Promise<void>
  /** Checks a file and puts it on the shelf. @throws AppError language.*, file.*, engine.*; the signal's reason. */
  readonly add: (path: string, options: WorkOptions) => Promise<void>
  /** Takes a model off the shelf; its file stays. */
  readonly remove: (id: Sha256) => Promise<void>
  /** Measures how a model runs best, and remembers it. @throws as `fileOf`, and language.cannotRun. */
  readonly measure: (id: Sha256, options: WorkOptions) => Promise<void>
  /**
   * The file of a model and how to run it, once it is sure that it is the one that was checked; null for the app's own.
   * @throws AppError language.missing, language.gone, language.changed, language.tooLarge, file.*, engine.*; the signal's reason.
   */
  readonly fileOf: (id: Sha256 | null, options: WorkOptions) => Promise<LanguageModelFile>
}

/** What programs could have, in the limits that the system sets for this one. */
export const systemMemory = (): Memory => ({
  total: Math.min(totalmem(), process.constrainedMemory() || totalmem()),
  free: process.availableMemory()
})

/** @throws AppError language.tooLarge */
function assertRoom(needBytes: number, memory: Memory): void {
  const short = shortage(needBytes, memory)
  if (short) throw new AppError('language.tooLarge', short)
}

/** A model that can speak by itself. @throws AppError language.projector */
function assertSpeaks({ role }: GgufDescription): void {
  if (role === 'projector') throw new AppError('language.projector', {})
}

/** How to run a model as it was measured. */
const runAs = ({ contextTokens, best }: LanguageTuning, acceleration: Settings['acceleration']) => ({
  contextTokens,
  threads: best.threads,
  gpuLayers: best.gpuLayers,
  acceleration: best.backend === 'cpu' ? ('cpu' as const) : acceleration
})

/** Opens the shelf on what was written down. */
export async function openLanguageShelf(parts: ShelfParts): Promise<LanguageShelf> {
  const { engine, settings, onNotKept, memory = systemMemory } = parts
  const catalogue = catalogueFile(parts.dataFolder)
  const files = await openLanguageFiles({ engine, catalogue, accept: assertSpeaks, onNotKept })
  const machine = machineId()
  const on = () => ({ machine, acceleration: settings().acceleration })

  const shelved = (known: KnownModel): ShelvedModel => {
    const weighed = { ...known.description, bytes: known.bytes }
    const measured = measurementOf(known, on())
    const contextTokens = measured?.tuning.contextTokens ?? contextFor(weighed, memory())
    const needBytes = memoryNeed(weighed, contextTokens)
    return { known, state: files.stateOf(known.id), contextTokens, needBytes, measured }
  }
  const own = async (options: WorkOptions): Promise<KnownModel | undefined> => {
    const path = await findModel(parts.folders)
    if (path !== undefined) return files.take(path, 'embedded', options)
    for (const { id, origin } of files.models()) if (origin === 'embedded') await files.forget(id)
    return undefined
  }
  const ready = async (id: Sha256 | null, options: WorkOptions): Promise<ShelvedModel> => {
    const known = id === null ? await own(options) : await files.check(id, options)
    if (!known) throw new AppError('language.missing', {})
    const model = shelved(known)
    assertRoom(model.needBytes, memory())
    return model
  }

  return {
    models: () => files.models().map(shelved),
    memory,
    look: files.look,
    takeOwn: async (options) => void (await own(options)),
    add: async (path, options) => void (await files.take(path, 'added', options)),
    remove: files.forget,
    measure: async (id, options) => {
      const { known, contextTokens } = await ready(id, options)
      const name = basename(known.path)
      options.onWork({ kind: 'measure', name, progress: null })
      const tuning = await engine.request(
        'measure',
        { path: known.path, acceleration: on().acceleration, contextTokens },
        {
          signal: options.signal,
          deadlineMs: MEASURE_MS,
          onProgress: (progress) => options.onWork({ kind: 'measure', name, progress })
        }
      )
      await files.replace(withMeasurement(files.find(id), { ...on(), at: parts.now(), tuning }))
    },
    fileOf: async (id, options) => {
      const { known, measured } = await ready(id, options)
      const how = measured ? runAs(measured.tuning, measured.acceleration) : { acceleration: on().acceleration }
      return { path: known.path, sha256: known.id, ...how }
    }
  }
}
