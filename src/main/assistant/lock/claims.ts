import type { Laterality } from '#shared/domain/laterality.ts'
import type { Part, Sentence } from '../composer/sentence.ts'
import { citedIn, wordsOfPart } from '../composer/sentence.ts'
import { directionWords, judgementWords, negationWords, placeWords } from '../english/claimWords.ts'
import type { EvidenceItem, FactOf } from '../evidence/fact.ts'
import type { Slot } from '../question/lexicon.ts'
import { type TaggedQuestion, type Tagger, valuesOf } from '../question/tag.ts'
import { everyWording, mayUse } from './allowed.ts'
import { turnsRound } from './direction.ts'
import { holdsAmount, holdsFigure, plainWords } from './figures.ts'
import { rambles } from './rambling.ts'

/** What can be wrong with a sentence. */
export type ClaimFailure =
  | 'figure'
  | 'amount'
  | 'citation'
  | 'eye'
  | 'polarity'
  | 'lesion'
  | 'grade'
  | 'place'
  | 'condition'
  | 'measurement'
  | 'direction'
  | 'judgement'
  | 'vocabulary'
  | 'form'

type Claim = {
  readonly text: string
  readonly words: readonly string[]
  readonly tags: TaggedQuestion
  readonly cited: readonly EvidenceItem[]
  /** Words and tags of what the cited evidence says itself. */
  readonly support: TaggedQuestion
  readonly supportWords: ReadonlySet<string>
}

type Check = (claim: Claim) => boolean

const isEyeName = ({ fact }: EvidenceItem): boolean => fact.kind === 'eye' || fact.kind === 'eyeBasis'

function namedEyes({ tags }: Pick<Claim, 'tags'>): Laterality[] {
  return valuesOf(tags, 'eye').filter((eye): eye is Laterality => eye === 'OD' || eye === 'OS')
}

const eyesOf = (items: readonly EvidenceItem[]): ReadonlySet<Laterality> =>
  new Set(items.flatMap(({ evidence }) => (evidence.eye ? [evidence.eye] : [])))

/** Every eye that is named must be that of what the sentence cites, and the other way round. */
const wrongEye: Check = (claim) => {
  const told = claim.cited.filter((item) => !isEyeName(item))
  const comparing = told.some(({ fact }) => fact.kind === 'comparison')
  if (comparing) return false
  const slots = valuesOf(claim.tags, 'eye')
  if (slots.includes('both') || slots.includes('other')) return true
  const named = claim.cited.filter(isEyeName)
  const said = new Set([...namedEyes(claim), ...eyesOf(named)])
  const meant = eyesOf(told.length > 0 ? told : named)
  return [...said].some((eye) => !meant.has(eye)) || (said.size > 0 && [...eyesOf(told)].some((eye) => !said.has(eye)))
}

/** A value that the sentence names and the cited evidence does not. */
const unsupported =
  (...slots: Slot[]): Check =>
  ({ tags, support }) =>
    slots.some((slot) => valuesOf(tags, slot).some((value) => !valuesOf(support, slot).includes(value)))

const wordsOutside =
  (set: ReadonlySet<string>): Check =>
  ({ words, supportWords }) =>
    words.some((word) => set.has(word) && !supportWords.has(word))

/** The evidence says itself whether something is there: a sentence that denies on top of it turns it round. */
const flipped: Check = ({ words }) => words.some((word) => negationWords.has(word))

const comparisons = (claim: Claim): FactOf<'comparison'>[] =>
  claim.cited.flatMap(({ fact }) => (fact.kind === 'comparison' ? [fact] : []))

const BEFORE_THAN = /\bthan\b.*$/isu

/** "Higher in the right eye" where it is the left; "fewer than before" where there are more. */
function wrongDirection(tag: Tagger): Check {
  const eyesIn = (text: string): Laterality[] => namedEyes({ tags: tag(text) })
  return (claim) => {
    const compared = comparisons(claim)
    if (compared.length === 0) return wordsOutside(directionWords)(claim)
    const eyesBeforeThan = eyesIn(claim.text.replace(BEFORE_THAN, ''))
    const sentence = { words: claim.words, eyes: eyesIn(claim.text), eyesBeforeThan }
    return compared.some((fact) => turnsRound(sentence, fact))
  }
}

const checksOf = (tag: Tagger): readonly (readonly [ClaimFailure, Check])[] => [
  ['figure', ({ text }) => holdsFigure(text)],
  ['amount', ({ text }) => holdsAmount(text)],
  ['eye', wrongEye],
  ['polarity', flipped],
  ['lesion', unsupported('lesion')],
  ['grade', unsupported('icdrLevel', 'scale')],
  ['condition', unsupported('condition', 'topic')],
  ['place', unsupported('quadrant')],
  ['place', wordsOutside(placeWords)],
  ['measurement', unsupported('measurement', 'region', 'vessels')],
  ['direction', wrongDirection(tag)],
  ['judgement', wordsOutside(judgementWords)]
]

const textOf = (parts: readonly Part[]): string => parts.map((part) => wordsOfPart(part) ?? ' ').join('')

const supportOf = (cited: readonly EvidenceItem[]): string =>
  cited.map(({ evidence }) => `${evidence.subject}. ${evidence.text}`).join('. ')

function sameCitations(parts: readonly Part[], planned: Sentence): boolean {
  const wanted = citedIn(planned).map(({ evidence }) => evidence.id)
  const got = citedIn({ ...planned, parts }).map(({ evidence }) => evidence.id)
  return wanted.length === got.length && wanted.every((id) => got.includes(id))
}

/** Reads a sentence against the evidence that it cites; empty when everything it says is borne out. */
export type ClaimCheck = (parts: readonly Part[], planned: Sentence) => ClaimFailure[]

/** Builds the check of one language from its tagger. */
export function claimCheck(tag: Tagger): ClaimCheck {
  const checks = checksOf(tag)
  return (parts, planned) => {
    const text = textOf(parts)
    const cited = citedIn({ ...planned, parts })
    const plan = everyWording(planned)
    const support = `${supportOf(cited)}. ${plan}`
    const words = plainWords(text)
    const claim: Claim = {
      text,
      words,
      tags: tag(text),
      cited,
      support: tag(support),
      supportWords: new Set(plainWords(support))
    }
    const failures = checks.filter(([, check]) => check(claim)).map(([failure]) => failure)
    const bracket = /[[\]{}<>]/u.test(text)
    const foreign = words.some((word) => !mayUse(word, planned))
    return [
      ...new Set([
        ...failures,
        ...(cited.length === 0 || !sameCitations(parts, planned) ? (['citation'] as const) : []),
        ...(bracket || foreign ? (['vocabulary'] as const) : []),
        ...(rambles(parts, planned.parts) ? (['form'] as const) : [])
      ])
    ]
  }
}
