import { basename } from 'node:path'
import { AppError } from '#shared/contract/errors.ts'
import type { LanguageModels, LanguageModelView, MeasuredSpeed } from '#shared/contract/languageModels.ts'
import { settings } from '../db/index.ts'
import { memoryFit } from '../inference/language/memoryNeed.ts'
import { findGgufs } from '../models/findGgufs.ts'
import type { Desk, HandlersOf } from './context.ts'
import type { ShelvedModel } from './languageShelf.ts'

export function languageHandlers(desk: Desk): HandlersOf<'language'> {
  const { assistant, shelf, board, shell, readerShelf } = desk
  return {
    'language.models': async () => {
      await Promise.all([shelf.look(), readerShelf.look()])
      return languageModelsOf(desk)
    },
    'language.addFiles': async () => {
      addAll(desk, await shell.chooseLanguageModels(), shelf.add)
      return {}
    },
    'language.addFolder': async () => {
      const folder = await shell.chooseFolder()
      if (folder === undefined) return {}
      const found = await findGgufs(folder)
      if (found.length === 0) throw new AppError('language.noneThere', {})
      addAll(desk, found, shelf.add)
      return {}
    },
    'language.use': async ({ id }) => ({ done: await assistant.use(id) }),
    'language.measure': async ({ id }) => {
      const done = await board.run((options) => shelf.measure(id, options))
      if (inUse(desk) === id) void assistant.refresh()
      return { done }
    },
    'language.remove': async ({ id }) => {
      await shelf.remove(id)
      if (settings.get(desk.database.read).languageModel === id) {
        settings.update(desk.database.write, { languageModel: null })
        shell.emit('settings.changed', {})
        await assistant.refresh()
      }
      shell.emit('language.changed', languageModelsOf(desk))
      return {}
    },
    'language.chooseReader': async () => {
      addAll(desk, await shell.chooseLanguageModels(), readerShelf.take)
      return {}
    },
    'language.removeReader': async () => {
      await readerShelf.remove()
      shell.emit('language.changed', languageModelsOf(desk))
      return {}
    },
    'language.stop': async () => {
      board.stop()
      return {}
    }
  }
}

/** Checks files one after another; those that are not wanted are told, the others stay. */
function addAll({ board, shell }: Desk, paths: readonly string[], take: Desk['shelf']['add']): void {
  if (paths.length === 0) return
  board.refuse([])
  const add = board.run(async (options) => {
    for (const path of paths) {
      try {
        await take(path, options)
      } catch (error) {
        options.signal.throwIfAborted()
        if (!(error instanceof AppError)) throw error
        board.refuse([...board.refused(), { name: basename(path), error: error.toData() }])
      }
    }
  })
  void add.catch(() => shell.log({ level: 'error', event: 'language.addFailed', detail: {} }))
}

/** The model that words answers now; undefined where the composer does. */
const inUse = ({ assistant }: Desk): string | undefined => assistant.state().model?.sha256

/** What the window may know of the language models: names of files, never where they lie. */
export function languageModelsOf(desk: Desk): LanguageModels {
  const { shelf, board, assistant, readerShelf } = desk
  const memory = shelf.memory()
  const speaking = inUse(desk)
  const models = shelf.models()
  const problem = assistant.problem()
  return {
    models: models.map((model) => viewOf(model, { isInUse: model.known.id === speaking, memory })),
    secondReader: readerShelf.view(),
    memory: { totalBytes: memory.total, freeBytes: memory.free },
    work: board.work(),
    refused: board.refused(),
    problem: problem && {
      name: models.find(({ known }) => known.id === problem.id)?.known.description.name ?? null,
      error: problem.error.toData()
    }
  }
}

type Now = { readonly isInUse: boolean; readonly memory: ReturnType<Desk['shelf']['memory']> }

function viewOf(model: ShelvedModel, { isInUse, memory }: Now): LanguageModelView {
  const { known, state, contextTokens, needBytes } = model
  const { name, size, quantisation, licence, contextLength } = known.description
  return {
    id: known.id,
    origin: known.origin,
    name,
    fileName: basename(known.path),
    bytes: known.bytes,
    size,
    quantisation,
    licence,
    contextLength,
    needBytes,
    contextTokens,
    // What it takes already is not free any more.
    fit: isInUse ? 'fits' : memoryFit(needBytes, memory),
    state,
    inUse: isInUse,
    measured: measuredOf(model)
  }
}

function measuredOf({ measured }: ShelvedModel): MeasuredSpeed | null {
  if (!measured) return null
  const { best, contextTokens, tried } = measured.tuning
  const { backend, threads, gpuLayers, tokensPerSecond } = best
  return { backend, threads, gpuLayers, contextTokens, tokensPerSecond, tried: tried.length, at: measured.at }
}
