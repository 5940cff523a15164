import type { Measurement, MeasurementUnit } from '#shared/domain/measurement.ts'
import { NO_BREAK, figure, span } from '../texts/figures.ts'
import type { ReportTexts } from '../texts/english.ts'

const decimalsByUnit: Record<MeasurementUnit, number> = {
  micrometre: 0,
  millimetre: 2,
  squareMillimetre: 2,
  discDiameter: 2,
  pixel: 0,
  percent: 1,
  degree: 1,
  perMillimetre: 3,
  perSquareMillimetre: 3,
  ratio: 2,
  count: 0
}

/** Tortuosities and dimensions differ between eyes in the third decimal. */
const thirdDecimal: ReadonlySet<Measurement['name']> = new Set([
  'distanceTortuosity',
  'squaredCurvatureTortuosity',
  'tortuosityDensity',
  'fractalDimension',
  'capacityDimension',
  'informationDimension',
  'correlationDimension'
] satisfies Measurement['name'][])

/** A value of a measurement with the decimals that its kind deserves, without unit. */
export function valueFigure(value: number, m: Pick<Measurement, 'name' | 'unit'>, language: string): string {
  const decimals = m.unit === 'ratio' && thirdDecimal.has(m.name) ? 3 : decimalsByUnit[m.unit]
  return figure(value, decimals, language)
}

/** "0.38–0.46", or nothing where no interval is known. */
export function intervalFigures(m: Measurement, language: string): string {
  if (!m.result.measurable || m.result.interval === null) return ''
  const { low, high } = m.result.interval
  return span(valueFigure(low, m, language), valueFigure(high, m, language))
}

/** The measurement in running text: "0.42 (0.38–0.46)", "151 µm*", "not measurable: the cup was not found". */
export function measuredWords(m: Measurement, texts: ReportTexts): string {
  if (!m.result.measurable) return texts.notMeasurable(texts.measurements.reasons[m.result.reason])
  const unit = texts.measurements.units[m.unit]
  const value = valueFigure(m.result.value, m, texts.language)
  const star = m.calibration === 'estimated' ? '*' : ''
  const interval = intervalFigures(m, texts.language)
  return `${value}${unit === '' ? '' : `${NO_BREAK}${unit}`}${star}${interval === '' ? '' : ` (${interval})`}`
}
