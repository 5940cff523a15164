import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Mask, ProbabilityMap } from '#main/imaging/mask.ts'
import { calibrationError } from '#main/evaluation/metrics/calibrationError.ts'
import { countPixels, sumCounts } from '#main/evaluation/metrics/pixelCounts.ts'
import {
  pixelAveragePrecision,
  pixelCalibrationError,
  pixelDice,
  pixelRocArea
} from '#main/evaluation/metrics/pixelScores.ts'
import { rocArea } from '#main/evaluation/metrics/ranking.ts'

const mapOf = (values: readonly number[]): ProbabilityMap => ({
  width: values.length,
  height: 1,
  data: Float32Array.from(values)
})
const maskOf = (values: readonly number[]): Mask => ({
  width: values.length,
  height: 1,
  data: Uint8Array.from(values)
})
const counted = (probability: readonly number[], truth: readonly number[]) =>
  countPixels(mapOf(probability), maskOf(truth))

/** Probabilities that lie apart by more than a bin, with a truth each. */
const pixels = fc
  .array(fc.record({ p: fc.integer({ min: 0, max: 255 }), truth: fc.boolean() }), { minLength: 2, maxLength: 60 })
  .filter((all) => all.some(({ truth }) => truth) && all.some(({ truth }) => !truth))
  .map((all) => ({ p: all.map(({ p }) => p / 256), truth: all.map(({ truth }) => Number(truth)) }))

describe('scores of pixels', () => {
  it('give the textbook ROC area and average precision', () => {
    // scikit-learn's documentation of roc_auc_score and average_precision_score.
    const counts = counted([0.1, 0.4, 0.35, 0.8], [0, 0, 1, 1])
    expect(pixelRocArea(counts)).toBeCloseTo(0.75, 12)
    expect(pixelAveragePrecision(counts)).toBeCloseTo(5 / 6, 12)
  })

  it('give Dice at a threshold by hand', () => {
    const counts = counted([0.9, 0.6, 0.4, 0.2], [1, 0, 1, 0])
    expect(pixelDice(counts, 0.5)).toBeCloseTo(2 / 4, 12)
    expect(pixelDice(counts, 0.3)).toBeCloseTo(4 / 5, 12)
    expect(pixelDice(counts, 0.95)).toBe(0)
  })

  it('count only what lies inside the field of view', () => {
    const counts = countPixels(mapOf([0.9, 0.9, 0.1, 0.8]), maskOf([1, 0, 0, 1]), maskOf([1, 0, 1, 0]))
    expect(pixelRocArea(counts)).toBe(1)
    expect(pixelDice(counts, 0.5)).toBe(1)
  })

  it('have no value where a class is missing, instead of a number', () => {
    const counts = counted([0.3, 0.6], [0, 0])
    expect(pixelRocArea(counts)).toBeNaN()
    expect(pixelAveragePrecision(counts)).toBeNaN()
  })

  it('take the highest probability and numbers beyond 0 to 1 into the outer bins', () => {
    expect(pixelRocArea(counted([1, 1.0000001, -0.1, 0], [1, 1, 0, 0]))).toBe(1)
  })

  it('agree with the ranking of the pixels one by one', () => {
    fc.assert(
      fc.property(pixels, ({ p, truth }) => {
        const exact = rocArea(truth.map(Boolean), p)()
        expect(pixelRocArea(counted(p, truth))).toBeCloseTo(exact, 10)
      })
    )
  })

  it('add up over photographs as if all pixels were of one', () => {
    fc.assert(
      fc.property(pixels, fc.nat(), ({ p, truth }, seed) => {
        const cut = 1 + (seed % (p.length - 1))
        const parts = [counted(p.slice(0, cut), truth.slice(0, cut)), counted(p.slice(cut), truth.slice(cut))]
        const whole = counted(p, truth)
        expect(pixelAveragePrecision(sumCounts(parts))).toBeCloseTo(pixelAveragePrecision(whole), 12)
        expect(pixelDice(sumCounts(parts), 0.5)).toBeCloseTo(pixelDice(whole, 0.5), 12)
      })
    )
  })

  it('are not changed by counting every photograph twice, but by counting one of them twice', () => {
    const parts = [counted([0.9, 0.2], [1, 0]), counted([0.1, 0.8], [1, 0])]
    const even = pixelRocArea(sumCounts(parts))
    expect(pixelRocArea(sumCounts(parts, [2, 2]))).toBe(even)
    expect(pixelRocArea(sumCounts(parts, [2, 1]))).toBeGreaterThan(even)
    expect(pixelRocArea(sumCounts(parts, [1, 0]))).toBe(1)
  })
})

describe('expected calibration error', () => {
  it('is the gap of each bin weighted by its claims', () => {
    // Bins of 1/15: four claims of 0.9 of which two came true, one claim of 0.1 that did not: (4·0.4 + 0.1) / 5.
    const error = calibrationError([0.9, 0.9, 0.9, 0.9, 0.1], [true, true, false, false, false])
    expect(error).toBeCloseTo((4 * 0.4 + 0.1) / 5, 12)
  })

  it('is 0 for claims that come true as often as they say', () => {
    expect(calibrationError([0.25, 0.25, 0.25, 0.25], [true, false, false, false])).toBeCloseTo(0, 12)
  })

  it('of pixels is that of the same claims one by one, to the width of a bin', () => {
    fc.assert(
      fc.property(pixels, ({ p, truth }) => {
        const exact = calibrationError(p, truth.map(Boolean))
        expect(Math.abs(pixelCalibrationError(counted(p, truth)) - exact)).toBeLessThan(1 / 2048)
      })
    )
  })
})
