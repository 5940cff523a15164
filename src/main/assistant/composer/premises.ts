import type { Premise } from '../question/premise.ts'
import type { EvidenceItem } from '../evidence/fact.ts'
import type { Reading } from '../evidence/reading.ts'
import { about, type Composing, eyeItem, noPhotograph, qualityItems, readingsFor } from './context.ts'
import { gradeSentences, isAsserted } from './grades.ts'
import { type Sentence, state } from './sentence.ts'
import { cannotBeGraded } from './ungradable.ts'

function gradePremise(reading: Reading, level: number): Sentence[] {
  const grades = about(reading, 'grade').filter(({ fact }) => fact.scale === 'icdr')
  if (grades.length === 0) return [state`The analysis does not support that: the ${eyeItem(reading)} has no grade.`]
  if (!isAsserted(reading)) return gradeSentences(reading, 'icdr')
  if (grades.every(({ fact }) => fact.level === level)) return []
  const agreed = grades.some(({ fact }) => fact.level === level)
  const start = agreed ? 'Rule and classifier differ on that' : 'The analysis does not support that'
  return [state`${start}: the grade of the ${eyeItem(reading)} is ${grades}, quality ${qualityItems(reading)}.`]
}

function lesionPremise(reading: Reading, items: readonly EvidenceItem[], present: boolean): Sentence[] {
  if (present) return []
  if (items.length === 0) return [state`The analysis does not support that for the ${eyeItem(reading)}.`]
  return [state`The analysis does not support that for the ${eyeItem(reading)}: ${items}.`]
}

function holdAgainst(reading: Reading, premise: Exclude<Premise, { kind: 'gradeBeyondScale' }>): Sentence[] {
  if (premise.kind === 'grade') return gradePremise(reading, premise.level)
  if (premise.kind === 'lesion') {
    const { lesion } = premise
    const present = about(reading, 'lesionCount').some(({ fact }) => fact.lesion === lesion)
    const against = [...about(reading, 'absence'), ...about(reading, 'notLookedFor')].filter(
      ({ fact }) => fact.lesion === lesion
    )
    return lesionPremise(reading, against, present)
  }
  if (premise.kind === 'noLesion' || premise.kind === 'well') {
    const counts = about(reading, 'lesionCount')
    const found = premise.kind === 'well' ? counts : counts.filter(({ fact }) => fact.lesion === premise.lesion)
    return lesionPremise(reading, found, found.length === 0)
  }
  const items = about(reading, 'condition').filter(({ fact }) => fact.condition === premise.condition)
  const suspected = items.some(({ fact }) => fact.suspected)
  const words = 'That does not follow from a photograph'
  if (items.length === 0)
    return [state`${words}: it shows signs, and for the ${eyeItem(reading)} no model looked for it.`]
  return suspected
    ? [
        state`${words}: for the ${eyeItem(reading)} the classifier gives ${items}, a suspicion that needs clinical review.`
      ]
    : [
        state`${words}, and the analysis does not support it: for the ${eyeItem(reading)} the classifier gives ${items}.`
      ]
}

/** Corrects what a question takes for granted and the evidence does not bear out. */
export function premiseSentences(premises: readonly Premise[], composing: Composing): Sentence[] {
  return premises.flatMap((premise): Sentence[] => {
    if (premise.kind === 'gradeBeyondScale') {
      return [state`There is no such level: the ICDR scale ends at proliferative disease.`]
    }
    const readings = readingsFor({ eye: premise.eye }, composing)
    if (readings.length === 0) return [...noPhotograph({ eye: premise.eye }).sentences]
    return readings.flatMap((reading) => {
      if (reading.standing === 'ungradable') return [cannotBeGraded(reading)]
      return reading.standing === 'readable' ? holdAgainst(reading, premise) : []
    })
  })
}
