import { stat } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { AppError } from '#shared/contract/errors.ts'
import { childPort } from '../childPort.ts'
import { LanguageModelSession } from '../language/model.ts'
import { type QuestionModel, openQuestionModel } from '../language/questionModel.ts'
import { languageThreads } from '../language/threads.ts'
import { type LanguageChoice, languageMethods } from '../languageMethods.ts'
import { serveEngine } from '../serve.ts'

let loaded: { readonly of: string; readonly session: Promise<LanguageModelSession> } | undefined

/** A file is loaded once; another one takes its place. */
async function sessionFor(choice: LanguageChoice): Promise<LanguageModelSession> {
  const of = JSON.stringify(choice)
  if (loaded?.of !== of) {
    const before = loaded
    loaded = { of, session: open(choice) }
    await before?.session.then((session) => session.close()).catch(() => undefined)
  }
  return loaded.session
}

async function open(choice: LanguageChoice): Promise<LanguageModelSession> {
  const { size } = await stat(choice.path).catch((cause: unknown) => {
    throw new AppError('language.missing', {}, { cause })
  })
  return LanguageModelSession.open({ ...choice, threads: languageThreads({ bytes: size }, availableParallelism()) })
}

let understanding: { readonly of: string; readonly model: Promise<QuestionModel> } | undefined

async function questionModelIn(folder: string): Promise<QuestionModel> {
  if (understanding?.of !== folder) understanding = { of: folder, model: openQuestionModel(folder) }
  return understanding.model
}

serveEngine('language', childPort(), {
  methods: languageMethods,
  handlers: {
    load: async (choice) => (await sessionFor(choice)).identity,
    generate: async ({ choice, request }, { signal, onToken }) =>
      (await sessionFor(choice)).generate(request, { signal, onText: onToken }),
    weigh: async ({ folder, question }) => (await questionModelIn(folder)).weigh(question)
  }
})
