import type { LesionType } from '#shared/domain/lesion.ts'
import { lesionNames } from '../english/lesions.ts'
import type { EvidenceItem } from '../evidence/fact.ts'
import type { Reading } from '../evidence/reading.ts'
import { about, answered, type Composed, type Composer, declined, eyeItem, together } from './context.ts'
import { say, type Sentence, state } from './sentence.ts'
import { eachReading } from './ungradable.ts'

/** What the analysis says of one lesion in one photograph. */
type Sight =
  | { readonly seen: 'present'; readonly count: EvidenceItem }
  | { readonly seen: 'absent'; readonly absence: EvidenceItem }
  | { readonly seen: 'unknown'; readonly why: readonly EvidenceItem[] }

const ofLesion = <I extends EvidenceItem>(items: readonly I[], lesion: LesionType): I[] =>
  items.filter(({ fact }) => 'lesion' in fact && fact.lesion === lesion)

function sightOf(reading: Reading, lesion: LesionType): Sight {
  const [count] = ofLesion(about(reading, 'lesionCount'), lesion)
  if (count) return { seen: 'present', count }
  const [absence] = ofLesion(about(reading, 'absence'), lesion)
  if (absence) return { seen: 'absent', absence }
  const stage = about(reading, 'stageMissing').filter(({ fact }) => fact.stage === 'lesions')
  return { seen: 'unknown', why: [...ofLesion(about(reading, 'notLookedFor'), lesion), ...stage].slice(0, 1) }
}

function notPresent(reading: Reading, sight: Exclude<Sight, { seen: 'present' }>, lesion: LesionType): Composed {
  const eye = eyeItem(reading)
  if (sight.seen === 'absent') return answered([say`{In|For} the ${eye}, ${sight.absence} were {seen|found} here.`])
  if (sight.why.length > 0) return declined([state`Nothing can be said for the ${eye}: ${sight.why}.`])
  const sign = lesionNames[lesion].sign
  return declined([state`The analysis of the ${eye} does not say whether there are ${sign}.`])
}

/** Lesions that a question names, else all that were found in the photograph. */
function askedLesions(reading: Reading, asked: readonly LesionType[]): readonly LesionType[] {
  if (asked.length > 0) return asked
  const found = about(reading, 'lesionCount').map(({ fact }) => fact.lesion)
  return found.length > 0 ? found : about(reading, 'absence').map(({ fact }) => fact.lesion)
}

type OfPresent = (reading: Reading, lesion: LesionType, count: EvidenceItem) => Composed

/** Composes for each lesion that was asked about; those that are absent or were not looked for say so. */
function eachLesion(ofPresent: OfPresent): Composer {
  return (ask, composing) => {
    const tell = (reading: Reading): Composed => {
      const lesions = askedLesions(reading, ask.lesions)
      if (ask.lesions.length === 0 && about(reading, 'lesionCount').length === 0) return noLesions(reading)
      return together(
        lesions.map((lesion) => {
          const sight = sightOf(reading, lesion)
          return sight.seen === 'present' ? ofPresent(reading, lesion, sight.count) : notPresent(reading, sight, lesion)
        })
      )
    }
    return eachReading(ask, composing, { readable: tell })
  }
}

function noLesions(reading: Reading): Composed {
  const absences = about(reading, 'absence')
  if (absences.length > 0) return answered([say`{In|For} the ${eyeItem(reading)}, ${absences} were {seen|found} here.`])
  const why = about(reading, 'stageMissing').filter(({ fact }) => fact.stage === 'lesions')
  return declined([state`Nothing can be said about lesions in the ${eyeItem(reading)}: ${why}.`])
}

/** Whether a lesion is there; "yes" only where nothing in the question limits or turns it round. */
export const composePresence: Composer = (ask, composing) => {
  const { negated, central } = composing.question
  const plain = !negated && !central && ask.quadrants.length === 0
  const tell = eachLesion((reading, lesion, count) => {
    const place = ofLesion(about(reading, 'lesionPlace'), lesion)
    const eye = eyeItem(reading)
    if (plain) return answered([say`Yes, in the ${eye} there ${be(count)} ${count}; {place|location}: ${place}.`])
    const elsewhere =
      ask.quadrants.length > 0 &&
      place.every(({ fact }) => fact.allPlaced && !ask.quadrants.some((quadrant) => fact.quadrants.includes(quadrant)))
    return answered([
      say`In the ${eye} there ${be(count)} ${count}; {place|location}: ${place}.`,
      ...(elsewhere ? [state`None lies in the part that was asked about.`] : []),
      ...(central ? nearestSentences(reading, lesion) : [])
    ])
  })
  return tell(ask, composing)
}

/** "is" for one, "are" for several. */
const be = (count: EvidenceItem): string => (count.fact.kind === 'lesionCount' && count.fact.count === 1 ? 'is' : 'are')

function nearestSentences(reading: Reading, lesion: LesionType): Sentence[] {
  const distances = ofLesion(about(reading, 'lesionDistance'), lesion)
  const known = distances.filter(({ fact }) => fact.known)
  if (known.length > 0) return [say`The nearest {lies|is} ${known}.`]
  return distances.length > 0 ? [say`The distance from the fovea is ${distances}.`] : []
}

export const composeWhere: Composer = eachLesion((reading, lesion, count) =>
  answered([
    say`In the ${eyeItem(reading)} there ${be(count)} ${count}; {place|location}: ${ofLesion(about(reading, 'lesionPlace'), lesion)}.`,
    ...nearestSentences(reading, lesion)
  ])
)

export const composeHowMany: Composer = eachLesion((reading, lesion, count) =>
  answered([
    say`In the ${eyeItem(reading)} there ${be(count)} ${count}; {by quadrant|in the quadrants}: ${ofLesion(about(reading, 'lesionPlace'), lesion)}.`
  ])
)

export const composeHowLarge: Composer = eachLesion((reading, lesion, count) => {
  const size = ofLesion(about(reading, 'lesionSize'), lesion)
  const words = say`In the ${eyeItem(reading)} there ${be(count)} ${count}; {area|size}: ${size}.`
  return size.some(({ fact }) => fact.known) ? answered([words]) : declined([words])
})

export const composeDistance: Composer = eachLesion((reading, lesion, count) => {
  const distance = ofLesion(about(reading, 'lesionDistance'), lesion)
  const name = lesionNames[lesion].one
  const known = distance.some(({ fact }) => fact.known)
  if (!known) return declined([say`For the ${count} of the ${eyeItem(reading)} the distance is ${distance}.`])
  return answered([say`In the ${eyeItem(reading)} the nearest ${name} {lies|is} ${distance}.`])
})

/** How sure the model is of the lesions that were asked about. */
export const composeLesionConfidence: Composer = eachLesion((reading, lesion, count) => {
  const confidence = ofLesion(about(reading, 'lesionConfidence'), lesion)
  const review = ofLesion(about(reading, 'lesionReview'), lesion)
  return answered([
    ...(confidence.length > 0
      ? [
          say`For the ${count} in the ${eyeItem(reading)} the {calibrated confidence|confidence of the model} is ${confidence}.`
        ]
      : [
          state`The ${count} in the ${eyeItem(reading)} were marked by the clinician and carry no confidence of a model.`
        ]),
    say`{Review so far|State of the review}: ${review}.`
  ])
})
