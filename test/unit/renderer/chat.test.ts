import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plainText, type Segment } from '#shared/domain/conversation.ts'
import { anImageDetail, anImage } from '#test/fixtures/session.ts'
import { imageId } from '#test/fixtures/ids.ts'
import { blocksOf } from '../../../src/renderer/src/features/chat/model/blocks.ts'
import { suggestionsFor } from '../../../src/renderer/src/features/chat/model/suggestions.ts'

const segments: fc.Arbitrary<Segment[]> = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('text' as const), text: fc.string() }),
    fc.record({ kind: fc.constant('break' as const) }),
    fc.record({ kind: fc.constant('note' as const), text: fc.string({ minLength: 1 }) })
  )
)

const words = (text: string): string => text.replaceAll(/\s+/g, '')

describe('an answer as it is set', () => {
  it('shows every word once and in order', () => {
    fc.assert(
      fc.property(segments, (all) => {
        const shown = blocksOf(all)
          .map((block) =>
            block.kind === 'note'
              ? block.text
              : block.parts.map((part) => (part.kind === 'text' ? part.text : '')).join('')
          )
          .join(' ')
        expect(words(shown)).toBe(words(plainText(all)))
      })
    )
  })

  it('has no empty paragraphs', () => {
    expect(blocksOf([{ kind: 'break' }, { kind: 'text', text: ' ' }, { kind: 'break' }])).toEqual([])
  })
})

describe('suggestions', () => {
  const right = anImageDetail({ grades: [] })
  const left = anImageDetail({ image: anImage({ id: imageId(2), eye: { by: 'clinician', eye: 'OS' } }), grades: [] })

  it('offer to compare eyes only where both were analysed', () => {
    expect(suggestionsFor({ images: [right, left], active: right, hasRegion: false })).toContain('other')
    const unanalysed = { ...left, analysis: null }
    expect(suggestionsFor({ images: [right, unanalysed], active: right, hasRegion: false })).not.toContain('other')
  })

  it('put the region first where one is drawn, and offer nothing before an analysis', () => {
    expect(suggestionsFor({ images: [right], active: right, hasRegion: true })[0]).toBe('region')
    expect(suggestionsFor({ images: [right], active: { ...right, analysis: null }, hasRegion: false })).toEqual([])
  })
})
