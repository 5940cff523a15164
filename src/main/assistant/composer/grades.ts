import type { GradeScale } from '#shared/domain/grade.ts'
import type { EvidenceItem, FactOf } from '../evidence/fact.ts'
import type { Reading } from '../evidence/reading.ts'
import { about, answered, type Composed, type Composer, declined, eyeItem, qualityItems } from './context.ts'
import { composeLesionConfidence } from './lesions.ts'
import { note, say, semicolons, type Sentence, state } from './sentence.ts'
import { eachReading, missingStages } from './ungradable.ts'

type GradeItem = EvidenceItem<FactOf<'grade'>>

const gradesBy = (reading: Reading, scale: GradeScale, by: 'rule' | 'classifier'): GradeItem[] =>
  about(reading, 'grade').filter(({ fact }) => fact.scale === scale && fact.by === by)

const ofScale = <I extends EvidenceItem>(items: readonly I[], scale: GradeScale): I[] =>
  items.filter(({ fact }) => 'scale' in fact && fact.scale === scale)

/** A remark where rule and classifier come to different levels of a scale. */
function disagreement(reading: Reading, scale: GradeScale): Sentence[] {
  const [rule] = gradesBy(reading, scale, 'rule')
  const [classifier] = gradesBy(reading, scale, 'classifier')
  if (!rule || !classifier || rule.fact.level === classifier.fact.level) return []
  return [
    note(
      'Rule and classifier disagree. The rule follows the outlined findings, the classifier the whole picture: check the findings on the photograph.'
    )
  ]
}

/** Whether grades are asserted: not where the photograph is unlike those that the models learned from. */
export const isAsserted = (reading: Reading): boolean => about(reading, 'unlikeTraining').length === 0

/** What rule and classifier came to, for the reader to judge; none of it is put forward as the grade. */
function unasserted(reading: Reading, scale: GradeScale): Sentence[] {
  const rules = gradesBy(reading, scale, 'rule')
  const classifiers = gradesBy(reading, scale, 'classifier')
  if (rules.length + classifiers.length === 0) return []
  return [
    state`No grade is asserted for the ${eyeItem(reading)}: its photograph is ${about(reading, 'unlikeTraining')}.`,
    ...rules.map((rule) => state`To be judged by the reader, by rule: ${rule}.`),
    ...classifiers.map((classifier) => state`To be judged by the reader, by the classifier: ${classifier}.`),
    state`The image quality is ${qualityItems(reading)}.`,
    ...disagreement(reading, scale)
  ]
}

/** A level of oedema risk is a sentence of its own, not the name of a grade. */
function ruleSentence(reading: Reading, rule: GradeItem): Sentence {
  const [eye, quality] = [eyeItem(reading), qualityItems(reading)]
  return rule.fact.scale === 'dmeRisk'
    ? say`{By rule|By the rule of the guideline} the risk of macular oedema in the ${eye}: ${rule}; the {quality of the photograph|image quality} is ${quality}.`
    : say`{By rule|By the rule of the guideline} the grade of the ${eye} is ${rule}; the {quality of the photograph|image quality} is ${quality}.`
}

/** The grade of one photograph on one scale, always with the quality that it was read from. */
export function gradeSentences(reading: Reading, scale: GradeScale): Sentence[] {
  if (!isAsserted(reading)) return unasserted(reading, scale)
  const eye = eyeItem(reading)
  const [rule] = gradesBy(reading, scale, 'rule')
  const [classifier] = gradesBy(reading, scale, 'classifier')
  const others = ofScale(about(reading, 'gradeAlternatives'), scale)
  if (!rule && !classifier) return []
  return [
    ...(rule ? [ruleSentence(reading, rule)] : []),
    ...(rule ? besideRule(classifier) : []),
    ...(classifier && !rule
      ? [
          say`The classifier {grades|reads} the ${eye} as ${classifier}; the {quality of the photograph|image quality} is ${qualityItems(reading)}.`
        ]
      : []),
    ...(others.length > 0 ? [say`{Also possible|Still possible as well}: ${others}.`] : []),
    ...disagreement(reading, scale)
  ]
}

/** Scales that an ask names; the ICDR scale when it names none. */
const scalesOf = (asked: readonly GradeScale[]): readonly GradeScale[] => (asked.length > 0 ? asked : ['icdr'])

function noGrade(reading: Reading): Composed {
  const missing = missingStages(reading)
  return declined([state`No such grade was made for the ${eyeItem(reading)}.`, ...missing])
}

export const composeGrade: Composer = (ask, composing) =>
  eachReading(ask, composing, {
    readable: (reading) => {
      const sentences = scalesOf(ask.scales).flatMap((scale) => gradeSentences(reading, scale))
      return sentences.length > 0 ? answered(sentences) : noGrade(reading)
    }
  })

/** The classifier's opinion beside a grade by rule. */
const besideRule = (classifier: GradeItem | undefined): Sentence[] =>
  classifier ? [say`The classifier {reads|gives|says} ${classifier}.`] : []

