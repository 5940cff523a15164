import { bookTopics } from '../knowledge/bookTopics.ts'
import type { Intent } from './intent.ts'
import type { Cue } from './lexicon.ts'
import { names, type Tag, type TaggedQuestion, valuesOf } from './tag.ts'

/** A hint and how much it weighs, 0 to 10. Weights order the intents of a question; they are no probabilities. */
type Rule = { readonly intent: Intent; readonly weight: number; readonly when: (q: TaggedQuestion) => boolean }

const cue = (q: TaggedQuestion, ...cues: Cue[]): boolean => names(q, 'cue', ...cues)

const lesion = (q: TaggedQuestion): boolean => names(q, 'lesion') || cue(q, 'lesions')
const gradeWord = (q: TaggedQuestion): boolean =>
  cue(q, 'grade', 'severe') || names(q, 'icdrLevel') || names(q, 'scale', 'icdr', 'referable')
const term = (q: TaggedQuestion): boolean =>
  names(q, 'lesion') || names(q, 'measurement') || names(q, 'topic') || names(q, 'scale') || names(q, 'region')
/** Diseases that no model of ours looks for: asked about, they are a matter of the knowledge base. */
const bookTopic = (q: TaggedQuestion): boolean => valuesOf(q, 'topic').some((topic) => bookTopics.has(topic))
const twoEyes = (q: TaggedQuestion): boolean =>
  names(q, 'eye', 'both', 'other') || (names(q, 'eye', 'OD') && names(q, 'eye', 'OS'))
const otherCondition = (q: TaggedQuestion): boolean =>
  valuesOf(q, 'condition').some((condition) => condition !== 'diabeticRetinopathy')
const aspectBut = (q: TaggedQuestion, ...left: string[]): boolean =>
  valuesOf(q, 'aspect').some((aspect) => !left.includes(aspect))
const isEyeTag = ({ slot }: Tag): boolean => slot === 'eye'
const short = (q: TaggedQuestion, words: number): boolean => q.words.length <= words
/** Asks for nothing but the value: no why, no normal, no comparison beside it. */
const onlyNames = (q: TaggedQuestion): boolean =>
  !lesion(q) && !cue(q, 'why', 'notMeasured', 'normal', 'range', 'healthy', 'compare', 'worse', 'change')
/** The places in a question where a level is named. */
const levelsNamed = (q: TaggedQuestion): number =>
  new Set(q.tags.flatMap((tag) => (isLevel(tag) ? [tag.from] : []))).size

const isLevel = (tag: Tag): boolean =>
  tag.slot === 'icdrLevel' ||
  (tag.slot === 'scale' && (tag.value === 'icdr' || tag.value === 'despRetinopathy' || tag.value === 'despMaculopathy'))

/** Asks for what is there, not for its meaning, its grounds or what is done about it. */
const onlyAsks = (q: TaggedQuestion): boolean =>
  !names(q, 'aspect') && !cue(q, 'why', 'reason', 'basis', 'criteria', 'meaning', 'explain', 'next', 'refer', 'recall')

/** "NPDR or PDR?", "moderate vs severe": one of several levels is asked for. */
const eitherLevel = (q: TaggedQuestion): boolean => cue(q, 'alternative') && levelsNamed(q) > 1 && onlyAsks(q)

/** "Drusen or exudates?": one of several lesions is asked for. */
const eitherLesion = (q: TaggedQuestion): boolean =>
  cue(q, 'alternative') &&
  valuesOf(q, 'lesion').length > 1 &&
  onlyAsks(q) &&
  !cue(q, 'where', 'howMany', 'size', 'certainty', 'distance', 'compare', 'comparative')

/** "Is the cup larger in the left eye?" compares, although it names one eye. */
const comparesOneEye = (q: TaggedQuestion): boolean =>
  cue(q, 'comparative') &&
  !cue(q, 'alternative') &&
  names(q, 'eye') &&
  (lesion(q) || names(q, 'measurement')) &&
  !cue(q, 'normal', 'range')

