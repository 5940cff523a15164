import type { LanguageModelView } from '#shared/contract/languageModels.ts'
import { text } from '../../i18n/text.ts'
import { request } from '../../ipc/client.ts'
import { languageModelsQuery, queryClient } from '../../ipc/queries.ts'
import { showError, showToast } from '../../view/toasts.ts'

async function telling(work: () => Promise<unknown>): Promise<void> {
  try {
    await work()
  } catch (error) {
    showError(error)
  }
  await queryClient.invalidateQueries({ queryKey: languageModelsQuery.queryKey })
}

/** Asks for GGUF files and adds them. */
export const addFiles = (): Promise<void> => telling(() => request('language.addFiles', {}))

/** Asks for a folder and adds the GGUFs in it. */
export const addFolder = (): Promise<void> => telling(() => request('language.addFolder', {}))

/** Tries a model, and lets it word the answers when it works. */
export const takeIntoUse = ({ id, origin, name }: LanguageModelView): Promise<void> =>
  telling(async () => {
    const { done } = await request('language.use', { id: origin === 'embedded' ? null : id })
    if (done) showToast({ title: text('models:languageModels.nowInUse', { name }) })
  })

/** Asks for the files of a vision-language model and takes them as the second reader. */
export const chooseReader = (): Promise<void> => telling(() => request('language.chooseReader', {}))

export const removeReader = (): Promise<void> =>
  telling(async () => {
    await request('language.removeReader', {})
    showToast({ title: text('models:secondReader.removed') })
  })

export const measureModel = ({ id }: LanguageModelView): Promise<void> =>
  telling(() => request('language.measure', { id }))

/** Takes a model off the list. */
export const removeModel = ({ id }: LanguageModelView): Promise<void> =>
  telling(async () => {
    await request('language.remove', { id })
    showToast({ title: text('models:languageModels.removed') })
  })

export const stopWork = (): Promise<void> => telling(() => request('language.stop', {}))
