import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanLine, cleanText, paragraphsOf } from '#main/report/texts/cleanText.ts'

describe('text that somebody typed', () => {
  it('keeps no control, override, invisible or broken character, whatever was typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (typed) => {
        const clean = cleanText(typed)
        expect(clean.isWellFormed()).toBe(true)
        expect(clean.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069\u200b\ufeff]/u)
        expect(cleanText(clean)).toBe(clean)
      })
    )
  })

  it('an override cannot turn a name round', () => {
    expect(cleanLine('Demo\u202e, Phantom')).toBe('Demo, Phantom')
  })

  it('a name with line breaks stays on one line, an assessment keeps its paragraphs', () => {
    expect(cleanLine('Demo,\r\n Phantom\tA')).toBe('Demo, Phantom A')
    expect(paragraphsOf('One.\r\n\r\n\r\nTwo.\n  \n')).toEqual(['One.', 'Two.'])
    expect(paragraphsOf(' \n ')).toEqual([])
  })

  it('accents are composed, so that fonts without combining marks can draw them', () => {
    expect(cleanLine('Mu\u0308ller')).toBe('M\u00fcller')
  })
})
