import { measurementKey, type Measurement } from './measurement.ts'
import { repeatabilityOf } from './repeatability.ts'

/** What may be said of the difference between two values of one measurement, of two eyes or of two visits. */
export type MeasurementComparison =
  | { readonly comparable: false; readonly reason: NotComparableReason }
  | {
      readonly comparable: true
      /** The first value less the second, in the measurement's unit. */
      readonly difference: number
      /** A difference up to this says nothing; null where nobody knows how well the measurement repeats. */
      readonly noise: number | null
      readonly verdict: 'withinNoise' | 'beyondNoise' | 'noiseUnknown'
    }

/**
 * Values in other units, on another kind of scale or by another definition are not set against one another, nor are pixels: those
 * of two photographs are different lengths.
 */
export type NotComparableReason = 'notMeasurable' | 'otherUnit' | 'inPixels' | 'otherCalibration' | 'otherMethod'

function obstacleTo(one: Measurement, other: Measurement): NotComparableReason | undefined {
  if (!one.result.measurable || !other.result.measurable) return 'notMeasurable'
  if (one.unit !== other.unit) return 'otherUnit'
  if (one.unit === 'pixel') return 'inPixels'
  if (one.calibration !== other.calibration) return 'otherCalibration'
  return one.method.id === other.method.id && one.method.version === other.method.version ? undefined : 'otherMethod'
}

/**
 * Sets two values of the same measurement against one another. The noise is the larger of what the doubt of both segmentations
 * allows (their intervals, towards each other, root of the sum of squares) and how well the measurement repeats on the same eye.
 * @throws RangeError when the two are not the same measurement.
 */
export function compareMeasurements(one: Measurement, other: Measurement): MeasurementComparison {
  if (measurementKey(one) !== measurementKey(other)) throw new RangeError('Two different measurements were compared')
  const reason = obstacleTo(one, other)
  if (reason || !one.result.measurable || !other.result.measurable) {
    return { comparable: false, reason: reason ?? 'notMeasurable' }
  }
  const [a, b] = [one.result, other.result]
  const difference = a.value - b.value
  const [above, below] = difference >= 0 ? [a, b] : [b, a]
  const downwards = above.interval && above.value - above.interval.low
  const upwards = below.interval && below.interval.high - below.value
  const doubts = [downwards, upwards].filter((doubt) => doubt !== null)
  const share = repeatabilityOf(one)
  const repeats = share === undefined ? [] : [(share * (Math.abs(a.value) + Math.abs(b.value))) / 2]
  const known = [...(doubts.length > 0 ? [Math.hypot(...doubts)] : []), ...repeats]
  const noise = known.length > 0 ? Math.max(...known) : null
  return { comparable: true, difference, noise, verdict: verdictOn(difference, noise) }
}

function verdictOn(difference: number, noise: number | null): 'withinNoise' | 'beyondNoise' | 'noiseUnknown' {
  if (difference === 0) return 'withinNoise'
  if (noise === null) return 'noiseUnknown'
  return Math.abs(difference) <= noise ? 'withinNoise' : 'beyondNoise'
}
