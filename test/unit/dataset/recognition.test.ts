import { describe, expect, it } from 'vitest'
import { AdapterName } from '#main/dataset/record.ts'
import { openDataset } from '#main/dataset/openDataset.ts'
import { isAppError } from '#shared/contract/errors.ts'
import { folderOf, without } from '#test/fixtures/datasets/files.ts'
import { layouts } from '#test/fixtures/datasets/layouts.ts'
import { readSet, recognisedIn } from '#test/fixtures/datasets/read.ts'

const OFFICIAL = AdapterName.options.filter((name) => name !== 'csv' && name !== 'folder')

describe('public sets', () => {
  it.each(OFFICIAL)('%s is recognised by its own files and by no other set’s', async (name) => {
    expect(await recognisedIn(await layouts[name]())).toEqual([name])
  })

  it('lie side by side in one folder', async () => {
    const both = Object.entries({
      odir: await layouts.odir(),
      'RFMiD here': await layouts.rfmid()
    }).flatMap(([folder, files]) => Object.entries(files).map(([path, content]) => [`${folder}/${path}`, content]))
    expect(await recognisedIn(Object.fromEntries(both))).toEqual(['rfmid', 'odir'])
  })

  it('that are not there are named, with what to do', async () => {
    const nothing = await recognisedIn({ 'photo.txt': 'x' }).catch((error: unknown) => error)
    if (!isAppError(nothing, 'dataset.unusable')) throw nothing
    expect(nothing.detail.problem).toContain('IDRiD')
    expect(nothing.detail.problem).toContain('beside the photographs')
  })

  it.each(OFFICIAL.filter((name) => name !== 'mmac' && name !== 'ukb' && name !== 'idrid'))(
    '%s without its table says which one and where it comes from',
    async (name) => {
      const files = without(await layouts[name](), /\.(?:csv|xlsx?)$/u)
      const error = await readSet(name, files).catch((caught: unknown) => caught)
      if (!isAppError(error, 'dataset.unusable')) throw error
      expect(error.detail.problem).toMatch(/is not there; .{10}/u)
    }
  )

  it.each(['mmac', 'ukb', 'idrid'] as const)('%s without anything is unusable', async (name) => {
    await expect(readSet(name, { 'a.txt': '' })).rejects.toMatchObject({ code: 'dataset.unusable' })
  })

  it('stop when they are told to', async () => {
    const dataset = await openDataset('aptos2019', await folderOf(await layouts.aptos2019()))
    const records = dataset.records({ signal: AbortSignal.abort(), report: () => undefined, masks: false })
    await expect(records.next()).rejects.toMatchObject({ name: 'AbortError' })
  })
})
