import type { Laterality } from '#shared/domain/laterality.ts'
import { otherEye } from '#shared/domain/laterality.ts'
import type { MeasurementName } from '#shared/domain/measurement.ts'
import type { KnowledgeAspect } from '../knowledge/item.ts'
import { eyeOfTalk, intentInContext, leansOnPrevious, subjectsInContext } from './followUp.ts'
import type { Intent } from './intent.ts'
import type { Cue, Lexicon } from './lexicon.ts'
import { combineWeights, type IntentScorer, inTime, UNMISTAKABLE } from './meaning.ts'
import { type Premise, premisesOf } from './premise.ts'
import type { Ask, AskedEye, RoutedQuestion, Subjects } from './route.ts'
import { type IntentWeight, weighIntents } from './rules.ts'
import { names, type Tag, type Tagger, tagger, type TaggedQuestion, valuesOf } from './tag.ts'

/** What a question is understood in the light of. */
type RoutingContext = {
  /** The eye of the photograph that the reader looks at. */
  readonly scopeEye: Laterality | null
  /** Whether the reader has drawn a box. */
  readonly region: boolean
  /** Earlier questions of the conversation as they were understood, oldest first. */
  readonly previous: readonly RoutedQuestion[]
}

/** Understands a question; when the signal aborts, by its words alone and at once. Never rejects. */
export type Router = (question: string, context: RoutingContext, signal?: AbortSignal) => Promise<RoutedQuestion>

/** Intents that are asked for together: "how many, and where?" */
const joinable: ReadonlySet<Intent> = new Set<Intent>([
  'howMany',
  'where',
  'howLarge',
  'howSure',
  'distance',
  'grade',
  'gradeReason',
  'nextStep',
  'quality',
  'macularOedema',
  'measurement',
  'condition'
])

/** What one intent already answers of another. */
const contained: Partial<Record<Intent, readonly Intent[]>> = {
  gradeReason: ['grade', 'howSure'],
  quality: ['grade', 'howSure'],
  distance: ['where', 'macularOedema'],
  macularOedema: ['grade', 'where'],
  measurement: ['where', 'howMany', 'howLarge'],
  condition: ['measurement', 'grade'],
  howSure: ['grade', 'measurement', 'where', 'howMany'],
  howLarge: ['measurement'],
  where: ['measurement']
}

/** From this weight on a meaning that hints at an emergency gets its advice first, whatever else the question asks. */
const HINTED_URGENCY = 3

/** Questions up to this length that lean on the one before are read by their words: they mean nothing by themselves. */
const LEANING_WORDS = 5

function eyeFor(question: TaggedQuestion, scopeEye: Laterality | null): AskedEye {
  const eyes = valuesOf(question, 'eye')
  if (eyes.includes('both') || (eyes.includes('OD') && eyes.includes('OS'))) return 'both'
  if (eyes.includes('other')) return scopeEye ? otherEye(scopeEye) : null
  if (eyes.includes('OD')) return 'OD'
  return eyes.includes('OS') ? 'OS' : null
}

/** "Is the disc normal?" is about the cup: no other measurement of the disc has a reference. */
function measurementsIn(question: TaggedQuestion): readonly MeasurementName[] {
  const named = valuesOf(question, 'measurement')
  const ofDisc =
    names(question, 'cue', 'disc') &&
    !names(question, 'vessels') &&
    !names(question, 'lesion') &&
    !names(question, 'topic')
  return named.length === 0 && ofDisc ? ['cupToDiscRatioVertical'] : named
}

/** "Laser scars" asks for no laser: what is a part of a topic's name is no aspect. */
function aspectsIn({ tags }: TaggedQuestion): readonly KnowledgeAspect[] {
  const topics = tags.filter(({ slot }) => slot === 'topic')
  const isPart = ({ from, to }: Tag): boolean =>
    topics.some((topic) => topic.from <= from && topic.to >= to && topic.to - topic.from > to - from)
  return [...new Set(tags.flatMap((tag) => (tag.slot === 'aspect' && !isPart(tag) ? [tag.value] : [])))]
}

const subjectsOf = (question: TaggedQuestion, scopeEye: Laterality | null): Subjects => ({
  eye: eyeFor(question, scopeEye),
  lesions: valuesOf(question, 'lesion'),
  measurements: measurementsIn(question),
  regions: valuesOf(question, 'region'),
  vessels: valuesOf(question, 'vessels'),
  quadrants: valuesOf(question, 'quadrant'),
  conditions: valuesOf(question, 'condition'),
  scales: valuesOf(question, 'scale'),
  topics: valuesOf(question, 'topic'),
  aspects: aspectsIn(question),
  unknowables: valuesOf(question, 'unknowable')
})

