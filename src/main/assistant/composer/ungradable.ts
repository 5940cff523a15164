import type { Reading } from '../evidence/reading.ts'
import type { Ask } from '../question/route.ts'
import {
  about,
  type Composed,
  type Composing,
  declined,
  eyeItem,
  noPhotograph,
  qualityItems,
  readingsFor,
  together
} from './context.ts'
import { paragraph, say, type Sentence, state } from './sentence.ts'

/** That a photograph cannot be graded, and why. */
export const cannotBeGraded = (reading: Reading): Sentence =>
  state`The photograph of the ${eyeItem(reading)} cannot be graded; its quality is ${qualityItems(reading)}.`

/**
 * What must be said of a photograph that cannot be graded: that and why, that it is not normal, what could still be seen,
 * what to do, and that haze can be disease itself.
 */
export function ungradableSentences(reading: Reading): Sentence[] {
  const seen = about(reading, 'lesionCount')
  return [
    cannotBeGraded(reading),
    state`Ungradable is not normal: no disease has been excluded.`,
    ...(seen.length > 0 ? [state`Still visible all the same: ${seen}; no overall grade follows from that.`] : []),
    state`Repeat the photograph, if need be with a wide pupil, further fields and a clean lens; if it stays ungradable, examine the eye at the slit lamp.`,
    state`Haze can be a sign of disease itself, such as cataract, bleeding into the vitreous or inflammation; if sight fell suddenly, the eye needs to be seen the same day.`
  ]
}

function unreadSentences(reading: Reading): Sentence[] {
  if (reading.standing === 'noFundus') {
    return [state`The picture of the ${eyeItem(reading)} is ${about(reading, 'gate')}; nothing else was judged.`]
  }
  return [state`Nothing can be said about the ${eyeItem(reading)} from the analysis: ${about(reading, 'standing')}.`]
}

type OfReading = (reading: Reading) => Composed

/**
 * Composes an answer photograph by photograph. Those that were not analysed, show no fundus or cannot be graded say so
 * instead; `ungradable` lets an intent speak of ungradable ones itself.
 */
export function eachReading(
  ask: Pick<Ask, 'eye'>,
  composing: Composing,
  { readable, ungradable }: { readonly readable: OfReading; readonly ungradable?: OfReading }
): Composed {
  const readings = readingsFor(ask, composing)
  if (readings.length === 0) return noPhotograph(ask)
  const parts = readings.map((reading, i): Composed => {
    const part = ofStanding(reading, readable, ungradable)
    return i === 0 ? part : { ...part, sentences: paragraph(part.sentences) }
  })
  const missing = ask.eye === 'both' ? missingEye(readings) : []
  return together([...parts, ...missing])
}

function ofStanding(reading: Reading, readable: OfReading, ungradable: OfReading | undefined): Composed {
  if (reading.standing === 'readable') return readable(reading)
  if (reading.standing !== 'ungradable') return declined(unreadSentences(reading))
  return ungradable ? ungradable(reading) : declined(ungradableSentences(reading))
}

function missingEye(readings: readonly Reading[]): Composed[] {
  const eyes = readings.map(({ eye }) => eye)
  const lacking = (['OD', 'OS'] as const).filter((eye) => !eyes.includes(eye))
  return lacking.map((eye) => noPhotograph({ eye }))
}

/** Says that the models may be wrong about a photograph unlike those that they learned from. */
export function lessTrust(reading: Reading): Sentence[] {
  const unlike = about(reading, 'unlikeTraining')
  return unlike.length === 0 ? [] : [say`This photograph is ${unlike}, so that the results deserve less trust.`]
}

/** Says which stages did not run, so that what they would have found stays unknown. */
export function missingStages(reading: Reading): Sentence[] {
  const missing = about(reading, 'stageMissing')
  return missing.length === 0 ? [] : [say`For the ${eyeItem(reading)} the analysis is incomplete: ${missing}.`]
}
