import type { MeasurementComparison } from '#shared/domain/comparison.ts'
import type { Measurement, MeasurementName, MeasurementUnit } from '#shared/domain/measurement.ts'
import { measurementName, withUnit } from '../../i18n/domainWords.ts'
import { figure } from '../../i18n/format.ts'
import { text } from '../../i18n/text.ts'
import { isOfSubregion, type Section } from './model/sections.ts'

/** Names that say by themselves which vessels are meant. */
const SAYS_VESSELS: ReadonlySet<MeasurementName> = new Set([
  'craeKnudtson',
  'crveKnudtson',
  'craeHubbard',
  'crveHubbard'
])

/** The vessels that a measurement's name has to be told with; null where it says so itself or means all. */
export const vesselsToTell = ({ name, vessels }: Measurement): 'artery' | 'vein' | null =>
  vessels === null || vessels === 'all' || SAYS_VESSELS.has(name) ? null : vessels

/** "Tortuosity density", "Rim width, inferior". */
export function baseName(m: Measurement): string {
  const name = measurementName(m)
  return isOfSubregion(m) ? text('measure:inRegion', { name, region: text(`domain:region.${m.region}`) }) : name
}

/** "Tortuosity density, arteries". */
export function rowName(m: Measurement): string {
  const name = baseName(m)
  const vessels = vesselsToTell(m)
  return vessels === null ? name : text('measure:withVessels', { name, vessels: text(`domain:vessels.${vessels}`) })
}

/** "151 µm", or why it could not be measured. */
export function resultWords({ result, unit }: Measurement): string {
  return result.measurable
    ? withUnit(result.value, unit)
    : text('measure:notMeasurable', { reason: text(`domain:notMeasurable.${result.reason}`) })
}

/** "146–156"; empty without an interval. */
export function intervalWords({ result }: Measurement): string {
  const interval = result.measurable ? result.interval : null
  return interval ? `${figure(interval.low)}–${figure(interval.high)}` : ''
}

const signed = (value: number): string => (value > 0 ? `+${figure(value)}` : figure(value).replace('-', '−'))

/** "+0.05", "≈ +0.01" for what lies within the noise, "–" for what cannot be compared. */
export function differenceFigure(compared: MeasurementComparison): string {
  if (!compared.comparable) return '–'
  const difference = signed(compared.difference)
  return compared.verdict === 'withinNoise' ? `≈ ${difference}` : difference
}

/** "+4 µm, more than the ±3 µm by which the same eye varies". */
export function differenceWords(compared: MeasurementComparison, unit: MeasurementUnit): string {
  if (!compared.comparable) return text(`measure:difference.${compared.reason}`)
  if (compared.difference === 0) return text('measure:difference.same')
  const noise = compared.noise === null ? '' : withUnit(compared.noise, unit)
  return text(`measure:difference.${compared.verdict}`, { difference: signed(compared.difference), noise })
}

function lineOf(m: Measurement): string {
  const interval = intervalWords(m)
  const range = interval === '' ? '' : ` [${interval}]`
  const estimated = m.result.measurable && m.calibration === 'estimated' ? ` (${text('measure:estimated')})` : ''
  return `  ${rowName(m)}: ${resultWords(m)}${range}${estimated}`
}

/** One measurement a line under the name of its section, as it is pasted into a letter. */
export const measurementsText = (title: string, sections: readonly Section[]): string =>
  [title, ...sections.flatMap(({ name, rows }) => [text(`measure:section.${name}`), ...rows.map(lineOf)])].join('\n')