const anySlot = (q: TaggedQuestion): boolean => q.tags.some(({ slot }) => slot !== 'cue')

const lookRules: readonly Rule[] = [
  { intent: 'overview', weight: 6, when: (q) => cue(q, 'see') },
  { intent: 'overview', weight: 5.5, when: (q) => names(q, 'eye') && short(q, 2) && q.tags.every(isEyeTag) },
  { intent: 'overview', weight: 5, when: (q) => cue(q, 'summary') && (cue(q, 'lesions') || short(q, 3)) },
  { intent: 'presence', weight: 6, when: (q) => names(q, 'lesion') && cue(q, 'presence') },
  { intent: 'presence', weight: 5.5, when: (q) => names(q, 'lesion') },
  { intent: 'presence', weight: 7, when: (q) => names(q, 'lesion') && names(q, 'eye') && short(q, 8) },
  { intent: 'presence', weight: 7, when: (q) => names(q, 'lesion') && names(q, 'eye') && cue(q, 'presence') },
  { intent: 'presence', weight: 8.5, when: eitherLesion },
  {
    intent: 'presence',
    weight: 8.4,
    when: (q) => names(q, 'lesion') && cue(q, 'why') && cue(q, 'negation') && !gradeWord(q)
  },
  { intent: 'where', weight: 7.5, when: (q) => cue(q, 'where') && lesion(q) },
  { intent: 'where', weight: 5.7, when: (q) => cue(q, 'where') },
  { intent: 'howMany', weight: 8, when: (q) => cue(q, 'howMany') && lesion(q) },
  { intent: 'howMany', weight: 6, when: (q) => cue(q, 'howMany') },
  { intent: 'howLarge', weight: 7.6, when: (q) => cue(q, 'size') && lesion(q) && !names(q, 'measurement') },
  { intent: 'howLarge', weight: 6, when: (q) => cue(q, 'size') && !names(q, 'measurement') },
  { intent: 'distance', weight: 8, when: (q) => cue(q, 'distance') && (lesion(q) || cue(q, 'fovea', 'it')) },
  { intent: 'distance', weight: 6.6, when: (q) => cue(q, 'distance') },
  { intent: 'howSure', weight: 7, when: (q) => cue(q, 'certainty') },
  { intent: 'howSure', weight: 7.4, when: (q) => cue(q, 'certainty') && names(q, 'lesion') },
  { intent: 'region', weight: 6.5, when: (q) => cue(q, 'selection') },
  { intent: 'healthy', weight: 7, when: (q) => cue(q, 'healthy') },
  { intent: 'healthy', weight: 5, when: (q) => cue(q, 'normal') && !names(q, 'measurement') && !cue(q, 'it') }
]

