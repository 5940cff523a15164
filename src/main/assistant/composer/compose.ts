import type { Intent } from '../question/intent.ts'
import { composeCompareEyes, composeCompareVisits } from './comparison.ts'
import { composeCondition } from './conditions.ts'
import { type Composed, type Composer, type Composing, together } from './context.ts'
import { composeGrade, composeGradeReason, composeHowSure, composeMacularOedema, composeNextStep } from './grades.ts'
import { composeQuality, composeWhichEye } from './image.ts'
import { composeExplainTerm, composeKnowledge } from './knowledge.ts'
import { composeDistance, composeHowLarge, composeHowMany, composePresence, composeWhere } from './lesions.ts'
import {
  composeCapabilities,
  composeDrugAdvice,
  composeSmallTalk,
  composeUnclear,
  composeUnknowable
} from './limits.ts'
import { composeCalibration, composeMeasurement, composeNormalRange, composeNotMeasurable } from './measurements.ts'
import { composeHealthy, composeOverview, composeRegion } from './overview.ts'
import { premiseSentences } from './premises.ts'
import { shownText, paragraph, type Part, type Sentence } from './sentence.ts'
import { composeSummaryPatient, composeSummaryRecord, composeSummaryReferral } from './summaries.ts'
import { composeUrgent } from './urgent.ts'

/** Version of the composer, kept with every answer it gave. */
export const COMPOSER_VERSION = '1'

const composers: Readonly<Record<Intent, Composer>> = {
  overview: composeOverview,
  presence: composePresence,
  where: composeWhere,
  howMany: composeHowMany,
  howLarge: composeHowLarge,
  howSure: composeHowSure,
  quality: composeQuality,
  whichEye: composeWhichEye,
  grade: composeGrade,
  gradeReason: composeGradeReason,
  macularOedema: composeMacularOedema,
  nextStep: composeNextStep,
  measurement: composeMeasurement,
  notMeasurable: composeNotMeasurable,
  calibration: composeCalibration,
  distance: composeDistance,
  compareEyes: composeCompareEyes,
  compareVisits: composeCompareVisits,
  normalRange: composeNormalRange,
  condition: composeCondition,
  explainTerm: composeExplainTerm,
  summaryPatient: composeSummaryPatient,
  summaryReferral: composeSummaryReferral,
  summaryRecord: composeSummaryRecord,
  unknowable: composeUnknowable,
  urgent: composeUrgent,
  drugAdvice: composeDrugAdvice,
  knowledge: composeKnowledge,
  healthy: composeHealthy,
  region: composeRegion,
  capabilities: composeCapabilities,
  smallTalk: composeSmallTalk,
  unclear: composeUnclear
}

/** Sentences that two parts of an answer share are said once. */
function withoutRepeats(sentences: readonly Sentence[]): Sentence[] {
  const seen = new Set<string>()
  return sentences.filter((sentence) => {
    const key = shownText(sentence)
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}

const ORDINAL = /, photograph .*$/u

/** Which of several photographs of an eye is meant is said once; after that the eye is enough. */
function namedOnce(sentences: readonly Sentence[]): Sentence[] {
  const named = new Set<string>()
  const brief = (part: Part): Part => {
    if (typeof part === 'string' || 'oneOf' in part || part.fact.kind !== 'eye') return part
    const { evidence } = part
    if (!named.has(evidence.id)) {
      named.add(evidence.id)
      return part
    }
    return { ...part, evidence: { ...evidence, text: evidence.text.replace(ORDINAL, '') } }
  }
  return sentences.map((sentence) => ({ ...sentence, parts: sentence.parts.map(brief) }))
}

/** Notes come after the text that they belong to. */
const notesLast = (sentences: readonly Sentence[]): Sentence[] => [
  ...sentences.filter(({ voice }) => voice !== 'note'),
  ...sentences.filter(({ voice }) => voice === 'note')
]

/**
 * Composes the whole answer from the evidence, without any model: urgent advice first, then what the question wrongly takes
 * for granted, then what it asks for. Its words hold no figure; each comes with a citation.
 */
export function composeAnswer(composing: Composing): Composed {
  const { asks, premises, symptoms } = composing.question
  const urgent = asks[0].intent === 'urgent'
  const beside = urgent && asks.length > 1
  const emergency = symptoms.some((symptom) => symptom !== 'unspecified')
  const corrections = emergency || (urgent && !beside) ? [] : premiseSentences(premises, composing)
  const parts = asks.map((ask, i): Composed => {
    const part = composers[ask.intent](ask, composing)
    return i === 0 && corrections.length === 0 ? part : { ...part, sentences: paragraph(part.sentences) }
  })
  const kept = parts.filter((part, i) => !emergency || !part.abstained || asks[i]?.intent !== 'knowledge')
  const [advice, rest] = beside ? [kept.slice(0, 1), kept.slice(1)] : [[], kept]
  const { sentences, abstained } = together(rest)
  const said = [...together(advice).sentences, ...paragraph(corrections), ...sentences]
  if (said.length === 0) return composeUnclear(asks[0], composing)
  return {
    sentences: notesLast(namedOnce(withoutRepeats(said))),
    // Advice comes first whatever is asked; whether the question could be answered is another matter.
    abstained
  }
}
