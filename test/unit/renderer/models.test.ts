import { describe, expect, it } from 'vitest'
import type { PackState } from '#shared/contract/views.ts'
import { readinessOf } from '../../../src/renderer/src/features/models/model/readiness.ts'

const pack = (state: PackState['state']): PackState => ({
  id: 'vessels',
  title: 'Vessels',
  version: '1',
  state,
  summary: '',
  licence: '',
  sha256: []
})

const vision = { state: 'ready', provider: 'cpu', detail: null } as const

describe('whether the models are ready', () => {
  it('tells packs that were never installed from one that is there and cannot be used', () => {
    const ready = pack('ready')
    expect(readinessOf({ vision, packs: [ready, ready] })).toEqual({ state: 'ready' })
    expect(readinessOf({ vision, packs: [ready, pack('missing')] })).toEqual({ state: 'absent', count: 1 })
    expect(readinessOf({ vision, packs: [ready, pack('missing'), pack('wrongHash')] })).toEqual({
      state: 'partly',
      count: 2
    })
  })

  it('says nothing about packs while the engine is not there to use them', () => {
    expect(readinessOf({ vision: { ...vision, state: 'restarting' }, packs: [pack('missing')] })).toEqual({
      state: 'restarting'
    })
  })
})