const explicitlyJoined = (question: TaggedQuestion): boolean =>
  question.words.includes('and') || /[,;&]/u.test(question.raw)

/** The first intent and those that the question asks for beside it. */
function intentsOf(question: TaggedQuestion, weights: readonly IntentWeight[]): Intent[] {
  const [first, ...rest] = weights
  if (!first) return ['unclear']
  if (!joinable.has(first.intent) || !explicitlyJoined(question)) return [first.intent]
  const beside = rest
    .filter(({ intent, weight }) => weight >= 6.4 && joinable.has(intent))
    .filter(({ intent }) => !(contained[first.intent] ?? []).includes(intent))
    .map(({ intent }) => intent)
  return [first.intent, ...beside.slice(0, 2)]
}

const idle: ReadonlySet<Intent> = new Set<Intent>(['smallTalk', 'unclear', 'capabilities', 'urgent'])

/** What was asked last, also beside something that sounded urgent. */
function previousAsk({ previous }: RoutingContext): Ask | undefined {
  const subjects = previous.flatMap(({ asks }) => asks.find(({ intent }) => !idle.has(intent)) ?? [])
  return subjects.at(-1)
}

/**
 * Whether a question is about the box that the reader drew: "is this a bleed?", "how big is it?", "artefact or lesion?". It is
 * unless it names an eye or speaks of the whole photograph.
 */
function asksOfBox(question: TaggedQuestion): boolean {
  if (names(question, 'eye') || names(question, 'cue', 'earlier')) return false
  if (names(question, 'lesion') || names(question, 'cue', 'selection', 'it', 'see')) return true
  const ofWhole = question.tags.some(({ slot }) => slot !== 'cue') || names(question, 'cue', ...wholeCues)
  return !ofWhole && names(question, 'cue', 'what', 'size', 'certainty', 'quality', 'lesions', 'suspect')
}

/** Cues of questions about the photograph, the session or the assistant, also while a box is drawn. */
const wholeCues = [
  'gradable',
  'whichEye',
  'grade',
  'classifier',
  'rule',
  'next',
  'refer',
  'recall',
  'measurements',
  'notMeasured',
  'compare',
  'letter',
  'record',
  'patientWords',
  'assistant',
  'greeting'
] as const satisfies readonly Cue[]

function withRegion(weights: readonly IntentWeight[], question: TaggedQuestion, region: boolean): IntentWeight[] {
  return region && asksOfBox(question) ? [{ intent: 'region', weight: 9 }, ...weights] : [...weights]
}

/** What somebody asks of the last visit is not told of today, however much it sounds like a question about today. */
function withEarlier(weights: readonly IntentWeight[], question: TaggedQuestion): IntentWeight[] {
  const named = names(question, 'lesion') || names(question, 'measurement')
  const earlier = named && names(question, 'cue', 'earlier') && !names(question, 'aspect')
  return earlier ? [{ intent: 'compareVisits', weight: 9.3 }, ...weights] : [...weights]
}

/** Abbreviations and follow-ups say more by their words than a sentence's meaning could. */
function speaksForItself(question: TaggedQuestion, lexical: readonly IntentWeight[], context: RoutingContext): boolean {
  const words = question.words.length
  if (words === 0) return false
  if (words < 3) return lexical.length === 0 && context.previous.length === 0
  return context.previous.length === 0 || words > LEANING_WORDS || !names(question, 'cue', 'elliptical', 'it')
}

/** Where the words ask unmistakably for what holds the likeliest answer and more, the more is told. */
function containingFirst(weights: readonly IntentWeight[], lexical: readonly IntentWeight[]): IntentWeight[] {
  const [first, ...rest] = weights
  if (!first) return []
  const asked = lexical.filter(({ weight }) => weight >= UNMISTAKABLE).map(({ intent }) => intent)
  const more = rest.find(({ intent }) => asked.includes(intent) && (contained[intent] ?? []).includes(first.intent))
  return more ? [more, first, ...rest.filter((other) => other !== more)] : [...weights]
}

type Weighing = {
  readonly context: RoutingContext
  readonly scorer: IntentScorer | undefined
  readonly signal: AbortSignal | undefined
}

