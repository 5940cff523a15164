import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readCsv } from '#main/evaluation/cases/csv.ts'
import { groupOf } from '#main/evaluation/cases/sharedData/groups.ts'
import { FOLDS, dealFolds } from '#main/evaluation/split/folds.ts'
import { heldOutOf, validationFold } from '#main/evaluation/split/heldOut.ts'
import { readSplit, splitKey } from '#main/evaluation/split/splitFile.ts'

const row = (cells: Readonly<Record<string, string>>): ReadonlyMap<string, string> => new Map(Object.entries(cells))

describe('groups of the public sets', () => {
  it.each([
    ['messidor2', { image: 'a.jpg', patient: 'C01_000' }, 'messidor2:C01_000'],
    ['chase_db1', { image: 'Image_01L.jpg', subject: '1' }, 'chase_db1:1'],
    ['acrima', { image: 'Im001.jpg', patient: 'unknown' }, 'acrima:Im001'],
    ['mex_dme_dr', { image: '0485_OD_f_1.jpg', patient: '0485' }, 'mex_dme_dr:0066'],
    ['aptos_256', { image: 'b.jpg', duplicate_group: 'a', patient: 'unknown' }, 'aptos_256:a'],
    ['idrid_grade', { image: 'train_IDRiD_391.jpg' }, 'idrid:train_IDRiD_021'],
    ['idrid_seg', { image: 'IDRiD_01.jpg', same_image_in_idrid_grade: 'train:IDRiD_102' }, 'idrid:train_IDRiD_102'],
    ['idrid_seg', { image: 'IDRiD_03.jpg', same_image_in_idrid_grade: '' }, 'idrid_seg:IDRiD_03']
  ])('%s: %o is %s', (dataset, cells, group) => {
    expect(groupOf(dataset, row(cells))).toBe(group)
  })

  it('are dealt out evenly, whatever their order, and keep the fold of their twins', () => {
    const groups = fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 5, maxLength: 40 })
    fc.assert(
      fc.property(groups, (all) => {
        const folds = dealFolds(all)
        expect(dealFolds(all.toReversed())).toEqual(folds)
        const sizes = Array.from(
          { length: FOLDS },
          (_, fold) => [...folds.values()].filter((one) => one === fold).length
        )
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1)
        const [twin = ''] = all
        expect(dealFolds(all, new Map([[twin, 3]])).get(twin)).toBe(3)
      })
    )
  })

  it('are dealt as the training code deals them', () => {
    // From retinatrain.datasets.tables: sha256 of "retinadesk-1:<group>" in ascending order.
    const groups = [
      'drive:21_training',
      'drive:22_training',
      'drive:23_training',
      'drive:24_training',
      'drive:25_training'
    ]
    expect(groups.map((group) => dealFolds(groups).get(group))).toEqual(GOLDEN)
  })
})

/** Computed by Python's hashlib. */
const GOLDEN = [3, 4, 2, 1, 0]

