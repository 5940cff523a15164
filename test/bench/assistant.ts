import { join } from 'node:path'
import { beginConversation } from '#main/assistant/answer/conversation.ts'
import { createAssistant } from '#main/assistant/answer/assistant.ts'
import { loadModel } from '#main/assistant/engine/loadedModel.ts'
import { embeddedFolders, findModel } from '#main/assistant/engine/modelFiles.ts'
import { loadKnowledge } from '#main/assistant/knowledge/load.ts'
import { readQuestions } from '#main/evaluation/honesty/questions.ts'
import { createEngines } from '#main/inference/engines.ts'
import { openQuestionModel } from '#main/inference/language/questionModel.ts'
import { forkTransport } from '#main/inference/transports/fork.ts'
import { aSessionDetail } from '#test/fixtures/session.ts'
import { type Samples, collector } from './summary.ts'

const resources = (name: string): string => join(import.meta.dirname, '../../resources', name)
const signal = new AbortController().signal

/** Questions that a model answers before the clock counts, and those that are timed. */
const [WARM, TIMED] = [1, 5]

/**
 * Times answers, each to a question of its own: `composer` from the question to the whole answer with the question read by its
 * words, `router` the weighing of its meaning beside that, `language.first_token` to the first text of the embedded model
 * where one is installed.
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
  await measureLanguage(parts, figures)
  return figures.samples()
}

async function measureLanguage(
  parts: Omit<Parameters<typeof beginConversation>[0], 'phraser'>,
  figures: ReturnType<typeof collector>
): Promise<void> {
  const path = await findModel(embeddedFolders(resources('models')))
  if (path === undefined) return
  const entry = (engine: string): URL => new URL(`../../src/main/inference/entries/${engine}.ts`, import.meta.url)
  const engines = createEngines((engine) => forkTransport(entry(engine)))
  try {
    const { phraser } = await loadModel(engines.language, { path, acceleration: 'auto' })
    const turn = beginConversation({ ...parts, phraser })
    const questions = ['What do you see?', 'Where are the haemorrhages?', 'Any exudates?', 'What is the AVR?']
    for (let i = 0; i < WARM + TIMED; i++) {
      const patience = { firstTextMs: 60_000, wholeMs: 120_000 }
      const { firstTokenSeconds } = await turn(questions[i % questions.length] ?? '', { signal, patience })
      if (i >= WARM && firstTokenSeconds !== null) {
        figures.add('assistant.language.first_token_s', firstTokenSeconds, 's')
      }
    }
  } finally {
    engines.close()
  }
}
