import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { isAppError } from '#shared/contract/errors.ts'
import { Intent } from '#main/assistant/question/intent.ts'
import { createRouter } from '#main/assistant/question/router.ts'
import { englishLexicon } from '#main/assistant/english/lexicon/index.ts'
import { openQuestionModel, type QuestionModel } from '#main/inference/language/questionModel.ts'
import { wordPiece } from '#main/inference/language/wordPiece.ts'

const folder = 'resources/models/router'
const phrasings = new URL('../../unit/assistant/phrasings/', import.meta.url)

/** What `training/router` makes of some texts: ids of its tokenizer, and the shipped graph's answer. */
const Expected = z.array(
  z.object({ text: z.string(), ids: z.array(z.int()), intent: z.string(), probability: z.number() })
)

let model: QuestionModel
let expected: z.infer<typeof Expected>
beforeAll(async () => {
  model = await openQuestionModel(folder)
  expected = Expected.parse(JSON.parse(await readFile(new URL('./questionModel.json', import.meta.url), 'utf8')))
})
afterAll(() => model.close())

describe('the question model', () => {
  it('cuts texts into the ids that it was trained with', async () => {
    const encode = wordPiece(await readFile(join(folder, 'vocab.txt'), 'utf8'), model.card.longest)
    for (const { text, ids } of expected) expect(encode(text), text).toEqual(ids)
  })

  it('gives the probabilities that the recipe saw', async () => {
    for (const { text, intent, probability } of expected) {
      const [best] = await model.weigh(text)
      expect(best?.intent, text).toBe(intent)
      expect(best?.probability).toBeCloseTo(probability, 2)
    }
  })

  it('knows the intents of the assistant, all of them', () => {
    expect([...model.card.intents].toSorted()).toEqual([...Intent.options].toSorted())
  })
})

describe('words and meaning together', () => {
  const accuracy = async (name: string): Promise<number> => {
    const route = createRouter(englishLexicon, model.weigh)
    const sets = z
      .record(Intent, z.array(z.string()))
      .parse(JSON.parse(await readFile(new URL(`${name}.json`, phrasings), 'utf8')))
    const questions = Object.entries(sets).flatMap(([intent, list]) => list.map((question) => ({ intent, question })))
    let right = 0
    for (const { intent, question } of questions) {
      const { asks } = await route(question, { scopeEye: null, region: false, previous: [] })
      right += asks[0].intent === intent ? 1 : 0
    }
    return right / questions.length
  }

  it('understand phrasings that were set apart', async () => {
    expect(await accuracy('heldOut')).toBeGreaterThanOrEqual(0.92)
  })

  it('understand most of those that were written to be unlike the rest', async () => {
    expect(await accuracy('sealed')).toBeGreaterThanOrEqual(0.77)
  })
})

describe('a pack that is not whole', () => {
  const codeOf = async (path: string): Promise<string> => {
    try {
      await (await openQuestionModel(path)).close()
      return 'none'
    } catch (error) {
      return isAppError(error) ? error.code : String(error)
    }
  }

  it.each([
    ['is missing', 'model.missing', (path: string) => rm(path, { recursive: true })],
    ['lacks its graph', 'model.missing', (path: string) => rm(join(path, 'router.onnx'))],
    ['has another vocabulary', 'model.wrongHash', (path: string) => writeFile(join(path, 'vocab.txt'), '[CLS]\n')],
    ['has a card that nobody can read', 'model.badCard', (path: string) => writeFile(join(path, 'card.json'), '{}')]
  ])('%s', async (_name, code, harm) => {
    const path = await mkdtemp(join(tmpdir(), 'router-'))
    await cp(folder, path, { recursive: true })
    await harm(path)
    expect(await codeOf(path)).toBe(code)
    await rm(path, { recursive: true, force: true })
  })
})
