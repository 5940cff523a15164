import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { isAppError } from '#shared/contract/errors.ts'
import { type ModelCard, PackTask } from '#main/models/card.ts'
import { packStates } from '#main/models/packState.ts'
import { loadPack, loadPacks, packFor } from '#main/models/packs.ts'
import { sha256Of } from '#main/storage/blobs.ts'

const weights = Buffer.from('weights of a graph')

const card: ModelCard = {
  schema: 'retinadesk.model-card/1',
  id: 'vessels',
  version: '1.0.0',
  task: 'vessels',
  title: 'Vessels',
  summary: 'Finds vessels.',
  licence: 'Research use',
  attribution: [],
  files: [{ path: 'vessels.onnx', role: 'main', sha256: sha256Of(weights), bytes: weights.length }],
  graphs: {},
  operatingPoints: { vessel: { threshold: 0.5, why: 'largest Dice' } },
  calibration: [],
  conformal: null,
  outOfDistribution: null,
  training: {
    recipe: 'training',
    command: 'train',
    seed: 1,
    date: '2026-11-22',
    software: 'x',
    hardware: 'x',
    minutes: 1,
    data: []
  },
  validation: { split: 'by patient', images: {} },
  scores: [],
  limits: [],
  intendedUse: 'tests'
}

/** Writes packs into a new folder: each with its card (as text or object) and, unless left out, its weights. */
function folderWith(packs: Record<string, { card: unknown; weights?: Buffer }>): string {
  const root = mkdtempSync(join(tmpdir(), 'retinadesk-packs-'))
  for (const [name, pack] of Object.entries(packs)) {
    mkdirSync(join(root, name))
    const text = typeof pack.card === 'string' ? pack.card : JSON.stringify(pack.card)
    writeFileSync(join(root, name, 'card.json'), text)
    if (pack.weights) writeFileSync(join(root, name, 'vessels.onnx'), pack.weights)
  }
  return root
}

const told = (error: unknown): unknown => (isAppError(error) ? [error.code, error.detail] : error)

it('a pack is its card and files with the right hashes', async () => {
  const root = folderWith({ vessels: { card, weights } })
  const pack = await loadPack(join(root, 'vessels'), 'vessels')
  expect(pack.file('main')).toBe(join(root, 'vessels', 'vessels.onnx'))
  expect(() => pack.file('disc')).toThrow('model.badCard')
})

it.each<[string, { card: unknown; weights?: Buffer }, string]>([
  ['other weights', { card, weights: Buffer.from('weights of another graph') }, 'model.wrongHash'],
  ['no weights', { card }, 'model.missing'],
  ['a card that is no JSON', { card: '{ "id": ', weights }, 'model.badCard'],
  ['a key too many', { card: { ...card, treshold: 1 }, weights }, 'model.badCard'],
  [
    'a file outside of its folder',
    { card: { ...card, files: [{ ...card.files[0], path: '../x.onnx' }] }, weights },
    'model.badCard'
  ],
  ['a hash that is none', { card: { ...card, files: [{ ...card.files[0], sha256: 'abc' }] }, weights }, 'model.badCard']
])('a pack with %s is refused', async (_, pack, code) => {
  const root = folderWith({ vessels: pack })
  const error = await loadPack(join(root, 'vessels'), 'vessels').catch(told)
  expect(error).toMatchObject([code, { pack: 'vessels' }])
  const entry = (await loadPacks(root)).find(({ task }) => task === 'vessels')
  expect(entry?.ok).toBe(false)
})

it('every task has its entry, whatever lies in the folder', async () => {
  const root = folderWith({ vessels: { card, weights }, notes: { card: 'not a pack' } })
  const entries = await loadPacks(root)
  expect(entries.map(({ task }) => task)).toEqual(PackTask.options)
  expect(packFor(entries, 'vessels')?.card.version).toBe('1.0.0')
  expect(packFor(entries, 'lesions')).toBeUndefined()
  expect(packStates(entries).map(({ id, state }) => `${id} ${state}`)).toContain('lesions missing')
  expect((await loadPacks(join(root, 'nowhere'))).every(({ ok }) => !ok)).toBe(true)
})

it('a broken pack does not hide a good one of the same task', async () => {
  const root = folderWith({
    a: { card: { ...card, id: 'a' }, weights: Buffer.from('x') },
    b: { card: { ...card, id: 'b' }, weights }
  })
  expect(packFor(await loadPacks(root), 'vessels')?.card.id).toBe('b')
})
