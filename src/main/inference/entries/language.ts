import { stat } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { AppError } from '#shared/contract/errors.ts'
import { childPort } from '../childPort.ts'
import { hashFile } from '../language/fileHash.ts'
import { readGguf } from '../language/gguf.ts'
import { measureModel } from '../language/measure.ts'
import { LanguageModelSession } from '../language/model.ts'
import { type QuestionModel, openQuestionModel } from '../language/questionModel.ts'
import { languageThreads } from '../language/threads.ts'
import { createTurns } from '../language/turns.ts'
import { type LanguageChoice, languageMethods } from '../languageMethods.ts'
import { oneLoaded } from '../oneLoaded.ts'
import { serveEngine } from '../serve.ts'

/** Whatever needs a model's weights in memory goes one after another; looking at files and weighing questions do not wait. */
const inTurn = createTurns()

async function open(choice: LanguageChoice): Promise<LanguageModelSession> {
  const { size } = await stat(choice.path).catch((cause: unknown) => {
    throw new AppError('language.missing', {}, { cause })
  })
  const threads = choice.threads ?? languageThreads({ bytes: size }, availableParallelism())
  return LanguageModelSession.open({ ...choice, threads })
}

/** A file is loaded once; another one takes its place. */
const sessions = oneLoaded(open)

let understanding: { readonly of: string; readonly model: Promise<QuestionModel> } | undefined

async function questionModelIn(folder: string): Promise<QuestionModel> {
  if (understanding?.of !== folder) understanding = { of: folder, model: openQuestionModel(folder) }
  return understanding.model
}

serveEngine('language', childPort(), {
  methods: languageMethods,
  handlers: {
    inspect: ({ path }) => readGguf(path),
    hash: ({ path }, { signal, onProgress }) => hashFile(path, { signal, onProgress }),
    measure: (setup, { signal, onProgress }) =>
      inTurn(signal, async () => {
        await sessions.unload()
        return measureModel({ ...setup, cores: availableParallelism() }, { signal, onProgress })
      }),
    load: (choice, { signal }) => inTurn(signal, async () => (await sessions.get(choice)).identity),
    generate: ({ choice, request }, { signal, onToken }) =>
      inTurn(signal, async () => (await sessions.get(choice)).generate(request, { signal, onText: onToken })),
    weigh: async ({ folder, question }) => (await questionModelIn(folder)).weigh(question)
  }
})