const imageRules: readonly Rule[] = [
  { intent: 'quality', weight: 8, when: (q) => cue(q, 'gradable') },
  { intent: 'quality', weight: 7, when: (q) => cue(q, 'quality') },
  { intent: 'whichEye', weight: 9, when: (q) => cue(q, 'whichEye') },
  { intent: 'calibration', weight: 8, when: (q) => cue(q, 'scale') && !cue(q, 'grade') },
  { intent: 'measurement', weight: 6.2, when: (q) => names(q, 'measurement') || cue(q, 'measurements') },
  { intent: 'measurement', weight: 8.4, when: (q) => names(q, 'measurement') && names(q, 'eye') && onlyNames(q) },
  { intent: 'measurement', weight: 9, when: (q) => names(q, 'measurement', 'discFoveaDistance', 'discFoveaAngle') },
  { intent: 'measurement', weight: 4, when: (q) => names(q, 'region') || names(q, 'vessels') },
  {
    intent: 'notMeasurable',
    weight: 9,
    when: (q) =>
      cue(q, 'notMeasured') && (cue(q, 'why', 'reason', 'what') || names(q, 'measurement')) && levelsNamed(q) === 0
  },
  { intent: 'normalRange', weight: 8, when: (q) => cue(q, 'range', 'normal', 'healthy') && names(q, 'measurement') },
  {
    intent: 'normalRange',
    weight: 8,
    when: (q) => names(q, 'measurement') && q.words.some((word) => word === 'ok' || word === 'okay')
  },
  { intent: 'normalRange', weight: 7.7, when: (q) => cue(q, 'normal') && (cue(q, 'disc') || names(q, 'vessels')) },
  { intent: 'normalRange', weight: 6, when: (q) => cue(q, 'range') || (cue(q, 'normal') && cue(q, 'it')) },
  { intent: 'compareEyes', weight: 9, when: (q) => cue(q, 'compare') && twoEyes(q) },
  { intent: 'compareEyes', weight: 8, when: (q) => cue(q, 'compare') && !cue(q, 'earlier') },
  { intent: 'compareEyes', weight: 8.7, when: comparesOneEye },
  {
    intent: 'compareEyes',
    weight: 9.4,
    when: (q) => cue(q, 'whichEye') && (names(q, 'lesion') || names(q, 'measurement')) && onlyAsks(q)
  },
  { intent: 'compareEyes', weight: 8, when: (q) => cue(q, 'worse') && twoEyes(q) && cue(q, 'what') },
  { intent: 'compareVisits', weight: 9.5, when: (q) => cue(q, 'earlier') && cue(q, 'compare', 'worse', 'change') },
  { intent: 'compareVisits', weight: 7, when: (q) => cue(q, 'earlier') },
  { intent: 'compareVisits', weight: 7.2, when: (q) => cue(q, 'worse', 'change') && !twoEyes(q) }
]

const gradeRules: readonly Rule[] = [
  { intent: 'grade', weight: 6.5, when: gradeWord },
  { intent: 'grade', weight: 8.8, when: eitherLevel },
  { intent: 'grade', weight: 8.5, when: (q) => levelsNamed(q) > 0 && short(q, 5) && onlyAsks(q) && !cue(q, 'compare') },
  {
    intent: 'grade',
    weight: 8.5,
    when: (q) => levelsNamed(q) > 0 && names(q, 'scale', 'despRetinopathy', 'despMaculopathy') && onlyAsks(q)
  },
  { intent: 'grade', weight: 8, when: (q) => gradeWord(q) && cue(q, 'pressure') },
  { intent: 'grade', weight: 6.5, when: (q) => names(q, 'scale', 'despRetinopathy', 'despMaculopathy') },
  { intent: 'grade', weight: 6, when: (q) => cue(q, 'classifier', 'rule') },
  { intent: 'grade', weight: 5.8, when: (q) => names(q, 'condition', 'diabeticRetinopathy') },
  {
    intent: 'gradeReason',
    weight: 8.5,
    when: (q) => cue(q, 'why', 'reason', 'basis', 'criteria') && gradeWord(q) && !cue(q, 'quality')
  },
  { intent: 'gradeReason', weight: 7.4, when: (q) => cue(q, 'criteria', 'basis', 'reason') },
  { intent: 'macularOedema', weight: 7, when: (q) => names(q, 'topic', 'diabeticMacularOedema') },
  { intent: 'macularOedema', weight: 7, when: (q) => names(q, 'scale', 'dmeRisk') },
  { intent: 'nextStep', weight: 7.6, when: (q) => cue(q, 'next') },
  { intent: 'nextStep', weight: 8.6, when: (q) => cue(q, 'next', 'refer', 'recall') && names(q, 'eye') },
  { intent: 'nextStep', weight: 7.2, when: (q) => cue(q, 'refer', 'recall') },
  { intent: 'nextStep', weight: 6, when: (q) => names(q, 'aspect', 'followUp') },
  { intent: 'condition', weight: 7, when: otherCondition },
  {
    intent: 'condition',
    weight: 8.6,
    when: (q) => otherCondition(q) && names(q, 'eye') && !aspectBut(q, 'examination')
  },
  { intent: 'condition', weight: 8, when: (q) => cue(q, 'otherDisease') }
]

