import type { Measurement } from '#shared/domain/measurement.ts'

const COLUMNS = [
  'image',
  'region',
  'name',
  'vessels',
  'lesion',
  'value',
  'unit',
  'low',
  'high',
  'calibration',
  'notMeasurable',
  'method',
  'version',
  'citation'
] as const

const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

function cells(image: string, m: Measurement): string[] {
  const { result } = m
  const interval = result.measurable ? result.interval : null
  return [
    image,
    m.region,
    m.name,
    m.vessels ?? '',
    m.lesion ?? '',
    result.measurable ? String(result.value) : '',
    m.unit,
    interval ? String(interval.low) : '',
    interval ? String(interval.high) : '',
    m.calibration,
    result.measurable ? '' : result.reason,
    m.method.id,
    m.method.version,
    m.method.citation ?? ''
  ]
}

/** Measurements as CSV (RFC 4180) with stable English column names and unrounded values, for a spreadsheet. */
export const measurementsCsv = (image: string, measurements: readonly Measurement[]): string =>
  [COLUMNS, ...measurements.map((m) => cells(image, m))]
    .map((row) => row.map(quoted).join(','))
    .join('\r\n')
    .concat('\r\n')
