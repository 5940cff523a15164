import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { examineOwnModel, type LanguageModelCard } from '#main/models/languageCard.ts'
import { Sha256 } from '#shared/domain/ids.ts'

const weights = Buffer.from('weights')

const card: LanguageModelCard = {
  schema: 'retinadesk.language-model-card/1',
  id: 'phrasing',
  version: '1.0.0',
  title: 'A model',
  summary: 'It words.',
  licence: 'Apache-2.0',
  attribution: [],
  language: 'en',
  files: {
    model: {
      path: 'a.gguf',
      sha256: Sha256.parse(createHash('sha256').update(weights).digest('hex')),
      bytes: weights.length
    }
  },
  parameters: 1,
  training: {
    recipe: 'here',
    command: 'train',
    seed: 1,
    date: '2026-11-22',
    software: 'none',
    hardware: 'none',
    minutes: 1,
    steps: 1,
    baseLayers: [0],
    vocabulary: 10,
    data: 'none'
  },
  scores: [],
  default: { wordsAnswers: false, why: 'Not measured.' },
  limits: []
}

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'language-card-'))
  await writeFile(join(folder, 'a.gguf'), weights)
  await writeFile(join(folder, 'card.json'), JSON.stringify(card))
})
afterEach(() => rm(folder, { recursive: true }))

it('finds the model that the card describes, a changed one, and one that is gone', async () => {
  expect(await examineOwnModel(folder)).toEqual({ title: 'A model', version: '1.0.0', state: 'ready' })
  await writeFile(join(folder, 'a.gguf'), 'other weights')
  expect(await examineOwnModel(folder)).toMatchObject({ state: 'changed' })
  await rm(join(folder, 'a.gguf'))
  expect(await examineOwnModel(folder)).toMatchObject({ state: 'missing' })
})

it('says nothing of a folder without a card, and refuses a broken one', async () => {
  expect(await examineOwnModel(join(folder, 'none'))).toBeUndefined()
  await writeFile(join(folder, 'card.json'), JSON.stringify({ ...card, parameters: 'many' }))
  await expect(examineOwnModel(folder)).rejects.toThrow()
})
