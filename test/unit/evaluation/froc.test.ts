import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { frocCurve } from '#main/evaluation/metrics/froc.ts'

describe('free-response curve', () => {
  /** Two photographs, four lesions, four false marks. */
  const photographs = [
    { lesions: [0.9, 0.5, null], falseMarks: [0.7, 0.2] },
    { lesions: [0.6], falseMarks: [0.4, 0.3] }
  ]

  it('tells the sensitivity at a number of false marks a photograph, by hand', () => {
    const at = frocCurve(photographs)
    // No false mark allowed: only the lesion above 0.7. One in two photographs: down to above 0.4. All: three of four.
    expect(at(0)).toBe(1 / 4)
    expect(at(0.5)).toBe(3 / 4)
    expect(at(1)).toBe(3 / 4)
    expect(at(8)).toBe(3 / 4)
  })

  it('does not split marks of one rating', () => {
    const at = frocCurve([{ lesions: [0.5], falseMarks: [0.5, 0.5] }])
    expect(at(1)).toBe(0)
    expect(at(2)).toBe(1)
  })

  it('has no value without lesions', () => {
    expect(frocCurve([{ lesions: [], falseMarks: [0.5] }])(1)).toBeNaN()
  })

  const response = fc.record({
    lesions: fc.array(fc.option(fc.integer({ min: 1, max: 20 })), { maxLength: 6 }),
    falseMarks: fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 6 })
  })

  it('rises with the false marks allowed and stays between 0 and 1', () => {
    fc.assert(
      fc.property(fc.array(response, { minLength: 1, maxLength: 6 }), (all) => {
        const at = frocCurve(all)
        if (Number.isNaN(at(1))) return
        const curve = [0, 0.5, 1, 2, 4, 8].map((rate) => at(rate))
        expect(curve).toEqual(curve.toSorted((a, b) => a - b))
        expect(Math.min(...curve)).toBeGreaterThanOrEqual(0)
        expect(Math.max(...curve)).toBeLessThanOrEqual(1)
      })
    )
  })

  it('with weights is that of photographs repeated as often', () => {
    const weighted = fc.array(fc.tuple(response, fc.integer({ min: 0, max: 3 })), { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(weighted, fc.constantFrom(0.5, 1, 2), (all, rate) => {
        const times = all.map(([, count]) => count)
        const repeated = all.flatMap(([one, count]) => Array.from({ length: count }, () => one))
        expect(frocCurve(all.map(([one]) => one))(rate, times)).toEqual(frocCurve(repeated)(rate))
      })
    )
  })
})
