import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Pair, intraclassCorrelation, limitsOfAgreement } from '#main/evaluation/metrics/repeatability.ts'

describe('intraclass correlation', () => {
  it('is 0.29 for the example of Shrout and Fleiss 1979, table 2', () => {
    const table = [
      [9, 2, 5, 8],
      [6, 1, 3, 2],
      [8, 4, 6, 8],
      [7, 1, 2, 6],
      [10, 5, 6, 9],
      [6, 2, 4, 7]
    ]
    expect(intraclassCorrelation(table)).toBeCloseTo(0.29, 2)
  })

  const pairs = fc.array(fc.tuple(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 50 })), {
    minLength: 3,
    maxLength: 20
  })

  it('is 1 for the same values, less for values that are all too high, and the same in another unit', () => {
    fc.assert(
      fc.property(pairs, (all) => {
        const same = all.map(([value]): Pair => [value, value])
        if (new Set(all.map(([value]) => value)).size < 2) return
        expect(intraclassCorrelation(same)).toBeCloseTo(1, 10)
        expect(intraclassCorrelation(same.map(([a, b]): Pair => [a, b + 10]))).toBeLessThan(1)
        const icc = intraclassCorrelation(all)
        expect(intraclassCorrelation(all.map(([a, b]): Pair => [a * 1000, b * 1000]))).toBeCloseTo(icc, 8)
      })
    )
  })

  it('with weights is that of subjects repeated as often', () => {
    const table: Pair[] = [
      [1, 2],
      [3, 3],
      [7, 6]
    ]
    const [first = [0, 0], , third = [0, 0]] = table
    expect(intraclassCorrelation(table, [2, 0, 1])).toBeCloseTo(intraclassCorrelation([first, first, third]), 12)
  })

  it('has no value for one subject', () => {
    expect(intraclassCorrelation([[1, 2]])).toBeNaN()
  })
})

describe('limits of agreement', () => {
  /** Peak flow of 17 subjects by two meters: Bland and Altman, Lancet 1986, table 1 (first readings). */
  const wright = [494, 395, 516, 434, 476, 557, 413, 442, 650, 433, 417, 656, 267, 478, 178, 423, 427]
  const mini = [512, 430, 520, 428, 500, 600, 364, 380, 658, 445, 432, 626, 260, 477, 259, 350, 451]

  it('are those of Bland and Altman 1986: mean difference −2.1 and standard deviation 38.8 l/min', () => {
    const { bias, low, high } = limitsOfAgreement(mini.map((value, i): Pair => [value, wright[i] ?? 0]))
    expect(bias).toBeCloseTo(-2.1, 1)
    expect((high - low) / (2 * 1.96)).toBeCloseTo(38.8, 1)
  })

  it('change sign with the order of the two ways', () => {
    const forth = limitsOfAgreement(mini.map((value, i): Pair => [value, wright[i] ?? 0]))
    const back = limitsOfAgreement(mini.map((value, i): Pair => [wright[i] ?? 0, value]))
    expect(back.bias).toBeCloseTo(-forth.bias, 10)
    expect(back.low).toBeCloseTo(-forth.high, 10)
  })
})
