import { mentionsIn } from '../../dataset/dialogue/mentions.ts'
import { inOwnSpelling } from '../../dataset/dialogue/reading.ts'
import type { Fact } from '../../dataset/describe/description.ts'
import { featureName } from '../../dataset/describe/sentences.ts'
import { gradeScales } from '../../dataset/grades.ts'
import { contentWords, likeness } from './quantities.ts'

const ABOUT_EYE =
  /\b(?:which|what) (?:eye|side)\b|\blaterality\b|\bright or (?:the )?left\b|\bleft or (?:the )?right\b|\bOD or OS\b|\bthe side\b/iu
const ABOUT_GRADE = /\b(?:grade[ds]?|grading|level|stage|severity|severe)\b|\bhow (?:bad|far)\b/iu
const ABOUT_QUALITY = /\bquality\b|\bgradable\b|\bsharp\b|\bgood enough\b/iu
const ABOUT_CUP = /\bcup\b|\bCDR\b/iu
const ABOUT_LANDMARKS =
  /\blandmarks?\b|\bdisc\b|\bfovea\b|\bmacula\b|\boptic nerve\b|\bcentre of sight\b|\bwhat is where\b/iu
const ABOUT_LESIONS = /\blesions?\b|\babnormal|\bspots\b|\bannotated\b|\bmarked\b/iu
const ABOUT_DISEASE = /\bdisease|\bdiagnos|\bconditions?\b|\babnormal|\bpatholog|\billness\b|\bwrong with\b/iu
const ABOUT_ALL =
  /\bdescri(?:be|ption)|\bsummar|\bwhat (?:does|do|can|is) .*\b(?:show|shows|shown|seen|tell|known)\b|\breport\b/iu
const OEDEMA = /\boedema\b|\bDMO\b|\bDME\b/iu
/** A measurement is asked for by at least this much of its name. */
const LIKE_ENOUGH = 0.5

/** Whether a question is about a grade. */
export const asksForGrade = (question: string): boolean => ABOUT_GRADE.test(question)

/** The facts that a question asks for; none where it asks for something else. */
export function factsAsked(question: string, facts: readonly Fact[]): readonly Fact[] {
  const spelt = inOwnSpelling(question)
  if (ABOUT_EYE.test(spelt)) return facts.filter(({ kind }) => kind === 'eye')
  if (asksForGrade(spelt)) return gradesAsked(spelt, facts)
  const named = factsNamed(spelt, facts)
  if (named.length > 0) return named
  if (ABOUT_CUP.test(spelt)) return facts.filter(({ kind }) => kind === 'cupToDiscRatio')
  const measured = featuresAsked(spelt, facts)
  if (measured.length > 0) return measured
  if (ABOUT_QUALITY.test(spelt)) return facts.filter(({ kind }) => kind === 'quality')
  if (ABOUT_LANDMARKS.test(spelt)) return facts.filter(({ kind }) => kind === 'landmark')
  const [lesions, disease] = [ABOUT_LESIONS.test(spelt), ABOUT_DISEASE.test(spelt)]
  if (lesions || disease)
    return facts.filter(({ kind }) => (lesions && kind === 'lesion') || (disease && kind === 'condition'))
  return ABOUT_ALL.test(spelt) ? facts : []
}

/** Grades of oedema only where the question is about it, of retinopathy or myopia where it is not about the others. */
function gradesAsked(question: string, facts: readonly Fact[]): readonly Fact[] {
  const grades = facts.filter((fact) => fact.kind === 'grade')
  const subjects = [OEDEMA, /\bmyopi/iu, /\bretinopathy\b/iu].filter((subject) => subject.test(question))
  return subjects.length === 0
    ? grades
    : grades.filter(({ scale }) => subjects.some((subject) => subject.test(gradeScales[scale].subject)))
}

function factsNamed(question: string, facts: readonly Fact[]): readonly Fact[] {
  const named = mentionsIn(question).map(({ meaning }) => meaning)
  return facts.filter(
    (fact) =>
      (fact.kind === 'condition' && named.some(({ condition }) => condition === fact.condition)) ||
      (fact.kind === 'lesion' && named.some(({ lesion }) => lesion === fact.lesion))
  )
}

function featuresAsked(question: string, facts: readonly Fact[]): readonly Fact[] {
  const words = contentWords(question)
  const ranked = facts.flatMap((fact) =>
    fact.kind === 'feature' ? [{ fact, alike: likeness(contentWords(featureName(fact)), words) }] : []
  )
  const most = Math.max(LIKE_ENOUGH, ...ranked.map(({ alike }) => alike))
  return ranked.filter(({ alike }) => alike === most).map(({ fact }) => fact)
}