const bookRules: readonly Rule[] = [
  {
    intent: 'explainTerm',
    weight: 8.2,
    when: (q) => cue(q, 'meaning', 'explain') && term(q) && !cue(q, 'reason') && !names(q, 'eye')
  },
  { intent: 'explainTerm', weight: 7, when: (q) => cue(q, 'meaning', 'explain') && term(q) && !cue(q, 'reason') },
  {
    intent: 'explainTerm',
    weight: 7,
    when: (q) => short(q, 1) && names(q, 'topic', 'grading')
  },
  { intent: 'explainTerm', weight: 6, when: (q) => names(q, 'topic', 'grading') },
  { intent: 'knowledge', weight: 8.4, when: (q) => names(q, 'aspect') && (names(q, 'topic') || names(q, 'lesion')) },
  { intent: 'knowledge', weight: 8.4, when: (q) => cue(q, 'general') && names(q, 'topic') },
  { intent: 'knowledge', weight: 8, when: (q) => cue(q, 'next') && bookTopic(q) },
  { intent: 'knowledge', weight: 6.8, when: bookTopic },
  { intent: 'knowledge', weight: 7.4, when: (q) => names(q, 'aspect', 'prevention', 'prognosis') },
  {
    intent: 'knowledge',
    weight: 8.4,
    when: (q) => names(q, 'aspect', 'treatment') && cue(q, 'need', 'general') && !cue(q, 'dose')
  },
  { intent: 'knowledge', weight: 6.4, when: (q) => aspectBut(q, 'followUp') },
  {
    intent: 'unknowable',
    weight: 9,
    when: (q) => names(q, 'unknowable') && !(names(q, 'aspect') && names(q, 'topic'))
  },
  { intent: 'drugAdvice', weight: 9.6, when: (q) => cue(q, 'drug') && cue(q, 'dose', 'stopOrStart') },
  { intent: 'drugAdvice', weight: 9.2, when: (q) => cue(q, 'dose') && names(q, 'aspect', 'treatment') },
  { intent: 'drugAdvice', weight: 9, when: (q) => q.words.includes('prescribe') },
  { intent: 'drugAdvice', weight: 6, when: (q) => cue(q, 'dose') && !lesion(q) }
]

const talkRules: readonly Rule[] = [
  { intent: 'summaryPatient', weight: 9.3, when: (q) => cue(q, 'patientWords') },
  { intent: 'summaryReferral', weight: 9.4, when: (q) => cue(q, 'letter') },
  { intent: 'summaryRecord', weight: 9.2, when: (q) => cue(q, 'record') },
  { intent: 'capabilities', weight: 8.3, when: (q) => cue(q, 'assistant') },
  {
    intent: 'capabilities',
    weight: 8.8,
    when: (q) => cue(q, 'assistant') && cue(q, 'see') && cue(q, 'what') && !anySlot(q)
  },
  { intent: 'capabilities', weight: 8.3, when: (q) => short(q, 2) && q.words.includes('help') },
  { intent: 'smallTalk', weight: 4, when: (q) => cue(q, 'greeting') && short(q, 5) },
  { intent: 'unclear', weight: 10, when: (q) => cue(q, 'injection') && !anySlot(q) },
  { intent: 'unclear', weight: 9.5, when: (q) => q.words.length >= 5 && q.unfamiliar >= 0.5 && !names(q, 'symptom') },
  { intent: 'unclear', weight: 9, when: (q) => cue(q, 'otherTalk') && !names(q, 'symptom') }
]

const rules: readonly Rule[] = [...lookRules, ...imageRules, ...gradeRules, ...bookRules, ...talkRules]

export type IntentWeight = { readonly intent: Intent; readonly weight: number }

/** The intents that a question's words hint at, heaviest first, each once. */
export function weighIntents(question: TaggedQuestion): IntentWeight[] {
  const best = new Map<Intent, number>()
  for (const { intent, weight, when } of rules) {
    if (weight > (best.get(intent) ?? 0) && when(question)) best.set(intent, weight)
  }
  return [...best].map(([intent, weight]) => ({ intent, weight })).toSorted((a, b) => b.weight - a.weight)
}