describe('what a pack was not trained on', () => {
  const card = {
    training: { data: [{ dataset: 'drive' }, { dataset: 'idrid_grade' }, { dataset: 'diaretdb1_boxes' }] },
    validation: { split: 'fold 2 of 5, whole patients dealt out by hash, seed s-1', images: {} }
  }
  const places: Readonly<Record<string, number | 'reserved'>> = {
    'drive/a': 0,
    'drive/b': 2,
    'drive/demo': 'reserved',
    'stare/x': 0,
    'idrid_seg/p': 1,
    'diaretdb1_boxes/d': 2,
    'diaretdb1_masks/d': 4
  }
  const split = { seed: 's-1', foldOf: (dataset: string, name: string) => places[`${dataset}/${name}`] }
  const held = (choice: 'untrained' | 'validation' | 'all', split_ = card.validation.split) =>
    heldOutOf(
      {
        training: {
          recipe: '',
          command: '',
          seed: 1,
          date: '',
          software: '',
          hardware: '',
          minutes: 1,
          data: card.training.data.map(({ dataset }) => ({ dataset, name: '', images: 1, licence: '', citation: '' }))
        },
        validation: { split: split_, images: {} }
      },
      split,
      choice
    )
  const is = (key: string, choice: 'untrained' | 'validation' | 'all' = 'untrained', told?: string): boolean => {
    const [dataset = '', name = ''] = key.split('/')
    return held(choice, told)({ dataset, name, alsoKnownAs: [] })
  }

  it('is the fold that its card names, what the split does not know, and sets that it never saw', () => {
    expect(is('drive/a')).toBe(false)
    expect(is('drive/b')).toBe(true)
    expect(is('drive/official-test')).toBe(true)
    expect(is('stare/x')).toBe(true)
  })

  it('leaves out the demo session’s photographs', () => {
    expect(is('drive/demo')).toBe(false)
    expect(is('drive/demo', 'validation')).toBe(false)
    expect(is('drive/demo', 'all')).toBe(true)
  })

  it('knows a photograph that was trained on in another set', () => {
    expect(is('idrid_seg/p')).toBe(false)
    expect(is('diaretdb1_masks/d')).toBe(true)
  })

  it('knows a user’s own copy of a photograph by the name that it was trained under', () => {
    const own = (name: string) => ({ dataset: 'idrid', name: 'x', alsoKnownAs: [{ dataset: 'drive', name }] })
    expect(held('untrained')(own('a'))).toBe(false)
    expect(held('untrained')(own('b'))).toBe(true)
    expect(held('untrained')(own('official-test'))).toBe(true)
    expect(held('validation')(own('b'))).toBe(true)
    expect(held('validation')(own('a'))).toBe(false)
  })

  it('is nothing of a set when the card does not tell the fold, or tells of another split', () => {
    for (const told of ['all photographs', 'fold 2 of 5, seed s-2']) {
      expect(is('drive/b', 'untrained', told)).toBe(false)
      expect(is('drive/official-test', 'untrained', told)).toBe(true)
      expect(is('drive/b', 'validation', told)).toBe(false)
    }
    expect(validationFold({ validation: { split: 'fold 2 of 5, seed s-1', images: {} } }, 's-1')).toBe(2)
  })

  it('on the validation side is the kept fold alone, of sets that were trained on or not', () => {
    expect(is('drive/b', 'validation')).toBe(true)
    expect(is('stare/x', 'validation')).toBe(false)
    expect(is('drive/official-test', 'validation')).toBe(false)
  })

  it('is read from a file of hashed names', async () => {
    const path = join(mkdtempSync(join(tmpdir(), 'retinadesk-split-')), 'split.json')
    const folds = { drive: ['', `${splitKey('drive', 'a')} ${splitKey('drive', 'b')}`] }
    const reserved = { drive: splitKey('drive', 'demo') }
    writeFileSync(path, JSON.stringify({ schema: 'retinadesk.split/1', seed: 's-1', folds, reserved }))
    const { seed, foldOf } = await readSplit(path)
    expect(seed).toBe('s-1')
    expect(['a', 'b', 'demo', 'c'].map((name) => foldOf('drive', name))).toEqual([1, 1, 'reserved', undefined])
    expect(foldOf('stare', 'a')).toBeUndefined()
  })

  it('ships with the app for the sets that its models come from', async () => {
    const { foldOf } = await readSplit(join(import.meta.dirname, '../../../resources/evaluation/split.json'))
    expect(foldOf('drive', '21_training')).toEqual(expect.any(Number))
    expect(foldOf('idrid_seg', 'IDRiD_49')).toBe('reserved')
    expect(foldOf('idrid_seg', 'IDRiD_55')).toBeUndefined()
  })
})

describe('a table', () => {
  it('is read with byte order mark, CRLF, quotes, blank rows and unnamed columns', () => {
    const text = '\uFEFFimage ,keywords,,\r\n"a.jpg","spots, ""soft""\nand more",x,\r\n,,,\r\nb.jpg,none\r\n'
    expect(readCsv(text).map((one) => Object.fromEntries(one))).toEqual([
      { image: 'a.jpg', keywords: 'spots, "soft"\nand more' },
      { image: 'b.jpg', keywords: 'none' }
    ])
  })
})
