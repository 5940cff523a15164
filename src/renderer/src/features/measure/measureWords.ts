import type { Measurement, MeasurementName } from '#shared/domain/measurement.ts'
import { measurementName, withUnit } from '../../i18n/domainWords.ts'
import { figure } from '../../i18n/format.ts'
import { text } from '../../i18n/text.ts'

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

/** "Tortuosity density, arteries". */
export function rowName(m: Measurement): string {
  const name = measurementName(m)
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

/** One measurement a line, as it is pasted into a letter. */
export const measurementsText = (title: string, measurements: readonly Measurement[]): string =>
  [
    title,
    ...measurements.map((m) => {
      const interval = intervalWords(m)
      const estimated = m.result.measurable && m.calibration === 'estimated' ? ` (${text('measure:estimated')})` : ''
      const range = interval === '' ? '' : ` [${interval}]`
      return `${text(`domain:region.${m.region}`)}: ${rowName(m)}: ${resultWords(m)}${range}${estimated}`
    })
  ].join('\n')
