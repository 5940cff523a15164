import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { intersectionOverUnion, meanOverlap, type Sides } from '#main/evaluation/metrics/boxOverlap.ts'
import { type Decision, macroF1 } from '#main/evaluation/metrics/classScores.ts'
import { rougeL } from '#main/evaluation/metrics/rouge.ts'
import { weightedMedian } from '#main/evaluation/metrics/weightedMedian.ts'

describe('ROUGE-L', () => {
  it('is 3/4 and 2/4 for the example of Lin 2004, section 3.1', () => {
    const reference = 'police killed the gunman'
    expect(rougeL('police kill the gunman', reference)).toBe(0.75)
    expect(rougeL('the gunman kill police', reference)).toBe(0.5)
  })

  it('weighs precision 5/8 and recall 5/9 the same', () => {
    expect(rougeL('The quick brown dog jumps on the log.', 'The quick brown fox jumps over the lazy dog')).toBeCloseTo(
      10 / 17,
      12
    )
  })

  it('is 1 for the same words in any case, 0 without shared ones or without any, and the same both ways', () => {
    expect(rougeL('The ratio is 0.42.', 'the ratio: is 0.42')).toBe(1)
    expect(rougeL('The ratio is 0.42', 'the ratio is 0.43')).toBe(0.75)
    expect(rougeL('', 'a')).toBe(0)
    expect(rougeL('', '')).toBe(0)
    const texts = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 12 }).map((words) => words.join(' '))
    fc.assert(fc.property(texts, texts, (a, b) => rougeL(a, b) === rougeL(b, a)))
  })
})

describe('box overlap', () => {
  const box = (...[left, top, right, bottom]: [number, number, number, number]): Sides => ({ left, top, right, bottom })

  it('is 1/7 for two squares of side 2 that share a quarter', () => {
    expect(intersectionOverUnion(box(0, 0, 2, 2), box(1, 1, 3, 3))).toBeCloseTo(1 / 7, 12)
    expect(intersectionOverUnion(box(0, 0, 1, 1), box(1, 0, 2, 1))).toBe(0)
    expect(intersectionOverUnion(box(0, 0, 0, 0), box(0, 0, 0, 0))).toBe(0)
  })

  it('of several pairs each box once and lets missing and needless ones count', () => {
    const [a, b] = [box(0, 0, 1, 1), box(2, 2, 3, 3)]
    const of = (given: Sides[], wanted: Sides[]) => meanOverlap(given, wanted, intersectionOverUnion)
    expect(of([b, a], [a, b])).toBe(1)
    expect(of([a], [a, b])).toBe(0.5)
    expect(of([a, a, b], [a, b])).toBeCloseTo(2 / 3, 12)
    expect(of([], [a])).toBe(0)
  })
})

describe('macro F1', () => {
  /** The example of scikit-learn's documentation of f1_score: 0.2666… */
  const truth = [0, 1, 2, 0, 1, 2]
  const told = [0, 2, 1, 0, 0, 1]
  const decisions = truth.map((label, i): Decision => ({ truth: String(label), told: String(told[i]) }))

  it('is 0.27 for the example of scikit-learn', () => {
    expect(macroF1(decisions)).toBeCloseTo(0.26666, 4)
  })

  it('counts what tells no class as missed, and with weights as repeated', () => {
    expect(
      macroF1([
        { truth: 'yes', told: 'yes' },
        { truth: 'yes', told: null }
      ])
    ).toBeCloseTo(2 / 3, 12)
    const twice = [...decisions, ...decisions.slice(0, 2)]
    expect(macroF1(decisions, [2, 2, 1, 1, 1, 1])).toBeCloseTo(macroF1(twice), 12)
    expect(macroF1([])).toBeNaN()
  })
})

describe('the median of numbers with weights', () => {
  const of = (values: readonly number[]) => weightedMedian(values.map((value, item) => ({ value, item })))

  it('is the middle one, or the mean of both, and bears an infinite error', () => {
    expect(of([3, 1, 2])()).toBe(2)
    expect(of([4, 1, 2, 3])()).toBe(2.5)
    expect(of([0.1, Infinity, 0.2])()).toBe(0.2)
    expect(of([])()).toBeNaN()
  })

  it('is that of numbers repeated as often as their weights say', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat({ max: 50 }), fc.nat({ max: 3 })), { maxLength: 12 }), (items) => {
        const repeated = items.flatMap(([value, times]) => Array.from({ length: times }, () => value))
        const weights = items.map(([, times]) => times)
        expect(of(items.map(([value]) => value))(weights)).toEqual(of(repeated)())
      })
    )
  })
})
