import { conditionNames, type Condition } from '../english/conditions.ts'
import type { Reading } from '../evidence/reading.ts'
import { about, answered, type Composed, type Composer, declined, eyeItem, together } from './context.ts'
import { gradeSentences } from './grades.ts'
import { say, type Sentence, state } from './sentence.ts'
import { eachReading, lessTrust } from './ungradable.ts'

/** What would answer a suspicion that a photograph cannot settle. */
const settledBy: Partial<Record<Condition, string>> = {
  glaucoma:
    'A photograph shows the cup, not glaucoma: eye pressure, the chamber angle, the visual field and a section of the nerve fibre layer answer that, judged for the size of the disc.',
  cataract: 'A photograph shows haze, not the lens: the slit lamp answers that.',
  ageRelatedMacularDegeneration:
    'Whether macular degeneration is active cannot be seen on a photograph: optical coherence tomography answers that.',
  hypertensiveRetinopathy: 'The signs are not specific: the blood pressure has to be measured.',
  pathologicalMyopia:
    'Refraction and traction cannot be seen on a photograph: refraction and optical coherence tomography answer that.',
  highMyopia:
    'A photograph shows a stretched fundus, not the refraction: refraction and the length of the eye answer that.'
}

const conditionItems = (reading: Reading, wanted: readonly Condition[]) =>
  about(reading, 'condition').filter(({ fact }) => wanted.includes(fact.condition))

/** The cup stands beside every answer about glaucoma. */
function cupSentences(reading: Reading): Sentence[] {
  const ratios = about(reading, 'measurement').filter(({ fact }) => fact.subject.name === 'cupToDiscRatioVertical')
  return ratios.map(
    (ratio) => say`In the ${eyeItem(reading)} the vertical cup-to-disc ratio {is|was measured as} ${ratio}.`
  )
}

function named(reading: Reading, wanted: readonly Condition[]): Composed {
  const items = conditionItems(reading, wanted)
  const limits = wanted.flatMap((condition) => {
    const limit = settledBy[condition]
    return limit === undefined ? [] : [state`${limit}`]
  })
  const cup = wanted.includes('glaucoma') ? cupSentences(reading) : []
  if (items.length > 0) {
    return answered([
      say`For the ${eyeItem(reading)} the classifier {reports|gives}: ${items}.`,
      ...lessTrust(reading),
      ...cup,
      ...limits
    ])
  }
  const names = wanted.map((condition) => conditionNames[condition]).join(' and ')
  return declined([state`No installed model looked for ${names} in the ${eyeItem(reading)}.`, ...cup, ...limits])
}

function all(reading: Reading): Composed {
  const items = about(reading, 'condition').filter(({ fact }) => fact.condition !== 'normal')
  const graded = gradeSentences(reading, 'icdr')
  if (items.length === 0) {
    const words = state`No installed model looks for other disease in the ${eyeItem(reading)}.`
    return declined([...graded, words])
  }
  return answered([
    ...graded,
    say`For the ${eyeItem(reading)} the classifier {reports|gives}: ${items}.`,
    ...lessTrust(reading),
    state`These are suspicions; the photograph cannot settle them.`
  ])
}

export const composeCondition: Composer = (ask, composing) => {
  const wanted = ask.conditions.filter((condition) => condition !== 'diabeticRetinopathy')
  return eachReading(ask, composing, {
    readable: (reading) => {
      if (wanted.length === 0) return all(reading)
      const graded = wanted.length < ask.conditions.length ? answered(gradeSentences(reading, 'icdr')) : undefined
      return graded && graded.sentences.length > 0 ? together([graded, named(reading, wanted)]) : named(reading, wanted)
    }
  })
}
