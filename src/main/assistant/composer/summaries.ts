import type { Reading } from '../evidence/reading.ts'
import { about, answered, type Composer, declined, eyeItem, qualityItems } from './context.ts'
import { gradeSentences } from './grades.ts'
import { lesionSentences, readingSentences, suspicionSentences, unlookedSentences, urgentFindings } from './overview.ts'
import { paragraph, say, semicolons, type Sentence, state } from './sentence.ts'
import { eachReading } from './ungradable.ts'

/** In plain words: what was seen, that it is not the whole story, and the next step. */
function forPatient(reading: Reading): Sentence[] {
  const counts = about(reading, 'lesionCount')
  const steps = about(reading, 'nextStep')
  const eye = eyeItem(reading)
  return [
    ...urgentFindings(reading),
    counts.length > 0
      ? say`The computer marked small changes in the photograph of the ${eye}: ${counts}.`
      : state`The computer marked none of the changes that it looks for in the photograph of the ${eye}.`,
    ...gradeSentences(reading, 'icdr'),
    ...(steps.length > 0
      ? [say`{The guideline names as next step|Next step by the guideline}: ${semicolons(steps)}.`]
      : []),
    state`The eye doctor decides what this means for you. If your sight changes suddenly, or flashes, floaters or a curtain appear, do not wait for the next visit.`
  ]
}

const plainUngradable = (reading: Reading): Sentence[] => [
  state`The photograph of the ${eyeItem(reading)} is not clear enough to be judged (${qualityItems(reading)}); that does not mean that the eye is normal. It has to be photographed again or examined.`
]

export const composeSummaryPatient: Composer = (ask, composing) =>
  eachReading(ask, composing, {
    readable: (reading) => answered(forPatient(reading)),
    ungradable: (reading) => declined(plainUngradable(reading))
  })

export const composeSummaryReferral: Composer = (ask, composing) => {
  const body = eachReading({ ...ask, eye: ask.eye ?? 'both' }, composing, {
    readable: (reading) => {
      const steps = about(reading, 'nextStep')
      return answered([
        ...readingSentences(reading),
        ...(steps.length > 0 ? [say`Next step by the guideline: ${semicolons(steps)}.`] : [])
      ])
    }
  })
  return {
    ...body,
    sentences: [
      state`Thank you for seeing this patient. Colour fundus photographs were read with the help of RetinaDesk; findings not confirmed by the reader are those of the models.`,
      ...paragraph(body.sentences),
      ...paragraph([
        state`Eye pressure, visual acuity, visual field and macular thickness were not assessed by the photographs.`
      ])
    ]
  }
}

export const composeSummaryRecord: Composer = (ask, composing) =>
  eachReading({ ...ask, eye: ask.eye ?? 'both' }, composing, {
    readable: (reading) => {
      const cups = about(reading, 'measurement').filter(({ fact }) => fact.subject.name === 'cupToDiscRatioVertical')
      const ratios = about(reading, 'measurement').filter(({ fact }) => fact.subject.name === 'avrKnudtson')
      return answered([
        say`{Photograph|Colour photograph} of the ${eyeItem(reading)}, {quality|image quality} ${qualityItems(reading)}.`,
        ...lesionSentences(reading),
        ...gradeSentences(reading, 'icdr'),
        ...gradeSentences(reading, 'dmeRisk'),
        ...cups.map((cup) => say`Vertical cup-to-disc ratio: ${cup}.`),
        ...ratios.slice(0, 1).map((ratio) => say`Arteriole-to-venule ratio: ${ratio}.`),
        ...suspicionSentences(reading),
        ...unlookedSentences(reading)
      ])
    }
  })
