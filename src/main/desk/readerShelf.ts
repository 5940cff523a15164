import { basename } from 'node:path'
import { AppError, isAppError } from '#shared/contract/errors.ts'
import type { ReaderFileView, SecondReaderView } from '#shared/contract/languageModels.ts'
import type { Sha256 } from '#shared/domain/ids.ts'
import type { Settings } from '#shared/domain/settings.ts'
import { memoryFit, memoryNeed, shortage } from '../inference/language/memoryNeed.ts'
import { READER_CONTEXT_TOKENS, type ReaderFiles } from '../inference/readerMethods.ts'
import { isRuntimeInstalled } from '../inference/secondReader/runtime.ts'
import { type KnownModel, readerCatalogueFile } from '../models/languageCatalogue.ts'
import { threadsFor } from '../settings/threads.ts'
import { type LanguageEngine, openLanguageFiles, type WorkOptions } from './languageFiles.ts'
import { systemMemory } from './languageShelf.ts'

type Chosen = Settings['secondReader']
type Part = keyof Chosen

type ReaderShelfParts = {
  readonly engine: LanguageEngine
  /** The app's data folder, where the chosen files are written down. */
  readonly dataFolder: string
  readonly settings: () => Pick<Settings, 'secondReader' | 'threads' | 'acceleration'>
  /** Writes down which files were chosen. */
  readonly choose: (chosen: Chosen) => void
  /** Whether the model may be in memory now. */
  readonly isLoaded: () => boolean
  readonly onNotKept: (error: unknown) => void
}

/** What to read with, and who that is. */
type ChosenReader = { readonly files: ReaderFiles; readonly model: { readonly name: string; readonly sha256: Sha256 } }

/** The vision-language model that was chosen on this workstation: its two files. */
export type ReaderShelf = {
  readonly view: () => SecondReaderView
  /** Looks whether the files are there; reads none. */
  readonly look: () => Promise<void>
  /**
   * Checks a file and takes it as the model or as the projector, whichever it says that it is, in place of the one before.
   * @throws AppError language.notGguf, language.inParts, file.*, engine.*; the signal's reason.
   */
  readonly take: (path: string, options: WorkOptions) => Promise<void>
  /** Goes without a second reader; the files stay where they are. */
  readonly remove: () => Promise<void>
  /**
   * The chosen files, once it is sure that they are those that were checked.
   * @throws AppError reader.notChosen, reader.gone, reader.changed, reader.tooLarge, file.*, engine.*; the signal's reason.
   */
  readonly chosen: (options: WorkOptions) => Promise<ChosenReader>
}

/** What both files take in memory together, bytes; an estimate. */
const needOf = (model: KnownModel, projector: KnownModel): number =>
  memoryNeed(
    { bytes: model.bytes + projector.bytes, cacheBytesPerToken: model.description.cacheBytesPerToken },
    READER_CONTEXT_TOKENS
  )

/** The same failure, told of the second reader instead of the language model. */
function toldOf(part: Part, error: unknown): unknown {
  if (isAppError(error, 'language.gone')) return new AppError('reader.gone', { part }, { cause: error })
  if (isAppError(error, 'language.changed')) return new AppError('reader.changed', { part }, { cause: error })
  return error
}

/** Opens the shelf on what was written down. */
export async function openReaderShelf(parts: ReaderShelfParts): Promise<ReaderShelf> {
  const { engine, settings, choose, isLoaded, onNotKept } = parts
  const catalogue = readerCatalogueFile(parts.dataFolder)
  const files = await openLanguageFiles({ engine, catalogue, accept: () => undefined, onNotKept })

  const known = (part: Part): KnownModel | undefined => {
    const id = settings().secondReader[part]
    return files.models().find((file) => file.id === id)
  }
  const checked = async (part: Part, options: WorkOptions): Promise<KnownModel> => {
    const id = settings().secondReader[part]
    if (id === null) throw new AppError('reader.notChosen', {})
    return files.check(id, options).catch((error: unknown) => Promise.reject(toldOf(part, error)))
  }
  const viewOf = (file: KnownModel): ReaderFileView => {
    const { name, size, quantisation, licence } = file.description
    const { id, bytes, path } = file
    return { id, name, fileName: basename(path), bytes, size, quantisation, licence, state: files.stateOf(id) }
  }
  const weigh = (model: KnownModel, projector: KnownModel): NonNullable<SecondReaderView['memory']> => {
    const needBytes = needOf(model, projector)
    // What it takes already is not free any more.
    return { needBytes, fit: isLoaded() ? 'fits' : memoryFit(needBytes, systemMemory()) }
  }

  return {
    view: () => {
      const [model, projector] = [known('model'), known('projector')]
      return {
        installed: isRuntimeInstalled(),
        model: model ? viewOf(model) : null,
        projector: projector ? viewOf(projector) : null,
        memory: model && projector ? weigh(model, projector) : null
      }
    },
    look: files.look,
    take: async (path, options) => {
      const file = await files.take(path, 'added', options)
      const part = file.description.role === 'projector' ? 'projector' : 'model'
      const before = settings().secondReader[part]
      choose({ ...settings().secondReader, [part]: file.id })
      if (before !== null && before !== file.id) await files.forget(before)
    },
    remove: async () => {
      choose({ model: null, projector: null })
      for (const { id } of files.models()) await files.forget(id)
    },
    chosen: async (options) => {
      const model = await checked('model', options)
      const projector = await checked('projector', options)
      const short = shortage(needOf(model, projector), systemMemory())
      if (short) throw new AppError('reader.tooLarge', short)
      const { threads, acceleration } = settings()
      return {
        files: { model: model.path, projector: projector.path, threads: threadsFor(threads), acceleration },
        model: { name: model.description.name, sha256: model.id }
      }
    }
  }
}
