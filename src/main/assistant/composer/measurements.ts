import type { MeasurementName } from '#shared/domain/measurement.ts'
import { type EvidenceItem, type FactOf, type MeasurementSubject } from '../evidence/fact.ts'
import { sameSubject } from '../evidence/measurements.ts'
import type { Reading } from '../evidence/reading.ts'
import type { Ask } from '../question/route.ts'
import { about, answered, type Composed, type Composer, declined, eyeItem, together } from './context.ts'
import { say, type Sentence, state } from './sentence.ts'
import { eachReading } from './ungradable.ts'

/** What is told when a question asks for "the measurements" without naming any. */
const usual: readonly MeasurementName[] = [
  'craeKnudtson',
  'crveKnudtson',
  'avrKnudtson',
  'vesselDensity',
  'fractalDimension',
  'distanceTortuosity',
  'cupToDiscRatioVertical'
]

type Quantity = EvidenceItem<FactOf<'measurement'>> | EvidenceItem<FactOf<'notMeasured'>>

const wanted = <T>(asked: readonly T[], value: T | null): boolean =>
  asked.length === 0 || (value !== null && asked.includes(value))

function meets(subject: MeasurementSubject, ask: Ask): boolean {
  const named = ask.measurements.length > 0 ? ask.measurements : usual
  const fits = named.includes(subject.name) && wanted(ask.regions, subject.region)
  const impliesVessels = subject.vessels === null || ask.vessels.length === 0
  return fits && (impliesVessels || wanted(ask.vessels, subject.vessels) || hasOwnVessels(subject.name))
}

const hasOwnVessels = (name: MeasurementName): boolean => /^(?:crae|crve|avr)/u.test(name)

/** All vessels before arteries and veins apart, when the question does not say which. */
const unlessAsked = (ask: Ask, quantities: readonly Quantity[]): Quantity[] => {
  if (ask.vessels.length > 0) return [...quantities]
  const whole = quantities.filter(({ fact }) => fact.subject.vessels === 'all')
  return quantities.filter(
    ({ fact }) => fact.subject.vessels === 'all' || !whole.some((item) => item.fact.subject.name === fact.subject.name)
  )
}

/** The measurements that an ask is about, measured or not. */
function quantitiesFor(reading: Reading, ask: Ask): Quantity[] {
  const all: Quantity[] = [...about(reading, 'measurement'), ...about(reading, 'notMeasured')]
  const exact = all.filter(({ fact }) => meets(fact.subject, ask))
  return unlessAsked(ask, exact)
}

const isMeasured = (item: Quantity): item is EvidenceItem<FactOf<'measurement'>> => item.fact.kind === 'measurement'

function quantitySentence(reading: Reading, item: Quantity): Sentence {
  const eye = eyeItem(reading)
  const { subject } = item.evidence
  return isMeasured(item)
    ? say`{In|For} the ${eye} the ${subject} {is|was measured as} ${item}.`
    : say`{In|For} the ${eye} the ${subject} is ${item}.`
}

function nothingMeasured(reading: Reading): Composed {
  return declined([state`That was not measured in the ${eyeItem(reading)}.`])
}

/** A sentence about the scale wherever an estimated length is told. */
function scaleCaution(reading: Reading, items: readonly Quantity[]): Sentence[] {
  const estimated = items.some((item) => isMeasured(item) && item.fact.calibration === 'estimated')
  return estimated ? [say`Lengths rest on a scale that is ${about(reading, 'scale')}.`] : []
}

export const composeMeasurement: Composer = (ask, composing) =>
  eachReading(ask, composing, {
    readable: (reading) => {
      const items = quantitiesFor(reading, ask)
      if (items.length === 0) return nothingMeasured(reading)
      const sentences = [...items.map((item) => quantitySentence(reading, item)), ...scaleCaution(reading, items)]
      return items.some(isMeasured) ? answered(sentences) : declined(sentences)
    }
  })

/** Subjects that are named beside the first that failed for a reason. */
const NAMED_BESIDE = 2

/** What could not be measured, one sentence for each reason: most measurements fail for the same few. */
function byReason(reading: Reading, failed: readonly EvidenceItem<FactOf<'notMeasured'>>[]): Sentence[] {
  const reasons = Map.groupBy(failed, ({ fact }) => fact.reason)
  return [...reasons.values()].flatMap(([first, ...others]) => {
    if (!first) return []
    const beside = others.slice(0, NAMED_BESIDE).map(({ evidence }) => `the ${evidence.subject}`)
    const more = others.length > beside.length ? [...beside, 'further measurements'] : beside
    const also = more.length > 0 ? `; for the same reason ${more.join(', ')}` : ''
    return [state`In the ${eyeItem(reading)} the ${first.evidence.subject} is ${first}${also}.`]
  })
}

export const composeNotMeasurable: Composer = (ask, composing) =>
  eachReading(ask, composing, {
    readable: (reading) => {
      const named = ask.measurements.length > 0
      const all = about(reading, 'notMeasured')
      const asked = named ? all.filter(({ fact }) => meets(fact.subject, ask)) : all
      const stages = about(reading, 'stageMissing')
      if (asked.length > 0) {
        return answered(named ? asked.map((item) => quantitySentence(reading, item)) : byReason(reading, asked))
      }
      const measured = named ? quantitiesFor(reading, ask).filter(isMeasured) : []
      if (measured.length > 0) {
        return answered([
          state`It was measured all the same.`,
          ...measured.map((item) => quantitySentence(reading, item))
        ])
      }
      if (named) return nothingMeasured(reading)
      return stages.length > 0
        ? answered([state`In the ${eyeItem(reading)} the analysis is incomplete: ${stages}.`])
        : answered([state`In the ${eyeItem(reading)} every measurement that was tried succeeded.`])
    }
  })

export const composeCalibration: Composer = (ask, composing) =>
  eachReading(ask, composing, {
    readable: (reading) => {
      const scale = about(reading, 'scale')
      const calibration = scale[0]?.fact.calibration ?? null
      const meaning = {
        measured: state`Lengths and areas are therefore measured.`,
        estimated: state`Lengths and areas are therefore estimates; ratios and disc diameters do not depend on it.`,
        scaleFree: state`Ratios and disc diameters do not depend on it.`,
        none: state`Lengths and areas are therefore not given; ratios and disc diameters do not depend on it.`
      }[calibration ?? 'none']
      return answered([say`For the photograph of the ${eyeItem(reading)} the scale is: ${scale}.`, meaning])
    }
  })

/** Whether a value is within its reference range, where the analysis or the knowledge base holds one. */
export const composeNormalRange: Composer = (ask, composing) =>
  eachReading(ask, composing, {
    readable: (reading) => {
      const items = quantitiesFor(reading, ask)
      if (items.length === 0) return nothingMeasured(reading)
      const passages = composing.passages.filter(({ aspect }) => aspect === 'reference').slice(0, 2)
      const cited = passages.map((item) => state`${composing.book.cite(item)}`)
      const parts = items.map((item): Composed => {
        const references = about(reading, 'reference').filter(({ fact }) =>
          sameSubject(fact.subject, item.fact.subject)
        )
        const value = quantitySentence(reading, item)
        if (references.length > 0) return answered([value, say`That is ${references}.`])
        return cited.length > 0 ? answered([value]) : declined([value])
      })
      const without = together(parts).abstained
        ? [state`No accepted reference range for it is at hand, so it cannot be called normal or abnormal.`]
        : []
      const whole = together(parts)
      return { ...whole, sentences: [...whole.sentences, ...cited, ...without] }
    }
  })
