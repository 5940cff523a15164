import type { Analysis } from '#shared/domain/analysis.ts'
import { measurementKey, type Measurement } from '#shared/domain/measurement.ts'
import type { MeasurementRow, MeasurementsSection, ReferenceBar } from '../reportModel.ts'
import { figure, span } from '../texts/figures.ts'
import type { ReportTexts } from '../texts/english.ts'
import { intervalFigures, valueFigure } from './measurementFigures.ts'

/** `key`: the measurements that a clinician reads first, one page. `all`: every one of them. */
export type MeasurementChoice = 'key' | 'all'

type Wanted = Pick<Measurement, 'name'> & {
  readonly regions: readonly Measurement['region'][]
  readonly vessels: Measurement['vessels'] | 'any'
}

const wanted = (name: Measurement['name'], regions: Wanted['regions'], vessels: Wanted['vessels'] = 'any'): Wanted => ({
  name,
  regions,
  vessels
})

/** What the table shows unless all is asked for; of several regions the first that there is. */
const KEY: readonly Wanted[] = [
  wanted('cupToDiscRatioVertical', ['disc']),
  wanted('craeKnudtson', ['zoneB', 'zoneC']),
  wanted('crveKnudtson', ['zoneB', 'zoneC']),
  wanted('avrKnudtson', ['zoneB', 'zoneC']),
  wanted('vesselDensity', ['field', 'zoneC'], 'all'),
  wanted('fractalDimension', ['field', 'zoneC'], 'all'),
  wanted('distanceTortuosity', ['zoneC', 'field', 'zoneB'], 'artery'),
  wanted('distanceTortuosity', ['zoneC', 'field', 'zoneB'], 'vein')
]

/** Lesion figures stand in the findings table. */
const inFindingsTable: ReadonlySet<Measurement['name']> = new Set([
  'lesionCount',
  'lesionArea',
  'lesionFoveaDistance'
] satisfies Measurement['name'][])

function findWanted(all: readonly Measurement[], { name, regions, vessels }: Wanted): Measurement[] {
  for (const region of regions) {
    const match = all.find(
      (m) => m.name === name && m.region === region && (vessels === 'any' || m.vessels === vessels)
    )
    if (match !== undefined) return [match]
  }
  return []
}

function nameOf(m: Measurement, texts: ReportTexts): string {
  const words = texts.measurements
  // CRAE is of arteries and CRVE of veins by definition.
  const vessels = m.vessels === null || /^(crae|crve|avr)/.test(m.name) ? '' : words.vessels[m.vessels]
  return [words.names[m.name], vessels, words.regions[m.region]].filter((part) => part !== '').join(', ')
}

function referenceBar(m: Measurement, value: number, texts: ReportTexts): ReferenceBar | null {
  if (m.reference === null) return null
  const { low, high } = m.reference
  const width = high - low
  if (!(width > 0)) return null
  const range = span(valueFigure(low, m, texts.language), valueFigure(high, m, texts.language))
  return { range, at: (value - low) / width }
}

function rowOf(m: Measurement, texts: ReportTexts): MeasurementRow {
  const name = nameOf(m, texts)
  if (!m.result.measurable) {
    return { measurable: false, name, reason: texts.notMeasurable(texts.measurements.reasons[m.result.reason]) }
  }
  return {
    measurable: true,
    name,
    value: valueFigure(m.result.value, m, texts.language),
    unit: texts.measurements.units[m.unit],
    estimated: m.calibration === 'estimated',
    interval: intervalFigures(m, texts.language),
    reference: referenceBar(m, m.result.value, texts)
  }
}

const distinct = (items: readonly string[]): string[] => [...new Set(items)]

function footnotes(shown: readonly Measurement[], analysis: Analysis, texts: ReportTexts): string[] {
  const measured = shown.filter((m) => m.result.measurable)
  const starred = measured.some((m) => m.calibration === 'estimated')
  const scale = analysis.scale
  const scaleNote =
    scale !== null && scale.calibration === 'estimated'
      ? texts.scaleEstimated(texts.scaleBasis[scale.basis], figure(scale.micrometrePerPx, 2, texts.language))
      : texts.scaleAssumed
  const bases = distinct(
    measured.flatMap((m) => (m.result.measurable && m.result.interval !== null ? [m.result.interval.basis] : []))
  )
  const sources = distinct(
    measured.flatMap((m) => (m.reference === null ? [] : [`${m.reference.population} (${m.reference.citation})`]))
  )
  return [
    ...(starred ? [scaleNote] : []),
    ...(bases.length > 0 ? [texts.intervalBasis(bases)] : []),
    ...(sources.length > 0 ? [texts.referenceBasis(sources)] : [])
  ]
}

/** The measurements of a photograph with units, intervals and reference ranges, or the reason why there is no value. */
export function measurementsSection(
  analysis: Analysis,
  choice: MeasurementChoice,
  texts: ReportTexts
): MeasurementsSection {
  const all = analysis.measurements.filter((m) => !inFindingsTable.has(m.name))
  if (all.length === 0) return { rows: [], notes: [texts.nothingMeasured] }
  const key = KEY.flatMap((item) => findWanted(all, item))
  const shown = choice === 'all' || key.length === 0 ? all : key
  const keys = new Set(shown.map((m) => measurementKey(m)))
  const further = all.filter((m) => !keys.has(measurementKey(m))).length
  return {
    rows: shown.map((m) => rowOf(m, texts)),
    notes: [...footnotes(shown, analysis, texts), ...(further > 0 ? [texts.furtherMeasurements(further)] : [])]
  }
}
