import { join } from 'node:path'
import { beginConversation } from '#main/assistant/answer/conversation.ts'
import { createAssistant } from '#main/assistant/answer/assistant.ts'
import { embeddedFolders, findModel } from '#main/assistant/engine/modelFiles.ts'
import { loadKnowledge } from '#main/assistant/knowledge/load.ts'
import { readQuestions } from '#main/evaluation/honesty/questions.ts'
import { openQuestionModel } from '#main/inference/language/questionModel.ts'
import { aSessionDetail } from '#test/fixtures/session.ts'
import { measureLanguage } from './language.ts'
import { type Samples, collector } from './summary.ts'

const resources = (name: string): string => join(import.meta.dirname, '../../resources', name)
const signal = new AbortController().signal

/**
 * Times answers, each to a question of its own: `composer` from the question to the whole answer with the question read by its
 * words, `router` the weighing of its meaning beside that, `language` the embedded model where one is installed.
 */
export async function measureAssistant(): Promise<Record<string, Samples>> {
  const figures = collector()
  const asked = (await readQuestions(resources('evaluation/questions.json'))).flatMap(({ turns }) => turns)
  const assistant = createAssistant({ knowledge: await loadKnowledge(resources('knowledge')) })
  const parts = { assistant, session: aSessionDetail(), earlier: [] }
  for (const question of asked) {
    const { seconds } = await beginConversation({ ...parts, phraser: null })(question, { signal })
    figures.add('assistant.composer.ms', 1000 * seconds, 'ms')
  }
  const model = await openQuestionModel(resources('models/router'))
  for (const question of asked) {
    const from = performance.now()
    await model.weigh(question)
    figures.add('assistant.router.ms', performance.now() - from, 'ms')
  }
  await model.close()
  const path = await findModel(embeddedFolders(resources('models')))
  if (path !== undefined) await measureLanguage(path, parts, figures)
  return figures.samples()
}
