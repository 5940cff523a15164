import { AppError } from '#shared/contract/errors.ts'
import type { LanguageModels } from '#shared/contract/languageModels.ts'
import { fakeReader, fakeReaderChosen, measured } from './fakeShelf.ts'
import type { Handlers } from './handlers.ts'
import type { World } from './world.ts'

const change = (world: World, next: Partial<LanguageModels>): LanguageModels => {
  world.languageModels = { ...world.languageModels, ...next }
  world.emit('language.changed', world.languageModels)
  return world.languageModels
}

/** Adds nothing: whatever is chosen is no model. */
export const languageHandlers = (world: World) =>
  ({
    'language.models': () => world.languageModels,
    'language.addFiles': () => {
      const error = new AppError('language.notGguf', {}).toData()
      change(world, { refused: [{ name: 'notes.gguf', error }] })
      return {}
    },
    'language.addFolder': () => {
      throw new AppError('language.noneThere', {})
    },
    'language.use': async ({ id }) => {
      const { models } = world.languageModels
      const wanted = models.find((one) => (id === null ? one.origin === 'embedded' : one.id === id))
      if (!wanted) throw new AppError('language.gone', {})
      change(world, { work: { kind: 'measure', name: wanted.name, progress: { stage: 'measure', done: 1, total: 4 } } })
      await new Promise<void>((resolve) => world.later(resolve))
      change(world, {
        work: null,
        models: models.map((one) => ({
          ...one,
          inUse: one.id === wanted.id,
          measured: one.id === wanted.id && id !== null ? measured : one.measured
        }))
      })
      return { done: true }
    },
    'language.measure': () => ({ done: true }),
    'language.remove': ({ id }) => {
      change(world, { models: world.languageModels.models.filter((one) => one.id !== id) })
      return {}
    },
    'language.chooseReader': () => {
      world.settings = { ...world.settings, secondReader: fakeReaderChosen }
      world.emit('settings.changed', {})
      change(world, { secondReader: fakeReader })
      return {}
    },
    'language.removeReader': () => {
      world.settings = { ...world.settings, secondReader: { model: null, projector: null } }
      world.emit('settings.changed', {})
      change(world, { secondReader: { installed: true, model: null, projector: null, memory: null } })
      return {}
    },
    'language.stop': () => {
      change(world, { work: null })
      return {}
    },
    'endpoint.key': () => ({ kept: 'none' }),
    'endpoint.setKey': ({ key }) => ({ kept: key === '' ? 'none' : 'memory' }),
    'endpoint.try': () => ({ host: 'models.clinic.example:8080', seconds: 0.42, keepsToGrammar: true })
  }) satisfies Partial<Handlers>
