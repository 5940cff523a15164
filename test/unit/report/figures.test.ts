import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CalendarDay } from '#shared/domain/units.ts'
import { day, figure, moment, percent, percentSpan, span } from '#main/report/texts/figures.ts'
import { at } from '#test/fixtures/ids.ts'

const LANGUAGE = 'en-GB'

describe('figures of the report', () => {
  it('a small negative value never reads "-0"', () => {
    expect(figure(-0.001, 1, LANGUAGE)).toBe('0.0')
    expect(figure(-1.25, 2, LANGUAGE)).toBe('−1.25')
  })

  it('a probability that is not certain never reads 0 % or 100 %', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, minExcluded: true, maxExcluded: true, noNaN: true }), (value) => {
        expect(percent(value, LANGUAGE)).not.toMatch(/^(0|100)\D/)
      })
    )
    expect(percent(1, LANGUAGE)).toBe('100\u00a0%')
  })

  it('a span of equal figures is one figure, and one with a minus sign has no dash that could be read as one', () => {
    expect(span('0.4', '0.8')).toBe('0.4–0.8')
    expect(span('0.4', '0.4')).toBe('0.4')
    expect(span('−2.0', '1.0')).toBe('−2.0 to 1.0')
    expect(percentSpan([0.9, 0.54], LANGUAGE)).toBe('54–90\u00a0%')
  })

  it('a calendar day is the same in every time zone, a moment follows the clinic’s clock', () => {
    expect(day(CalendarDay.parse('2026-11-20'), LANGUAGE)).toBe('20 Nov 2026')
    expect(moment(at(), LANGUAGE, 'UTC')).toBe('20 Nov 2026, 09:14')
    expect(moment(at(), LANGUAGE, 'Asia/Tokyo')).toBe('20 Nov 2026, 18:14')
  })
})
