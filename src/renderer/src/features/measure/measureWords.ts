import type { Measurement, MeasurementName } from '#shared/domain/measurement.ts'
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

function lineOf(m: Measurement): string {
  const interval = intervalWords(m)
  const range = interval === '' ? '' : ` [${interval}]`
  const estimated = m.result.measurable && m.calibration === 'estimated' ? ` (${text('measure:estimated')})` : ''
  return `  ${rowName(m)}: ${resultWords(m)}${range}${estimated}`
}

/** One measurement a line under the name of its section, as it is pasted into a letter. */
export const measurementsText = (title: string, sections: readonly Section[]): string =>
  [title, ...sections.flatMap(({ name, rows }) => [text(`measure:section.${name}`), ...rows.map(lineOf)])].join('\n')
