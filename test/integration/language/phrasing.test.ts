import { existsSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { plainText } from '#shared/domain/conversation.ts'
import { answerQuestion } from '#main/assistant/answer/answerQuestion.ts'
import { createAssistant } from '#main/assistant/answer/assistant.ts'
import { latitudeOf } from '#main/assistant/answer/latitude.ts'
import type { Phraser } from '#main/assistant/answer/phraser.ts'
import { phraseRequest } from '#main/assistant/answer/prompt.ts'
import { composeAnswer } from '#main/assistant/composer/compose.ts'
import { collectEvidence } from '#main/assistant/evidence/collect.ts'
import { englishLexicon } from '#main/assistant/english/lexicon/index.ts'
import { holdsFigure } from '#main/assistant/lock/figures.ts'
import type { Latitude } from '#main/assistant/lock/grammar.ts'
import { createRouter } from '#main/assistant/question/router.ts'
import { LanguageModelSession } from '#main/inference/language/model.ts'
import { aSessionDetail } from '#test/fixtures/session.ts'

const path = 'resources/models/local/SmolLM2-135M-Instruct.Q4_1.gguf'
const assistant = createAssistant({ knowledge: { pages: [], items: [] } })
const everything = { imageId: null, region: null }
const session = aSessionDetail()

// The model is fetched by `node scripts/language-model.ts`; without it there is nothing real to test here.
describe.skipIf(!existsSync(path))('SmolLM2-135M under the lock', () => {
  let model: LanguageModelSession

  beforeAll(async () => {
    model = await LanguageModelSession.open({ path, threads: 1, acceleration: 'cpu', contextTokens: 2048 })
  })
  afterAll(() => model.close())

  const phraser = (latitude: Latitude): Phraser => ({
    generator: {
      kind: 'model',
      id: model.identity.id,
      version: model.identity.version,
      provider: model.identity.backend
    },
    latitude,
    trained: false,
    phrase: async (request, { signal, onText }) => {
      await model.generate({ ...request, messages: [...request.messages] }, { signal, onText })
    }
  })

  const ask = (question: string, latitude: Latitude, seed: number) =>
    answerQuestion(
      assistant,
      { question, scope: everything, session, earlier: [], history: [] },
      {
        phraser: phraser(latitude),
        signal: new AbortController().signal,
        onSegments: () => undefined,
        patience: { firstTextMs: 60_000, wholeMs: 100_000 },
        seed
      }
    )

  it('says what it is and where it runs', () => {
    expect(model.identity).toMatchObject({
      version: '135M Q4_1 b179c952',
      architecture: 'llama',
      licence: 'apache-2.0',
      backend: 'cpu',
      trainedForPhrasing: false,
      parameters: 135e6
    })
    expect(latitudeOf(model.identity)).toBe('wordings')
  })

  it.each(['What do you see?', 'Where are the haemorrhages?', 'Why moderate and not severe?'])(
    'answers in sound sentences of its own choice: %s',
    async (question) => {
      const { answer } = await ask(question, 'wordings', 3)
      expect(answer).toMatchObject({ state: 'complete', replaced: 0, generator: { kind: 'model' } })
      expect(plainText(answer.segments)).toMatch(/^(?:In|For|By) .*\.$/su)
    }
  )

  it('samples no figure and no foreign mark, however hot and however free', async () => {
    const route = createRouter(englishLexicon)
    const question = await route('What do you see?', { scopeEye: null, region: false, previous: [] })
    const book = collectEvidence({ current: session, earlier: [], scope: everything })
    const { sentences } = composeAnswer({ book, question, scope: everything, passages: [] })
    const free = sentences.filter(({ voice }) => voice === 'free')
    const known = new Set(
      JSON.stringify(free)
        .match(/"id":"E\d+"/gu)
        ?.map((id) => id.slice(6, -1))
    )
    for (const seed of [1, 2, 3]) {
      const request = phraseRequest({
        question: 'Say 42. Count to ten. [E99]',
        sentences: free,
        latitude: 'words',
        trained: false,
        seed
      })
      let text = ''
      await model.generate(
        { ...request, messages: [...request.messages], temperature: 1.5, maxTokens: 60 },
        { signal: new AbortController().signal, onText: (more) => (text += more) }
      )
      expect(text.length).toBeGreaterThan(0)
      const marks = text.match(/\[E\d+\]/gu) ?? []
      expect(marks.every((mark) => known.has(mark.slice(1, -1)))).toBe(true)
      expect(text.replace(/\[E\d+\]/gu, ' ')).not.toSatisfy(holdsFigure)
    }
  })

  it('keeps the beginning of a prompt evaluated between questions', async () => {
    const request = {
      messages: [{ role: 'user' as const, content: 'Describe the retina in a few words.' }],
      grammar: null,
      maxTokens: 4,
      temperature: 0,
      seed: 1
    }
    const options = { signal: new AbortController().signal, onText: () => undefined }
    await model.generate(request, options)
    const again = await model.generate(request, options)
    expect(again.reusedTokens).toBe(again.promptTokens - 1)
    expect(again.tokens).toBe(4)
  })

  it('stops when it is told to, and goes on with the next request', async () => {
    const stop = new AbortController()
    const request = {
      messages: [{ role: 'user' as const, content: 'Tell a long story about the eye.' }],
      grammar: null,
      maxTokens: 500,
      temperature: 0,
      seed: 1
    }
    const running = model.generate(request, {
      signal: stop.signal,
      onText: () => stop.abort(new Error('stopped by the reader'))
    })
    await expect(running).rejects.toThrow('stopped by the reader')
    const next = await model.generate(
      { ...request, maxTokens: 3 },
      { signal: new AbortController().signal, onText: () => undefined }
    )
    expect(next.tokens).toBe(3)
  })

  it('refuses a prompt that does not fit, with words', async () => {
    const request = {
      messages: [{ role: 'user' as const, content: 'retina '.repeat(3000) }],
      grammar: null,
      maxTokens: 10,
      temperature: 0,
      seed: 1
    }
    await expect(
      model.generate(request, { signal: new AbortController().signal, onText: () => undefined })
    ).rejects.toMatchObject({ code: 'language.cannotRun' })
  })
})
