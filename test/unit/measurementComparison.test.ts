import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareMeasurements } from '#shared/domain/comparison.ts'
import type { Interval, Measurement } from '#shared/domain/measurement.ts'
import { aMeasurement, notMeasurable } from '#test/fixtures/measurement.ts'

const interval = (low: number, high: number): Interval => ({ low, high, basis: 'test' })

/** A measurement of which nobody knows how it repeats, so that the intervals alone count. */
const counted = (value: number, between: Interval | null): Measurement =>
  aMeasurement('lesionCount', value, {
    unit: 'count',
    vessels: null,
    lesion: 'haemorrhage',
    region: 'field',
    result: { measurable: true, value, interval: between }
  })

describe('two values of one measurement', () => {
  it('differ beyond the noise only where the difference exceeds both doubts together', () => {
    const verdict = (a: Measurement, b: Measurement): string => {
      const compared = compareMeasurements(a, b)
      return compared.comparable ? compared.verdict : compared.reason
    }
    const ten = counted(10, interval(7, 14))
    // Downwards from 16 by 4, upwards from 10 by 4: 5.66.
    expect(verdict(counted(15, interval(11, 15)), ten)).toBe('withinNoise')
    expect(verdict(counted(16, interval(12, 16)), ten)).toBe('beyondNoise')
    expect(verdict(counted(12, null), counted(10, null))).toBe('noiseUnknown')
    expect(verdict(counted(10, null), counted(10, null))).toBe('withinNoise')
  })

  it('are set against how well the measurement repeats even where their intervals are narrow', () => {
    const narrow = (value: number): Measurement =>
      aMeasurement('craeKnudtson', value, {
        vessels: 'artery',
        result: { measurable: true, value, interval: interval(value - 0.01, value + 0.01) }
      })
    const compared = compareMeasurements(narrow(151), narrow(150))
    expect(compared).toMatchObject({ comparable: true, verdict: 'withinNoise' })
    expect(compareMeasurements(narrow(190), narrow(120))).toMatchObject({ comparable: true, verdict: 'beyondNoise' })
  })

  it('change sign with their order, and nothing else', () => {
    const value = fc.double({ min: 0.1, max: 500, noNaN: true })
    fc.assert(
      fc.property(value, value, (a, b) => {
        const one = compareMeasurements(aMeasurement('avrKnudtson', a), aMeasurement('avrKnudtson', b))
        const other = compareMeasurements(aMeasurement('avrKnudtson', b), aMeasurement('avrKnudtson', a))
        if (!one.comparable || !other.comparable) throw new Error('both are measurable')
        expect(other).toEqual({ ...one, difference: b - a })
      })
    )
  })

  it('are not compared across units, scales, definitions or where one is missing', () => {
    const one = aMeasurement('discHeight', 1.8, { region: 'disc', unit: 'millimetre', calibration: 'measured' })
    const against = (changes: Partial<Measurement>) => compareMeasurements(one, { ...one, ...changes })
    expect(against({ unit: 'pixel' })).toEqual({ comparable: false, reason: 'otherUnit' })
    const pixels = { ...one, unit: 'pixel', calibration: 'scaleFree' } as const
    expect(compareMeasurements(pixels, pixels)).toEqual({ comparable: false, reason: 'inPixels' })
    expect(against({ calibration: 'estimated' })).toEqual({ comparable: false, reason: 'otherCalibration' })
    expect(against({ method: { ...one.method, version: '2' } })).toEqual({ comparable: false, reason: 'otherMethod' })
    expect(against({ result: notMeasurable('discHeight', 'noDisc').result })).toEqual({
      comparable: false,
      reason: 'notMeasurable'
    })
  })

  it('of different measurements are a bug', () => {
    expect(() => compareMeasurements(aMeasurement('avrKnudtson', 1), aMeasurement('avrHubbard', 1))).toThrow(RangeError)
  })
})
