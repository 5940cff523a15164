import { describe, expect, it } from 'vitest'
import type { FolderContent } from '#shared/contract/research.ts'
import { DEFAULT_FORM, choicesIn } from '../../../src/renderer/src/features/research/model/runForm.ts'
import { setIn } from '../../../src/renderer/src/features/research/model/sets.ts'

describe('the choices of a run', () => {
  it('are those of the form, and all records where no number stands', () => {
    expect(choicesIn(DEFAULT_FORM)).toEqual({
      ok: true,
      choices: { track: 'instruction', generator: 'composer', seed: 1, limit: null }
    })
    expect(choicesIn({ ...DEFAULT_FORM, seed: ' 0 ', limit: '12' })).toMatchObject({ choices: { seed: 0, limit: 12 } })
  })

  it.each(['', '-1', '1.5', '1e3', '0x10', 'one', '4294967296'])('do not take %j for a seed', (seed) => {
    expect(choicesIn({ ...DEFAULT_FORM, seed })).toEqual({ ok: false, wrong: { seed: true, limit: false } })
  })

  it.each(['0', '-3', '2,5', 'all'])('do not take %j for a limit', (limit) => {
    expect(choicesIn({ ...DEFAULT_FORM, limit })).toEqual({ ok: false, wrong: { seed: false, limit: true } })
  })
})

describe('the set of a folder', () => {
  const set = (adapter: 'idrid' | 'csv' | 'aptos2019', recognised: boolean) => ({
    adapter,
    title: adapter,
    licence: '',
    recognised
  })
  const content: FolderContent = {
    images: 2,
    sets: [set('idrid', true), set('csv', true), set('aptos2019', false)]
  }

  it('is the likeliest one until another is chosen, also one that was not recognised', () => {
    expect(setIn(content, null)?.adapter).toBe('idrid')
    expect(setIn(content, 'aptos2019')?.adapter).toBe('aptos2019')
    expect(setIn({ ...content, sets: content.sets.slice(2) }, null)).toBeUndefined()
  })
})
