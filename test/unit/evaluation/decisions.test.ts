import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { quadraticKappa } from '#main/evaluation/metrics/agreement.ts'
import { rocArea } from '#main/evaluation/metrics/ranking.ts'
import { weightedMean } from '#main/evaluation/metrics/weights.ts'

const repeated = <T>(items: readonly T[], times: readonly number[]): T[] =>
  items.flatMap((item, i) => Array.from({ length: times[i] ?? 0 }, () => item))

describe('area under the ROC curve', () => {
  it('is 0.893 for the ratings of Hanley and McNeil 1982, table I', () => {
    const [normal, abnormal] = [
      [33, 6, 6, 11, 2],
      [3, 2, 2, 11, 33]
    ]
    const ratings = [1, 2, 3, 4, 5]
    const score = [...repeated(ratings, normal), ...repeated(ratings, abnormal)]
    const truth = score.map((_, i) => i >= 58)
    expect(rocArea(truth, score)()).toBeCloseTo(0.893, 3)
  })

  it('counts ties one half and has no value without both classes', () => {
    expect(rocArea([true, false], [0.5, 0.5])()).toBe(0.5)
    expect(rocArea([true, true], [0.5, 0.2])()).toBeNaN()
    expect(rocArea([true, false], [0.5, 0.2])([1, 0])).toBeNaN()
  })

  const decisions = fc.array(
    fc.record({ truth: fc.boolean(), score: fc.integer({ min: 0, max: 9 }), times: fc.integer({ min: 0, max: 3 }) }),
    { minLength: 1, maxLength: 40 }
  )

  it('with weights is that of items repeated as often', () => {
    fc.assert(
      fc.property(decisions, (all) => {
        const times = all.map((one) => one.times)
        const truth = all.map((one) => one.truth)
        const score = all.map((one) => one.score)
        const area = rocArea(repeated(truth, times), repeated(score, times))()
        const weighted = rocArea(truth, score)(times)
        if (Number.isNaN(area)) expect(weighted).toBeNaN()
        else expect(weighted).toBeCloseTo(area, 12)
      })
    )
  })

  it('is the chance of a positive to rank above a negative, pair by pair', () => {
    fc.assert(
      fc.property(decisions, (all) => {
        const positives = all.filter(({ truth }) => truth)
        const negatives = all.filter(({ truth }) => !truth)
        const wins = positives.flatMap((p) =>
          negatives.map((n) => (p.score > n.score ? 1 : p.score === n.score ? 0.5 : 0))
        )
        const area = rocArea(
          all.map(({ truth }) => truth),
          all.map(({ score }) => score)
        )()
        if (wins.length === 0) expect(area).toBeNaN()
        else expect(area).toBeCloseTo(weightedMean(wins), 12)
      })
    )
  })
})

describe('quadratic kappa', () => {
  it('is what scikit-learn says', () => {
    const truth = [0, 1, 2, 3, 4, 0, 2, 4, 1, 3]
    const rated = [0, 2, 2, 3, 3, 1, 2, 4, 0, 4]
    expect(quadraticKappa(truth, rated, { levels: 5 })).toBeCloseTo(0.8717948717948718, 12)
  })

  it('is one half by hand for four photographs of two levels with one mistake', () => {
    // Seen disagreement 1; expected (2·1 + 2·3) / 4 = 2: kappa one half.
    expect(quadraticKappa([0, 0, 1, 1], [0, 1, 1, 1], { levels: 2 })).toBeCloseTo(0.5, 12)
  })

  const levels = fc.array(fc.tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 4 })), {
    minLength: 2,
    maxLength: 50
  })

  it('is 1 for the same levels, symmetrical, and blind to turning the scale round', () => {
    fc.assert(
      fc.property(levels, (pairs) => {
        const [a, b] = [pairs.map(([one]) => one), pairs.map(([, other]) => other)]
        const kappa = quadraticKappa(a, b, { levels: 5 })
        if (Number.isNaN(kappa)) return
        expect(quadraticKappa(b, a, { levels: 5 })).toBeCloseTo(kappa, 12)
        const turned = (values: readonly number[]): number[] => values.map((value) => 4 - value)
        expect(quadraticKappa(turned(a), turned(b), { levels: 5 })).toBeCloseTo(kappa, 12)
        expect(kappa).toBeLessThanOrEqual(1 + 1e-12)
        if (new Set(a).size > 1) expect(quadraticKappa(a, a, { levels: 5 })).toBe(1)
      })
    )
  })

  it('punishes a mistake of two levels more than two of one level', () => {
    const truth = [0, 1, 2, 3, 4, 0, 1, 2, 3, 4]
    const oneByTwo = [2, 1, 2, 3, 4, 0, 1, 2, 3, 4]
    const twoByOne = [1, 1, 2, 3, 4, 1, 1, 2, 3, 4]
    expect(quadraticKappa(truth, oneByTwo, { levels: 5 })).toBeLessThan(quadraticKappa(truth, twoByOne, { levels: 5 }))
  })
})
