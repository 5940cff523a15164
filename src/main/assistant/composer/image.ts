import {
  about,
  answered,
  type Composer,
  declined,
  eyeItem,
  noPhotograph,
  qualityItems,
  readingsFor,
  together
} from './context.ts'
import { paragraph, say, type Sentence, state } from './sentence.ts'
import { eachReading, lessTrust, missingStages, ungradableSentences } from './ungradable.ts'
import type { Reading } from '../evidence/reading.ts'

/** What a quality level means for the reading. */
function consequence(reading: Reading): Sentence[] {
  const level = about(reading, 'quality')[0]?.fact.level ?? null
  if (level === 'good') return [state`It can be graded.`]
  if (level === 'usable') return [state`It can be graded, but small lesions may be missed where it is poor.`]
  return [state`The result deserves caution, because nobody has judged the quality.`]
}

function qualityOf(reading: Reading) {
  return answered([
    say`The {quality|image quality} of the photograph of the ${eyeItem(reading)} {is|was judged} ${qualityItems(reading)}.`,
    ...consequence(reading),
    ...lessTrust(reading),
    ...missingStages(reading)
  ])
}

export const composeQuality: Composer = (ask, composing) =>
  eachReading(ask, composing, {
    readable: qualityOf,
    ungradable: (reading) => answered(ungradableSentences(reading))
  })

/** Which eye the photographs show and how that is known; needs no analysis. */
export const composeWhichEye: Composer = (ask, composing) => {
  const readings = readingsFor({ eye: null }, composing)
  if (readings.length === 0) return noPhotograph(ask)
  return together(
    readings.map((reading, i) => {
      const basis = about(reading, 'eyeBasis')
      const unknown = basis.some(({ fact }) => fact.by === 'nobody')
      const words = unknown
        ? [
            state`It is open which eye this is: ${basis}.`,
            state`Please state the eye; nasal and temporal depend on it.`
          ]
        : [say`{This is the|The photograph shows the} ${eyeItem(reading)}; ${basis}.`]
      const sentences = i === 0 ? words : paragraph(words)
      return unknown ? declined(sentences) : answered(sentences)
    })
  )
}