function reasonSentences(reading: Reading, scale: GradeScale): Sentence[] {
  const criteria = ofScale(about(reading, 'criterion'), scale)
  const met = criteria.filter(({ fact }) => fact.met === 'yes')
  const notMet = criteria.filter(({ fact }) => fact.met === 'no')
  const open = criteria.filter(({ fact }) => fact.met === 'notAssessed')
  if (criteria.length === 0) return []
  const [rule] = gradesBy(reading, scale, 'rule')
  const counts = about(reading, 'lesionCount')
  const asserted = isAsserted(reading)
  return [
    ...(asserted ? [] : unasserted(reading, scale)),
    ...(rule && asserted
      ? [
          say`By rule the ${eyeItem(reading)} {is|was} graded ${rule}; the {quality|image quality} is ${qualityItems(reading)}.`
        ]
      : []),
    ...(met.length > 0 ? [say`{What decides it|What the grade rests on|Decisive for it}: ${semicolons(met)}.`] : []),
    ...(counts.length > 0 ? [say`{Found in all|All findings}: ${counts}.`] : []),
    ...(notMet.length > 0
      ? [say`{What would be needed for more|What a higher grade would need}: ${semicolons(notMet)}.`]
      : []),
    ...(asserted ? besideRule(gradesBy(reading, scale, 'classifier')[0]) : []),
    ...(open.length > 0
      ? [
          state`What could not be judged: ${semicolons(open)}. The photograph therefore cannot rule out more advanced disease.`
        ]
      : []),
    ...(asserted ? disagreement(reading, scale) : [])
  ]
}

export const composeGradeReason: Composer = (ask, composing) =>
  eachReading(ask, composing, {
    readable: (reading) => {
      const sentences = scalesOf(ask.scales).flatMap((scale) => reasonSentences(reading, scale))
      if (sentences.length > 0) return answered(sentences)
      const graded = gradeSentences(reading, 'icdr')
      if (graded.length === 0) return noGrade(reading)
      return answered([...graded, state`It was read from the whole picture; no finding by itself can be named for it.`])
    }
  })

/** Macular oedema is only ever suspected: without stereo or a section a photograph shows no thickening. */
export const composeMacularOedema: Composer = (ask, composing) =>
  eachReading(ask, composing, {
    readable: (reading) => {
      const nearest = about(reading, 'lesionDistance').filter(({ fact }) => fact.lesion === 'hardExudate' && fact.known)
      const none = about(reading, 'absence').filter(({ fact }) => fact.lesion === 'hardExudate')
      const graded = gradeSentences(reading, 'dmeRisk')
      const eye = eyeItem(reading)
      return answered([
        ...graded,
        ...(nearest.length > 0
          ? [say`In the ${eye} the {nearest hard exudate|hard exudate nearest to the fovea} lies ${nearest}.`]
          : []),
        ...(none.length > 0 ? [say`{In|For} the ${eye}, ${none} were {seen|found} here.`] : []),
        ...(graded.length === 0 && nearest.length === 0 && none.length === 0
          ? [state`The analysis of the ${eye} holds nothing about exudates near the fovea.`]
          : []),
        state`A photograph shows exudates but no thickening: macular oedema can be suspected from it, never confirmed or excluded; optical coherence tomography answers that.`
      ])
    }
  })

/** What the guideline names as the next step. */
export const composeNextStep: Composer = (ask, composing) =>
  eachReading(ask, composing, {
    readable: (reading) => {
      const steps = about(reading, 'nextStep')
      const [rule] = gradesBy(reading, 'icdr', 'rule')
      if (!isAsserted(reading)) {
        return declined([
          ...gradeSentences(reading, 'icdr'),
          state`Without a grade no guideline names a next step for the ${eyeItem(reading)}; the decision is the clinician's.`
        ])
      }
      if (steps.length === 0) {
        return declined([
          ...gradeSentences(reading, 'icdr'),
          state`The guideline in use names no next step for the ${eyeItem(reading)}; the decision is the clinician's.`
        ])
      }
      return answered([
        ...(rule
          ? [
              say`For the ${eyeItem(reading)}, graded ${rule} from a photograph of quality ${qualityItems(reading)}, the guideline names: ${semicolons(steps)}.`
            ]
          : [say`For the ${eyeItem(reading)} the guideline {names|advises}: ${semicolons(steps)}.`]),
        state`Local pathways and what the photograph cannot show may ask for more.`
      ])
    }
  })

/** How sure the models are: of the lesions that were named, else of the grade. */
export const composeHowSure: Composer = (ask, composing) => {
  if (ask.lesions.length > 0) return composeLesionConfidence(ask, composing)
  return eachReading(ask, composing, {
    readable: (reading) => {
      const classified = gradesBy(reading, 'icdr', 'classifier')
      if (classified.length === 0) {
        const graded = gradeSentences(reading, 'icdr')
        if (graded.length === 0) return composeLesionConfidence({ ...ask, eye: reading.eye }, composing)
        return answered([
          ...graded,
          state`A grade by rule carries no probability; it is as sure as the findings that it rests on.`,
          ...confidences(reading)
        ])
      }
      return answered(gradeSentences(reading, 'icdr'))
    }
  })
}

function confidences(reading: Reading): Sentence[] {
  return about(reading, 'lesionConfidence').flatMap((confidence) => {
    const counts = about(reading, 'lesionCount').filter(({ fact }) => fact.lesion === confidence.fact.lesion)
    return counts.length > 0 ? [say`{Calibrated confidence|Confidence of the model} in ${counts}: ${confidence}.`] : []
  })
}
