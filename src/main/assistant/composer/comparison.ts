import type { EvidenceItem, FactOf } from '../evidence/fact.ts'
import type { Ask } from '../question/route.ts'
import { answered, type Composed, type Composer, type Composing, declined, eyeItem, qualityItems } from './context.ts'
import { say, type Sentence, state } from './sentence.ts'
import { readingsFor } from './context.ts'

type Comparison = EvidenceItem<FactOf<'comparison'>>

const isComparison = (item: EvidenceItem): item is Comparison => item.fact.kind === 'comparison'

/** Measurements that are told without being asked for when eyes or visits are compared. */
const usual = new Set(['cupToDiscRatioVertical', 'avrKnudtson'])

/** The comparisons that an ask names; grade, lesions and the usual measurements when it names none. */
function chosen(items: readonly EvidenceItem[], ask: Ask): Comparison[] {
  const named = ask.lesions.length + ask.measurements.length > 0
  return items.filter(isComparison).filter(({ fact: { about } }) => {
    if (about.of === 'grade') return !named || ask.scales.includes(about.scale)
    if (about.of === 'lesion') return named ? ask.lesions.includes(about.lesion) : true
    const { name, vessels, region } = about.measurement
    if (!named) return usual.has(name) && region !== 'zoneC' && (vessels === null || vessels === 'all')
    return ask.measurements.includes(name) && (ask.regions.length === 0 || ask.regions.includes(region))
  })
}

/** Quality stands beside every grade that is compared. */
function qualities(ask: Ask, composing: Composing): Sentence[] {
  const readings = readingsFor(ask, composing).filter(({ standing }) => standing === 'readable')
  return readings.map((reading) => say`Quality of the photograph of the ${eyeItem(reading)}: ${qualityItems(reading)}.`)
}

/** Grades and counts that are alike are the same; values only as far as they can be told apart. */
function sentenceOf(item: Comparison): Sentence {
  const { about, between, direction } = item.fact
  const { subject } = item.evidence
  if (direction !== 'alike') return say`For the ${subject}: ${item}.`
  if (about.of === 'measurement') return say`Alike within the uncertainty, the ${subject}: ${item}.`
  return between === 'visits' ? say`Unchanged, the ${subject}: ${item}.` : say`Alike, the ${subject}: ${item}.`
}

/** What a comparison is first of all asked for. */
const isIcdr = ({ fact: { about } }: Comparison): boolean => about.of === 'grade' && about.scale === 'icdr'

const order = (item: Comparison): number => (isIcdr(item) ? 0 : item.fact.direction === 'alike' ? 2 : 1)

/** The ICDR grade, then what differs, then what is alike. */
const told = (comparisons: readonly Comparison[]): Sentence[] =>
  comparisons.toSorted((a, b) => order(a) - order(b)).map(sentenceOf)

export const composeCompareEyes: Composer = (ask, composing) => {
  const comparisons = chosen(composing.book.eyes, ask)
  if (comparisons.length > 0) return answered([...told(comparisons), ...qualities({ ...ask, eye: 'both' }, composing)])
  return declined([
    state`The eyes cannot be compared on that: it takes a readable photograph of each eye with the same measurement in both.`
  ])
}

function visitsFor(ask: Ask, composing: Composing): Composed {
  const eyes = readingsFor(ask, composing).map(({ eye }) => eye)
  const visits = composing.book.visits.filter(({ eye }) => eyes.includes(eye))
  const sentences = visits.flatMap(({ items }) => told(chosen(items, ask)))
  if (sentences.length > 0) {
    return answered([
      ...sentences,
      ...qualities(ask, composing),
      state`Different cameras, fields and light alter counts and calibres; a change needs a look at both photographs.`
    ])
  }
  return declined([
    state`There is nothing to compare with: it takes a readable photograph of the same eye from an earlier visit.`
  ])
}

export const composeCompareVisits: Composer = (ask, composing) => visitsFor(ask, composing)
