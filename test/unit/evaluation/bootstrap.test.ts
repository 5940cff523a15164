import { describe, expect, it } from 'vitest'
import { bootstrap, quantile } from '#main/evaluation/metrics/bootstrap.ts'
import { seededRandom } from '#main/evaluation/metrics/random.ts'
import { weightedMean } from '#main/evaluation/metrics/weights.ts'

const mean = (values: readonly number[]) => (weights: Float64Array) => ({ mean: weightedMean(values, weights) })
const alone = (count: number): string[] => Array.from({ length: count }, (_, i) => `${i}`)

describe('bootstrap', () => {
  it('gives the mean of many photographs the interval of its standard error', () => {
    const random = seededRandom(3)
    const values = Array.from({ length: 400 }, () => random())
    const score = bootstrap(alone(400), mean(values)).get('mean')
    const error = Math.sqrt(1 / 12 / 400)
    expect(score?.value).toBeCloseTo(weightedMean(values), 5)
    expect(((score?.high ?? 0) - (score?.low ?? 0)) / (2 * 1.96 * error)).toBeCloseTo(1, 0)
  })

  it('draws whole patients: eyes that say the same are one observation', () => {
    const values = Array.from({ length: 100 }, (_, i) => (i % 20 < 10 ? 1 : 0))
    const eachAlone = bootstrap(alone(100), mean(values)).get('mean')
    const byTen = bootstrap(
      values.map((_, i) => `${Math.floor(i / 10)}`),
      mean(values)
    ).get('mean')
    const width = (score: typeof byTen): number => (score?.high ?? 0) - (score?.low ?? 0)
    expect(width(byTen)).toBeGreaterThan(2 * width(eachAlone))
    expect(byTen?.n).toBe(100)
  })

  it('says the same each time', () => {
    const values = [0.2, 0.5, 0.9, 0.4]
    expect(bootstrap(alone(4), mean(values))).toEqual(bootstrap(alone(4), mean(values)))
  })

  it('leaves out what the whole sample does not define, and draws that do not define it', () => {
    const scores = bootstrap(alone(3), (weights) => ({
      never: NaN,
      // Undefined in the draws without the first item.
      sometimes: (weights[0] ?? 0) > 0 ? 1 : NaN
    }))
    expect(scores.has('never')).toBe(false)
    expect(scores.get('sometimes')).toEqual({ value: 1, low: 1, high: 1, n: 3 })
  })

  it('of one photograph has no width', () => {
    expect(bootstrap(['a'], mean([0.25])).get('mean')).toEqual({ value: 0.25, low: 0.25, high: 0.25, n: 1 })
  })

  it('takes quantiles between neighbours', () => {
    expect(quantile([1, 2, 3, 4], 0.5)).toBe(2.5)
    expect(quantile([5], 0.975)).toBe(5)
    expect(quantile([], 0.5)).toBeUndefined()
  })
})
