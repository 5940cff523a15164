import { describe, expect, it } from 'vitest'
import type { RecordLabel } from '#shared/contract/research.ts'
import { newRecord } from '#main/dataset/record.ts'
import { problemCounter } from '#main/dataset/preview/countedProblems.ts'
import { contentOf } from '#main/dataset/preview/folderContent.ts'
import { previewDataset } from '#main/dataset/preview/previewDataset.ts'
import { labelsOf, toldLabels } from '#main/dataset/preview/recordLabels.ts'
import { problem } from '#main/dataset/source/problem.ts'
import { folderOf } from '#test/fixtures/datasets/files.ts'
import { idridFiles, messidor2Files } from '#test/fixtures/datasets/layouts.ts'

const { signal } = new AbortController()

describe('a folder', () => {
  it('is taken for the set whose tables it holds, before tables of one’s own', async () => {
    const { images, sets } = await contentOf(await folderOf(await idridFiles()), signal)
    expect(images).toBeGreaterThan(4)
    expect(sets[0]).toMatchObject({ adapter: 'idrid', recognised: true })
    expect(sets.filter(({ recognised }) => recognised).map(({ adapter }) => adapter)).not.toContain('aptos2019')
    expect(sets).toHaveLength(12)
  })

  it('without any table is none of them', async () => {
    const { sets } = await contentOf(await folderOf({ 'notes.md': 'nothing' }), signal)
    expect(sets.some(({ recognised }) => recognised)).toBe(false)
  })
})

describe('a preview', () => {
  it('tells records, groups and what is missing, and names photographs by their eye and pair', async () => {
    const files = await messidor2Files()
    const folder = await folderOf({ ...files, 'IMAGES/IM000012.JPG': new Uint8Array() })
    const preview = await previewDataset(folder, 'messidor2', signal)
    expect(preview).toMatchObject({ records: 3, groups: 2, missingPhotographs: 0 })
    expect(preview.first[0]).toMatchObject({ eye: 'OS', group: 'examination 1', photograph: 'present' })
    expect(preview.first[0]?.labels).toContainEqual({
      text: 'ICDR 2: moderate non-proliferative diabetic retinopathy',
      state: 'present'
    })
    expect(preview.first[0]?.text).toContain('left eye')
  })

  it('counts a photograph that is not there and goes on', async () => {
    const { 'IMAGES/IM000012.JPG': _, ...files } = await messidor2Files()
    const preview = await previewDataset(await folderOf(files), 'messidor2', signal)
    expect(preview).toMatchObject({ records: 3, missingPhotographs: 1 })
    expect(preview.problems).toMatchObject([{ kind: 'missingImage', count: 1, first: [{ of: 'IM000012' }] }])
  })

  it('says of outlines that they are there without reading them', async () => {
    const preview = await previewDataset(await folderOf(await idridFiles()), 'idrid', signal)
    const outlined = preview.first.filter(({ outlines }) => outlines)
    expect(outlined).not.toHaveLength(0)
    expect(outlined[0]?.labels).toContainEqual({ text: 'hard exudates, outlined', state: 'present' })
  })
})

describe('labels', () => {
  it('put what is there first, and never say of a normal eye’s opposite that there is no abnormality', () => {
    const record = newRecord({
      dataset: 'odir',
      id: 'a',
      image: null,
      conditions: [
        { condition: 'cataract', state: 'absent', of: 'eye', as: 'C' },
        { condition: 'normal', state: 'absent', of: 'patient', as: 'N' },
        { condition: 'glaucoma', state: 'suspected', of: 'eye', as: 'G' }
      ]
    })
    expect(labelsOf(record)).toEqual([
      { text: 'not normal (patient)', state: 'present' },
      { text: 'glaucoma', state: 'suspected' },
      { text: 'cataract', state: 'absent' }
    ])
  })
})

describe('the labels of a row', () => {
  const label = (text: string, state: RecordLabel['state']): RecordLabel => ({ text, state })

  it('do not drown what is there in what is not', () => {
    const absent = ['a', 'b', 'c'].map((text) => label(text, 'absent'))
    const there = [label('drusen', 'present'), label('glaucoma', 'suspected')]
    expect(toldLabels([...there, ...absent])).toEqual({ labels: there, absent: 3 })
    expect(toldLabels([...there, ...absent.slice(1)])).toEqual({ labels: [...there, ...absent.slice(1)], absent: 0 })
  })
})

describe('problems', () => {
  it('are all counted, and only the first are kept', () => {
    const counter = problemCounter()
    for (let i = 0; i < 1000; i++) counter.report(problem('missingImage', String(i)))
    counter.report(problem('duplicate', 'x'))
    const [missing, duplicate] = counter.result()
    expect([missing?.count, missing?.first.length, missing?.first[0]?.of]).toEqual([1000, 50, '0'])
    expect(duplicate).toMatchObject({ kind: 'duplicate', count: 1 })
  })
})
