import { type Laterality, otherEye } from '#shared/domain/laterality.ts'
import type { MeasurementName, VesselKind } from '#shared/domain/measurement.ts'
import type { Intent } from './intent.ts'
import type { Ask, AskedEye, Subjects } from './route.ts'
import { names, type TaggedQuestion } from './tag.ts'

/** Intents that say nothing without a lesion, a measurement or another subject. */
const needs: Partial<Record<Intent, 'lesions' | 'measurements'>> = {
  where: 'lesions',
  howMany: 'lesions',
  howLarge: 'lesions',
  distance: 'lesions',
  presence: 'lesions',
  normalRange: 'measurements',
  measurement: 'measurements'
}

/** The same quantity of the other kind of vessel. */
const counterparts: Partial<Record<MeasurementName, Partial<Record<VesselKind, MeasurementName>>>> = {
  craeKnudtson: { vein: 'crveKnudtson' },
  crveKnudtson: { artery: 'craeKnudtson' },
  craeHubbard: { vein: 'crveHubbard' },
  crveHubbard: { artery: 'craeHubbard' }
}

/** Accounts of the session as a whole: they are of every eye unless one is named. */
const wholeSession: ReadonlySet<Intent> = new Set<Intent>([
  'summaryPatient',
  'summaryReferral',
  'summaryRecord',
  'compareEyes',
  'compareVisits',
  'whichEye',
  'healthy'
])

/** Whether an intent says nothing without a subject that the question does not name. */
const lacksSubject = (question: TaggedQuestion, intent: Intent): boolean =>
  (needs[intent] === 'lesions' && !names(question, 'lesion') && !names(question, 'cue', 'lesions', 'disc')) ||
  (needs[intent] === 'measurements' && !names(question, 'measurement') && !names(question, 'cue', 'measurements'))

/** "And the left one?", "how many?", "why?": whether a question leans on the one before it. */
export function leansOnPrevious(
  question: TaggedQuestion,
  { intent, weight }: { readonly intent: Intent; readonly weight: number }
): boolean {
  const words = question.words.length
  // "Is this the right or the left eye?" says all by itself.
  if (intent === 'whichEye') return false
  if (lacksSubject(question, intent)) return true
  if (names(question, 'cue', 'elliptical') && words <= 8) return true
  if (names(question, 'cue', 'it') && words <= 9) return true
  if (names(question, 'cue', 'premise') && !names(question, 'eye') && words <= 9) return true
  return words <= 4 || weight < 5
}

/** "Why?" asks for the reason of whatever was told before. */
function reasonFor(previous: Intent): Intent {
  if (previous === 'measurement' || previous === 'notMeasurable' || previous === 'normalRange') return 'notMeasurable'
  if (previous === 'quality') return 'quality'
  return 'gradeReason'
}

/** The intent of a question that leans on the previous one. */
export function intentInContext(
  question: TaggedQuestion,
  own: { readonly intent: Intent; readonly weight: number },
  previous: Ask
): Intent {
  const bareWhy = names(question, 'cue', 'why') && question.words.length <= 3
  if (bareWhy && own.weight < 8) return reasonFor(previous.intent)
  if (names(question, 'cue', 'notMeasured') && question.words.length <= 3) return reasonFor(previous.intent)
  if (names(question, 'cue', 'normal', 'range') && previous.measurements.length > 0) return 'normalRange'
  const subjectOnly = own.intent === 'presence' || own.intent === 'measurement' || own.intent === 'condition'
  if (own.weight < 5.6 || (subjectOnly && names(question, 'cue', 'elliptical') && keepsIntent(previous.intent))) {
    return previous.intent
  }
  return own.intent
}

const keepsIntent = (intent: Intent): boolean =>
  ['presence', 'where', 'howMany', 'howLarge', 'distance', 'measurement', 'normalRange', 'howSure'].includes(intent)

const orElse = <T>(own: readonly T[], inherited: readonly T[]): readonly T[] => (own.length > 0 ? own : inherited)

function inheritedMeasurements(own: Subjects, previous: Ask): readonly MeasurementName[] {
  if (own.measurements.length > 0) return own.measurements
  const [vessel] = own.vessels
  if (vessel === undefined) return previous.measurements
  return previous.measurements.map((name) => counterparts[name]?.[vessel] ?? name)
}

const ofGrade: ReadonlySet<Intent> = new Set<Intent>(['grade', 'gradeReason', 'macularOedema', 'nextStep', 'howSure'])

/** "What is the next step?" after a question about one eye's grade is about that eye. */
export const eyeOfTalk = (intent: Intent, previous: Ask): AskedEye =>
  ofGrade.has(intent) && ofGrade.has(previous.intent) ? previous.eye : null

type FollowUp = {
  readonly intent: Intent
  readonly asksOther: boolean
  /** "Which eye is worse?", "Compare both eyes": asks for everything, whatever was spoken of before. */
  readonly asksWhole: boolean
  readonly scopeEye: Laterality | null
}

function inheritedEye(own: AskedEye, previous: Ask, { intent, asksOther, scopeEye }: FollowUp): AskedEye {
  if (wholeSession.has(intent) && !asksOther) return own
  const before = previous.eye === 'OD' || previous.eye === 'OS' ? previous.eye : scopeEye
  if (asksOther) return before ? otherEye(before) : null
  return own ?? previous.eye
}

/** Intents that are about the lesions of the question before. */
const aboutSame: ReadonlySet<Intent> = new Set<Intent>(['howSure', 'knowledge', 'explainTerm'])

/** Fills what a question leaves out from the question before it. */
export function subjectsInContext(own: Subjects, previous: Ask, context: FollowUp): Subjects {
  if (context.asksWhole) return { ...own, eye: inheritedEye(own.eye, previous, context) }
  const need = needs[context.intent]
  const continues = context.intent === previous.intent || need !== undefined || aboutSame.has(context.intent)
  const lesions = continues || context.intent === 'notMeasurable' ? orElse(own.lesions, previous.lesions) : own.lesions
  const measured = own.lesions.length > 0 ? own.measurements : inheritedMeasurements(own, previous)
  return {
    ...own,
    eye: inheritedEye(own.eye, previous, context),
    lesions: own.measurements.length > 0 ? own.lesions : lesions,
    measurements: measured,
    regions: orElse(own.regions, own.measurements.length > 0 ? [] : previous.regions),
    vessels: orElse(own.vessels, own.measurements.length > 0 ? [] : previous.vessels),
    conditions: orElse(own.conditions, context.intent === previous.intent ? previous.conditions : []),
    scales: orElse(own.scales, previous.scales),
    topics: orElse(own.topics, previous.topics),
    aspects: orElse(own.aspects, context.intent === previous.intent ? previous.aspects : []),
    unknowables: orElse(own.unknowables, context.intent === previous.intent ? previous.unknowables : [])
  }
}
