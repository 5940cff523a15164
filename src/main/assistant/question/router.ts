import type { Laterality } from '#shared/domain/laterality.ts'
import { otherEye } from '#shared/domain/laterality.ts'
import { intentInContext, leansOnPrevious, subjectsInContext } from './followUp.ts'
import type { Intent } from './intent.ts'
import type { Lexicon } from './lexicon.ts'
import { combineWeights, type IntentScorer, inTime, UNMISTAKABLE } from './meaning.ts'
import { premisesOf } from './premise.ts'
import type { Ask, AskedEye, RoutedQuestion, Subjects } from './route.ts'
import { type IntentWeight, weighIntents } from './rules.ts'
import { names, type Tagger, tagger, type TaggedQuestion, valuesOf } from './tag.ts'

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

const subjectsOf = (question: TaggedQuestion, scopeEye: Laterality | null): Subjects => ({
  eye: eyeFor(question, scopeEye),
  lesions: valuesOf(question, 'lesion'),
  measurements: valuesOf(question, 'measurement'),
  regions: valuesOf(question, 'region'),
  vessels: valuesOf(question, 'vessels'),
  quadrants: valuesOf(question, 'quadrant'),
  conditions: valuesOf(question, 'condition'),
  scales: valuesOf(question, 'scale'),
  topics: valuesOf(question, 'topic'),
  aspects: valuesOf(question, 'aspect'),
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

function withRegion(weights: readonly IntentWeight[], question: TaggedQuestion, region: boolean): IntentWeight[] {
  // "Is this a bleed?" and "any exudates?" are about the box as long as no eye is named.
  const ofBox = names(question, 'lesion') && !names(question, 'eye') && !names(question, 'cue', 'earlier')
  const pointing = ofBox || names(question, 'cue', 'selection', 'it', 'see')
  return region && pointing ? [{ intent: 'region', weight: 9 }, ...weights] : [...weights]
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
function containingFirst(weights: readonly IntentWeight[]): IntentWeight[] {
  const [first, ...rest] = weights
  if (!first) return []
  const holds = ({ intent, weight }: IntentWeight): boolean =>
    weight >= UNMISTAKABLE && (contained[intent] ?? []).includes(first.intent)
  const more = rest.find(holds)
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
  return containingFirst(combineWeights(lexical, await inTime(scorer, question.mended, signal)))
}

function inContext(question: TaggedQuestion, weights: readonly IntentWeight[], context: RoutingContext): Ask[] {
  const own = subjectsOf(question, context.scopeEye)
  const intents = intentsOf(question, weights)
  const previous = previousAsk(context)
  const first = weights[0] ?? { intent: 'unclear' as const, weight: 0 }
  if (!previous || first.intent === 'smallTalk' || !leansOnPrevious(question, first)) {
    return intents.map((intent) => ({ ...own, intent }))
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
    const [first, ...rest] = inContext(question, weights, context)
    const ask: Ask = first ?? { ...subjectsOf(question, context.scopeEye), intent: 'unclear' }
    const told = valuesOf(question, 'symptom')
    const hinted = (weights.find(({ intent }) => intent === 'urgent')?.weight ?? 0) >= HINTED_URGENCY
    const shared = {
      symptoms: told.length === 0 && hinted ? (['unspecified'] as const) : told,
      premises: premisesOf(question),
      pressed: names(question, 'cue', 'pressure'),
      weight: weights[0]?.weight ?? 0
    }
    const urgent: Ask = { ...ask, intent: 'urgent' }
    if (told.length > 0) return { ...shared, asks: ask.intent === 'knowledge' ? [urgent, ask] : [urgent] }
    if (!hinted) return { ...shared, asks: [ask, ...rest] }
    return { ...shared, asks: ask.intent === 'urgent' ? [urgent] : [urgent, ask] }
  }
}
