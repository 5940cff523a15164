import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { latitudeOf } from '#main/assistant/answer/latitude.ts'
import { phraseRequest } from '#main/assistant/answer/prompt.ts'
import { createAssistant } from '#main/assistant/answer/assistant.ts'
import { planAnswer } from '#main/assistant/answer/answerQuestion.ts'
import { markedText, type Sentence } from '#main/assistant/composer/sentence.ts'
import { embeddedFolders, findModel } from '#main/assistant/engine/modelFiles.ts'
import { marksOf } from '#main/assistant/lock/allowed.ts'
import { readMarks, sentenceStream } from '#main/assistant/lock/marks.ts'
import { openLlama } from '#main/inference/language/backends.ts'
import { LanguageModelSession } from '#main/inference/language/model.ts'
import { examineOwnModel, LanguageModelCard } from '#main/models/languageCard.ts'
import { aSessionDetail } from '#test/fixtures/session.ts'
import { knowledge } from '#test/unit/assistant/assistantFixtures.ts'

const folder = 'resources/models/language'
const card = LanguageModelCard.parse(JSON.parse(await readFile(join(folder, 'card.json'), 'utf8')))
const path = join(folder, card.files.model.path)
const assistant = createAssistant({ knowledge })
const signal = new AbortController().signal

/** The sentences of an answer about the fixture's session that a model may word. */
async function planned(question: string): Promise<readonly Sentence[]> {
  const scope = { imageId: null, region: null }
  const asked = { question, scope, session: aSessionDetail(), earlier: [], history: [] }
  const { composed } = await planAnswer(assistant, asked, signal)
  return composed.sentences.filter(({ voice }) => voice === 'free')
}

const questions = [
  'What do you see?',
  'Where are the haemorrhages?',
  'Why moderate and not severe?',
  'How large are the haemorrhages?',
  'What is the AVR?',
  'Is the quality good enough?'
]

describe('the language model that ships', () => {
  let model: LanguageModelSession

  beforeAll(async () => {
    model = await LanguageModelSession.open({ path, threads: 1, acceleration: 'cpu', contextTokens: 2048 })
  })
  afterAll(() => model.close())

  it('is the file that its card describes, and the one that is found first', async () => {
    const bytes = await readFile(path)
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(card.files.model.sha256)
    expect(bytes.length).toBe(card.files.model.bytes)
    expect(bytes.length).toBeLessThanOrEqual(95e6)
    expect(await examineOwnModel(folder)).toEqual({ title: card.title, version: card.version, state: 'ready' })
    expect(await findModel(embeddedFolders('resources/models'))).toBe(path)
  })

  it('says that it was trained for this, and so may write freely', () => {
    expect(model.identity).toMatchObject({ id: 'RetinaDesk Phrasing', licence: 'apache-2.0', trainedForPhrasing: true })
    expect(latitudeOf(model.identity)).toBe('words')
  })

  it.each(questions)('words what was planned, each mark in its place: %s', async (question) => {
    const sentences = await planned(question)
    expect(sentences.length).toBeGreaterThan(0)
    const request = phraseRequest({ question, sentences, latitude: 'words', trained: true, seed: 1 })
    let text = ''
    const { reason } = await model.generate(
      { ...request, messages: [...request.messages], temperature: 0 },
      { signal, onText: (more) => (text += more) }
    )
    const stream = sentenceStream()
    const said = [...stream.push(text), ...stream.end()]
    expect(reason).toBe('end')
    expect(said).toHaveLength(sentences.length)
    for (const [i, sentence] of sentences.entries()) {
      const marks = [...(said[i] ?? '').matchAll(/\[(E\d+)\]/gu)].map(([, id]) => id)
      expect(marks).toEqual(marksOf(sentence))
    }
  })

  it('finds words of its own that pass the check', async () => {
    const all = { sentences: 0, passed: 0, varied: 0 }
    for (const question of questions) {
      const sentences = await planned(question)
      const request = phraseRequest({ question, sentences, latitude: 'words', trained: true, seed: 2 })
      let text = ''
      await model.generate(
        { ...request, messages: [...request.messages] },
        { signal, onText: (more) => (text += more) }
      )
      const stream = sentenceStream()
      for (const [i, said] of [...stream.push(text), ...stream.end()].entries()) {
        const sentence = sentences[i]
        if (!sentence) continue
        all.sentences++
        all.passed += assistant.check(readMarks(said, sentence), sentence).length === 0 ? 1 : 0
        all.varied += said === markedText(sentence) ? 0 : 1
      }
    }
    expect(all.passed / all.sentences).toBeGreaterThanOrEqual(0.8)
    expect(all.varied / all.sentences).toBeGreaterThanOrEqual(0.3)
  })
})

const Tokens = z.array(z.object({ text: z.string(), ids: z.array(z.int()) }))

describe('its vocabulary', () => {
  it('cuts text in llama.cpp as it did in training', async () => {
    const llama = await openLlama('cpu', 1)
    const model = await llama.loadModel({ modelPath: path, vocabOnly: true })
    const texts = Tokens.parse(JSON.parse(await readFile('test/model/phrasingTokens.json', 'utf8')))
    const differing = texts.filter(({ text, ids }) => model.tokenize(text).map(Number).join() !== ids.join())
    await llama.dispose()
    expect(texts.length).toBeGreaterThanOrEqual(200)
    expect(differing).toEqual([])
  })
})
