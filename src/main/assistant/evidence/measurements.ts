import { type Measurement, type ReferenceRange } from '#shared/domain/measurement.ts'
import { measurementNames, notMeasurableWords, regionNames, vesselNames } from '../english/measurements.ts'
import { type DraftContext, draftFor } from './draft.ts'
import type { EvidenceDraft, MeasurementSubject } from './fact.ts'
import { formatMeasured, formatNumber } from './figures.ts'

/** Measurements whose name already says which vessels they look at. */
const impliesVessels = new Set<Measurement['name']>([
  'craeKnudtson',
  'crveKnudtson',
  'avrKnudtson',
  'craeHubbard',
  'crveHubbard',
  'avrHubbard'
])

export const subjectOf = ({ name, region, vessels, lesion }: Measurement): MeasurementSubject => ({
  name,
  region,
  vessels,
  lesion
})

export const sameSubject = (a: MeasurementSubject, b: MeasurementSubject): boolean =>
  a.name === b.name && a.region === b.region && a.vessels === b.vessels && a.lesion === b.lesion

/** Regions that a name carries in brackets; all others are places that something is measured in. */
const bracketed = new Set<Measurement['region']>(['rimSuperior', 'rimNasal', 'rimInferior', 'rimTemporal'])

function placeOf(region: Measurement['region']): string {
  const name = regionNames[region]
  if (name === '' || region === 'field') return ''
  if (bracketed.has(region)) return ` (${name})`
  return region === 'zoneB' || region === 'zoneC' ? ` in ${name}` : ` in the ${name}`
}

/** "tortuosity of the arteries in zone B"; without a region where the whole field is meant. */
export function measurementTitle(subject: MeasurementSubject): string {
  const vessels =
    subject.vessels === null || impliesVessels.has(subject.name)
      ? ''
      : ` of ${withArticle(vesselNames[subject.vessels])}`
  return `${measurementNames[subject.name]}${vessels}${placeOf(subject.region)}`
}

const withArticle = (vessels: string): string => (vessels.startsWith('all ') ? vessels : `the ${vessels}`)

function positionOf(value: number, range: ReferenceRange): 'below' | 'within' | 'above' {
  if (value < range.low) return 'below'
  return value > range.high ? 'above' : 'within'
}

const positionWords = {
  below: 'below the reference range',
  within: 'within the reference range',
  above: 'above the reference range'
} as const

function measuredDrafts(context: DraftContext, m: Measurement): EvidenceDraft[] {
  if (!m.result.measurable) return []
  const subject = subjectOf(m)
  const title = measurementTitle(subject)
  const { value, interval } = m.result
  const method = m.method.citation ?? `${m.method.id} ${m.method.version}`
  return [
    draftFor(context, {
      kind: 'measurement',
      subject: title,
      text: formatMeasured(value, m.unit, { interval, calibration: m.calibration }),
      source: method,
      marks: m.marks,
      figure: { name: m.name, value, unit: m.unit, region: m.region },
      fact: { kind: 'measurement', subject, calibration: m.calibration }
    }),
    ...(m.reference === null
      ? []
      : [
          draftFor(context, {
            kind: 'knowledge',
            subject: `reference range of ${title}`,
            text:
              `${positionWords[positionOf(value, m.reference)]} ` +
              `${formatNumber(m.reference.low, m.unit)}–${formatNumber(m.reference.high, m.unit)} (${m.reference.population})`,
            source: m.reference.citation,
            fact: { kind: 'reference', subject, position: positionOf(value, m.reference) }
          })
        ])
  ]
}

/** Counted from the findings as they stand after review instead, so that a rejected finding leaves no number behind. */
const ofLesions = new Set<Measurement['name']>(['lesionCount', 'lesionArea', 'lesionFoveaDistance'])

/** The measurements of an analysis that do not depend on what the clinician makes of the findings. */
export const lastingMeasurements = (measurements: readonly Measurement[]): Measurement[] =>
  measurements.filter(({ name }) => !ofLesions.has(name))

/** Every measurement of a readable photograph with value, unit, interval and calibration, or the reason for its lack. */
export function measurementDrafts(context: DraftContext): EvidenceDraft[] {
  return lastingMeasurements(context.analysis.measurements).flatMap((m): EvidenceDraft[] => {
    if (m.result.measurable) return measuredDrafts(context, m)
    const subject = subjectOf(m)
    return [
      draftFor(context, {
        kind: 'notMeasured',
        subject: measurementTitle(subject),
        text: `not measurable: ${notMeasurableWords[m.result.reason]}`,
        source: m.method.citation ?? `${m.method.id} ${m.method.version}`,
        fact: { kind: 'notMeasured', subject, reason: m.result.reason }
      })
    ]
  })
}
