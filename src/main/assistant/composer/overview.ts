import type { GradeScale } from '#shared/domain/grade.ts'
import type { LesionType } from '#shared/domain/lesion.ts'
import type { EvidenceItem } from '../evidence/fact.ts'
import type { Reading } from '../evidence/reading.ts'
import { about, answered, type Composed, type Composer, declined, eyeItem } from './context.ts'
import { gradeSentences, isAsserted } from './grades.ts'
import { say, semicolons, type Sentence, state } from './sentence.ts'
import { cannotBeGraded, eachReading, lessTrust, missingStages } from './ungradable.ts'

const told: readonly GradeScale[] = ['icdr', 'dmeRisk']

/** Lesions that were found and those that were looked for in vain. */
export function lesionSentences(reading: Reading): Sentence[] {
  const eye = eyeItem(reading)
  const counts = about(reading, 'lesionCount')
  const absences = about(reading, 'absence')
  if (counts.length === 0 && absences.length === 0) return []
  if (counts.length === 0) return [say`{In|For} the ${eye}, ${absences} were {seen|found} here.`]
  return [
    say`{In|For} the ${eye} the analysis {found|shows|reports} ${counts}.`,
    ...(absences.length > 0 ? [say`{In this photograph there were|Seen here were|The analysis saw} ${absences}.`] : [])
  ]
}

/** Diseases that the classifier suspects, always with the word that a photograph settles none of them. */
export function suspicionSentences(reading: Reading): Sentence[] {
  const suspected = about(reading, 'condition').filter(
    ({ fact }) => fact.suspected && fact.condition !== 'normal' && fact.condition !== 'diabeticRetinopathy'
  )
  if (suspected.length === 0) return []
  return [
    say`The classifier also {reports|gives} ${suspected}.`,
    state`That is a suspicion and needs clinical review; the photograph cannot settle it.`
  ]
}

/** Signs that decide grades and that nothing looked for. */
export function unlookedSentences(reading: Reading): Sentence[] {
  const unlooked = about(reading, 'notLookedFor').filter(({ fact }) => fact.lesion !== 'drusen')
  return unlooked.length > 0 ? [state`Left open by the installed models: ${unlooked}.`] : []
}

/** A finding alone can be urgent, symptoms or not. */
export function urgentFindings(reading: Reading): Sentence[] {
  const counts = about(reading, 'lesionCount')
  const preretinal = counts.filter(({ fact }) => fact.lesion === 'preretinalHaemorrhage')
  const vessels = counts.filter(({ fact }) => fact.lesion === 'neovascularisation')
  const graded = isAsserted(reading) ? about(reading, 'grade') : []
  const proliferative = graded.filter(({ fact }) => fact.scale === 'icdr' && fact.level === 4)
  return [
    ...(preretinal.length > 0
      ? [
          state`The ${eyeItem(reading)} with ${preretinal} needs clinical review the same day; the photograph cannot settle it.`
        ]
      : []),
    ...(preretinal.length === 0 && vessels.length + proliferative.length > 0
      ? [
          state`The ${eyeItem(reading)} with ${[...vessels, ...proliferative].slice(0, 2)} (quality: ${about(reading, 'quality')}) needs clinical review within days, as the local pathway says; with new symptoms the same day.`
        ]
      : [])
  ]
}

export function readingSentences(reading: Reading): Sentence[] {
  return [
    ...urgentFindings(reading),
    ...lesionSentences(reading),
    ...told.flatMap((scale) => gradeSentences(reading, scale)),
    ...suspicionSentences(reading),
    ...unlookedSentences(reading),
    ...lessTrust(reading),
    ...missingStages(reading)
  ]
}

export const composeOverview: Composer = (ask, composing) =>
  eachReading(ask, composing, {
    readable: (reading) => {
      const sentences = readingSentences(reading)
      return sentences.length > 0
        ? answered(sentences)
        : declined([state`Nothing was found to tell of the ${eyeItem(reading)}.`])
    }
  })

/** "Is my eye healthy?": what was seen in this field, and that this is not health. */
export const composeHealthy: Composer = (ask, composing) =>
  eachReading(ask, composing, {
    readable: (reading) =>
      answered([
        ...urgentFindings(reading),
        ...lesionSentences(reading),
        ...gradeSentences(reading, 'icdr'),
        ...suspicionSentences(reading),
        state`A photograph shows part of the eye on the day it was taken: it cannot say that an eye is healthy, and symptoms count more than a picture.`
      ])
  })

/** What lies in a box on a photograph that cannot be graded: it is named, but neither measured nor taken for all there is. */
const regionOfUngradable = (reading: Reading, items: readonly EvidenceItem[]): Composed =>
  declined([
    cannotBeGraded(reading),
    ...(items.length > 0 ? [state`Outlined in the marked region all the same: ${semicolons(items)}.`] : []),
    state`What is missing there is not excluded; ungradable is not normal.`
  ])

const isFindingOf = (fact: EvidenceItem['fact'], lesion: LesionType): boolean =>
  fact.kind === 'finding' && fact.finding.lesion === lesion

/** What lies in the box that the reader drew. */
export const composeRegion: Composer = (ask, composing) => {
  const { region } = composing.book
  if (!region) return declined([state`Draw a box on the photograph to ask about a region.`])
  const { reading, items } = region
  if (reading.standing === 'ungradable') return regionOfUngradable(reading, items)
  if (reading.standing !== 'readable') return composeOverview(ask, composing)
  if (items.length === 0) {
    return declined([state`Nothing can be said about the marked region of the ${eyeItem(reading)}.`])
  }
  const empty = items.some(({ fact }) => fact.kind === 'regionEmpty')
  const whole = !items.some(({ fact }) => fact.kind === 'moreInRegion')
  const missed =
    ask.lesions.length > 0 && !ask.lesions.some((lesion) => items.some(({ fact }) => isFindingOf(fact, lesion)))
  return answered([
    say`In the marked region of the ${eyeItem(reading)}: ${semicolons(items)}.`,
    ...(missed && whole && !empty ? [state`What was asked about is not among what the analysis outlined there.`] : []),
    ...(empty ? [state`Not everything that can be seen there is something that the models know.`] : [])
  ])
}
