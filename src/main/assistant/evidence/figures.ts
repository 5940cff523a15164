import type { Calibration, Interval, MeasurementUnit } from '#shared/domain/measurement.ts'
import { calibrationWords, unitSymbols } from '../english/measurements.ts'

const decimals: Readonly<Record<MeasurementUnit, number>> = {
  micrometre: 0,
  millimetre: 2,
  squareMillimetre: 2,
  discDiameter: 1,
  pixel: 0,
  percent: 1,
  degree: 0,
  perMillimetre: 3,
  perSquareMillimetre: 2,
  ratio: 2,
  count: 0
}

/** Units that stand right behind their figure. */
const attached: ReadonlySet<MeasurementUnit> = new Set(['degree', 'perMillimetre', 'perSquareMillimetre'])

/** Digits that keep a small value from reading as nothing: 0.004 mm² stays 0.004. */
function digitsFor(value: number, unit: MeasurementUnit): number {
  const wanted = decimals[unit]
  if (value === 0 || Number.isInteger(value)) return wanted
  const lead = -Math.floor(Math.log10(Math.abs(value)))
  return Math.min(6, Math.max(wanted, lead))
}

/** A bare figure with the decimals that its unit deserves. */
export const formatNumber = (value: number, unit: MeasurementUnit): string => value.toFixed(digitsFor(value, unit))

/** A figure with its unit: "151 µm", "0.42", "12°". */
export function formatQuantity(value: number, unit: MeasurementUnit): string {
  const figure = formatNumber(value, unit)
  const symbol = unitSymbols[unit]
  if (symbol === '') return figure
  return attached.has(unit) ? `${figure}${symbol}` : `${figure} ${symbol}`
}

/** A measured value as it is cited: "151 µm (145–157), scale estimated". */
export function formatMeasured(
  value: number,
  unit: MeasurementUnit,
  extra: { readonly interval: Interval | null; readonly calibration: Calibration }
): string {
  const range = extra.interval
    ? ` (${formatNumber(extra.interval.low, unit)}–${formatNumber(extra.interval.high, unit)})`
    : ''
  const words = calibrationWords[extra.calibration]
  return `${formatQuantity(value, unit)}${range}${words === '' ? '' : `, ${words}`}`
}

/** A probability as a whole percentage; 0 and 100 are only written when they are exact. */
export function formatProbability(value: number): string {
  if (value > 0 && value < 0.005) return 'below 1 %'
  if (value < 1 && value >= 0.995) return 'above 99 %'
  return `${Math.round(value * 100)} %`
}

/** The span of several probabilities: "54–90 %". */
export function formatProbabilities(values: readonly number[]): string {
  const low = Math.min(...values)
  const high = Math.max(...values)
  const [from, to] = [formatProbability(low), formatProbability(high)]
  return from === to ? from : `${Math.round(low * 100)}–${to}`
}

/** "a", "a and b", "a, b and c". */
export function listed(parts: readonly string[], joint: 'and' | 'or' = 'and'): string {
  const last = parts.at(-1)
  if (last === undefined) return ''
  return parts.length === 1 ? last : `${parts.slice(0, -1).join(', ')} ${joint} ${last}`
}
