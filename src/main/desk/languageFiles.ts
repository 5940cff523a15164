import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { AppError } from '#shared/contract/errors.ts'
import type { LanguageModelWork } from '#shared/contract/languageModels.ts'
import type { Sha256 } from '#shared/domain/ids.ts'
import type { EngineHost } from '../inference/host.ts'
import type { LanguageMethods } from '../inference/languageMethods.ts'
import { type KnownModel, readCatalogue, writeCatalogue } from '../models/languageCatalogue.ts'
import { readError } from '../storage/fileErrors.ts'

/** A slow stick with a model of many gigabytes. */
const CHECK_MS = 3_600_000

export type LanguageEngine = Pick<EngineHost<LanguageMethods>, 'request'>

/** How work with a file is stopped and told of. */
export type WorkOptions = { readonly signal: AbortSignal; readonly onWork: (work: LanguageModelWork) => void }

/** Whether a known file is still what was checked, as far as its size tells. */
export type FileState = 'ready' | 'missing' | 'changed'

type FilesParts = {
  readonly engine: LanguageEngine
  /** Where the known models are written down. */
  readonly catalogue: string
  /** @throws AppError for a file that is not wanted, by what it says of itself. */
  readonly accept: (description: KnownModel['description']) => void
  readonly onNotKept: (error: unknown) => void
}

/** The files of language models that were checked once, by hash. */
export type LanguageFiles = {
  readonly models: () => readonly KnownModel[]
  /** @throws AppError language.gone for one that is not known. */
  readonly find: (id: Sha256) => KnownModel
  readonly stateOf: (id: Sha256) => FileState
  /** Looks whether the files are there; reads none. */
  readonly look: () => Promise<void>
  /** Checks a file and remembers it. @throws AppError language.*, file.*, engine.*; the signal's reason. */
  readonly take: (path: string, origin: KnownModel['origin'], options: WorkOptions) => Promise<KnownModel>
  /**
   * Makes sure that a known file is the one that was checked: where its time has changed it is read again.
   * @throws AppError language.gone, language.changed, file.*, engine.*; the signal's reason.
   */
  readonly check: (id: Sha256, options: WorkOptions) => Promise<KnownModel>
  readonly replace: (model: KnownModel) => Promise<void>
  readonly forget: (id: Sha256) => Promise<void>
}

type Standing = Pick<KnownModel, 'bytes' | 'modifiedMs'>

async function standingOf(path: string): Promise<Standing> {
  const { size, mtimeMs } = await stat(path).catch((error: unknown) => {
    throw readError(error)
  })
  return { bytes: size, modifiedMs: mtimeMs }
}

const same = (one: Standing, other: Standing): boolean =>
  one.bytes === other.bytes && one.modifiedMs === other.modifiedMs

function hashOf(engine: LanguageEngine, path: string, { signal, onWork }: WorkOptions): Promise<Sha256> {
  const name = basename(path)
  onWork({ kind: 'check', name, progress: null })
  const onProgress = (progress: LanguageModelWork['progress']): void => onWork({ kind: 'check', name, progress })
  return engine.request('hash', { path }, { signal, deadlineMs: CHECK_MS, onProgress })
}

/** @throws AppError language.* for a file that is no whole GGUF. */
async function describe(engine: LanguageEngine, path: string, signal: AbortSignal): Promise<KnownModel['description']> {
  const description = await engine.request('inspect', { path }, { signal })
  if (description.parts > 1) throw new AppError('language.inParts', { parts: description.parts })
  return description
}

/** The known models with another one among them: in place of itself, of what lay at its path, and of an earlier own model. */
const withModel = (models: readonly KnownModel[], model: KnownModel): KnownModel[] => [
  ...models.filter(
    ({ id, path, origin }) =>
      id !== model.id && path !== model.path && !(origin === 'embedded' && model.origin === 'embedded')
  ),
  model
]

/** Opens what was written down of the models that this workstation knows. */
export async function openLanguageFiles({ engine, catalogue, accept, onNotKept }: FilesParts): Promise<LanguageFiles> {
  const states = new Map<Sha256, FileState>()
  let models = await readCatalogue(catalogue)

  const keep = async (next: readonly KnownModel[]): Promise<void> => {
    models = next
    await writeCatalogue(catalogue, next).catch(onNotKept)
  }
  const replace = (model: KnownModel): Promise<void> =>
    keep(models.map((other) => (other.id === model.id ? model : other)))
  const find = (id: Sha256): KnownModel => {
    const known = models.find((model) => model.id === id)
    if (!known) throw new AppError('language.gone', {})
    return known
  }

  return {
    models: () => models,
    find,
    stateOf: (id) => states.get(id) ?? 'ready',
    look: async () => {
      for (const { id, path, bytes } of models) {
        const found = await standingOf(path).catch(() => undefined)
        states.set(id, !found ? 'missing' : found.bytes === bytes ? 'ready' : 'changed')
      }
    },
    take: async (path, origin, options) => {
      const found = await standingOf(path)
      const known = models.find((model) => model.path === path && same(model, found))
      if (known) return known
      const description = await describe(engine, path, options.signal)
      accept(description)
      const id = await hashOf(engine, path, options)
      const before = models.find((model) => model.id === id)
      if (before?.origin === 'embedded' && origin === 'added') return before
      const model = { id, origin, path, ...found, description, measurements: before?.measurements ?? [] }
      await keep(withModel(models, model))
      states.set(id, 'ready')
      return model
    },
    check: async (id, options) => {
      const known = find(id)
      const found = await standingOf(known.path).catch(() => undefined)
      states.set(id, found ? 'ready' : 'missing')
      if (!found) throw new AppError('language.gone', {})
      if (same(known, found)) return known
      if (found.bytes !== known.bytes || (await hashOf(engine, known.path, options)) !== id) {
        states.set(id, 'changed')
        throw new AppError('language.changed', {})
      }
      const touched = { ...known, ...found }
      await replace(touched)
      return touched
    },
    replace,
    forget: (id) => keep(models.filter((model) => model.id !== id))
  }
}