async function weigh(question: TaggedQuestion, { context, scorer, signal }: Weighing): Promise<IntentWeight[]> {
  const lexical = weighIntents(question)
  if (!scorer || !speaksForItself(question, lexical, context)) return lexical
  const combined = combineWeights(lexical, await inTime(scorer, question.mended, signal))
  // What cannot be known is always named: a meaning near it has nothing to tell.
  const nameable = combined.filter(({ intent }) => intent !== 'unknowable' || names(question, 'unknowable'))
  return containingFirst(nameable, lexical)
}

function inContext(question: TaggedQuestion, weights: readonly IntentWeight[], context: RoutingContext): Ask[] {
  const own = subjectsOf(question, context.scopeEye)
  const intents = intentsOf(question, weights)
  const previous = previousAsk(context)
  const first = weights[0] ?? { intent: 'unclear' as const, weight: 0 }
  if (!previous || first.intent === 'smallTalk') return intents.map((intent) => ({ ...own, intent }))
  if (!leansOnPrevious(question, first)) {
    return intents.map((intent) => ({ ...own, intent, eye: own.eye ?? eyeOfTalk(intent, previous) }))
  }
  const asksOther = names(question, 'eye', 'other')
  const asksWhole =
    (names(question, 'cue', 'worse') && !names(question, 'cue', 'it')) ||
    (names(question, 'cue', 'compare') && names(question, 'eye', 'both'))
  return intents.map((intent, i) => {
    const meant = i === 0 ? intentInContext(question, first, previous) : intent
    return {
      ...subjectsInContext(own, previous, { intent: meant, asksOther, asksWhole, scopeEye: context.scopeEye }),
      intent: meant
    }
  })
}

const SENTENCE = /[^.!?]+[.!?]*/gu

/** A question without sentences that only give orders: what is asked beside them is answered as if they were not there. */
function withoutOrders(raw: string, tag: Tagger): TaggedQuestion {
  const sentences = raw.match(SENTENCE) ?? []
  const isOrder = (question: TaggedQuestion): boolean =>
    names(question, 'cue', 'injection') && !names(question, 'symptom')
  const asked = sentences.filter((sentence) => !isOrder(tag(sentence)))
  const rest = tag(asked.join('').trim())
  return asked.length < sentences.length && rest.tags.length > 0 ? { ...rest, raw } : tag(raw)
}

/** Lexical hints from here on say what else is asked where the meaning sounds like an emergency. */
const SAID = 5

/** What is asked beside something that sounds urgent; all that there is where nothing else is said. */
function besideUrgency(weights: readonly IntentWeight[]): readonly IntentWeight[] {
  const rest = weights.filter(({ intent }) => intent !== 'urgent')
  return (rest[0]?.weight ?? 0) >= SAID ? rest : weights
}

/** A premise that names no eye is about the one that the question is about. */
function ofEye(premise: Premise, eye: AskedEye): Premise {
  if (premise.kind === 'gradeBeyondScale' || premise.eye !== null) return premise
  return { ...premise, eye: eye === 'both' ? null : eye }
}

/**
 * Builds the router of one language: lexical rules and, where there is one, a scorer by meaning; earlier questions for what
 * a follow-up leaves out. Urgent symptoms come before whatever else is asked.
 */
export function createRouter(lexicon: Lexicon, scorer?: IntentScorer): Router {
  const tag = tagger(lexicon)
  return async (raw, context, signal) => {
    const question = withoutOrders(raw, tag)
    const weighed = withEarlier(await weigh(question, { context, scorer, signal }), question)
    const weights = withRegion(weighed, question, context.region)
    const told = valuesOf(question, 'symptom')
    const hinted = (weights.find(({ intent }) => intent === 'urgent')?.weight ?? 0) >= HINTED_URGENCY
    const calm = hinted && told.length === 0 ? besideUrgency(weights) : weights
    const [first, ...rest] = inContext(question, calm, context)
    const ask: Ask = first ?? { ...subjectsOf(question, context.scopeEye), intent: 'unclear' }
    const shared = {
      symptoms: told.length === 0 && hinted ? (['unspecified'] as const) : told,
      premises: premisesOf(question).map((premise) => ofEye(premise, ask.eye)),
      negated: names(question, 'cue', 'negation'),
      central: names(question, 'cue', 'macula', 'fovea'),
      pressed: names(question, 'cue', 'pressure'),
      weight: weights[0]?.weight ?? 0
    }
    const urgent: Ask = { ...ask, intent: 'urgent' }
    if (told.length > 0) return { ...shared, asks: ask.intent === 'knowledge' ? [urgent, ask] : [urgent] }
    if (!hinted) return { ...shared, asks: [ask, ...rest] }
    return { ...shared, asks: ask.intent === 'urgent' ? [urgent] : [urgent, ask] }
  }
}
