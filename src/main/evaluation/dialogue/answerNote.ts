import type { Description } from '../../dataset/describe/description.ts'
import { faultsOf } from '../../dataset/dialogue/check.ts'
import { withoutNotes } from '../../dataset/dialogue/reading.ts'
import { meanOverlap } from '../metrics/boxOverlap.ts'
import type { Decision } from '../metrics/classScores.ts'
import { rougeL } from '../metrics/rouge.ts'
import type { Answer } from './answerFile.ts'
import { boxesIn, inShares, overlapOfNamed, type PhotographSize } from './boxes.ts'
import { abstains, claimsIn, sharedWith } from './claims.ts'
import type { Expectation } from './expectation.ts'
import { isSupported, pairQuantities, quantitiesIn, relativeError } from './quantities.ts'
import type { QuestionKind } from './questionKind.ts'

/** How many of some things have a property. */
export type Share = { readonly having: number; readonly of: number }

/** What one answer adds to the scores; undefined where the question is not scored that way. */
export type AnswerNote = {
  readonly kind: QuestionKind
  readonly answered: boolean
  readonly decisions: readonly Decision[]
  /** Of the numbers that were asked for and told. */
  readonly relativeErrors: readonly number[]
  readonly told: Share
  readonly unsupported: Share
  readonly overlap: number | undefined
  readonly rougeL: number | undefined
  readonly claimsMade: Share
  readonly claimsWanted: Share
  readonly isFaultless: boolean | undefined
  readonly abstention: { readonly wanted: boolean; readonly given: boolean } | undefined
}

const NONE: Share = { having: 0, of: 0 }

type About = { readonly description: Description | undefined; readonly size: PhotographSize | null }

/** Compares an answer with what was expected; no answer is an empty one. */
export function noteAnswer(expected: Expectation, answer: Answer | undefined, about: About): AnswerNote {
  const text = answer?.text ?? ''
  const { kind, reference, classes } = expected
  const isOpen = kind === 'open'
  return {
    kind,
    answered: text.trim() !== '' || (answer?.boxes.length ?? 0) > 0,
    decisions: classes.map(({ scale, truth, read }) => {
      const told = read(text)
      return { truth: `${scale}:${truth}`, told: told === null ? null : `${scale}:${told}` }
    }),
    ...numbersOf(text, expected),
    overlap: expected.boxes.length > 0 ? overlapOf(text, { expected, answer, size: about.size }) : undefined,
    rougeL: isOpen && reference !== null ? rougeL(text, reference) : undefined,
    ...(isOpen ? claimShares(text, expected) : { claimsMade: NONE, claimsWanted: NONE }),
    isFaultless: isOpen && about.description ? faultsOf(text, about.description).length === 0 : undefined,
    abstention: expected.isJudged ? { wanted: kind === 'abstention', given: abstains(text) } : undefined
  }
}

function numbersOf(
  text: string,
  { kind, quantities, known, isJudged }: Expectation
): Pick<AnswerNote, 'relativeErrors' | 'told' | 'unsupported'> {
  const given = quantitiesIn(text)
  const pairs = pairQuantities(quantities, given)
  const digits = kind === 'choice' || !isJudged ? [] : given.filter(({ isWord }) => !isWord)
  return {
    relativeErrors: pairs.map(([truth, told]) => relativeError(truth, told)),
    told: { having: pairs.length, of: quantities.length },
    unsupported: { having: digits.filter((one) => !isSupported(one, known)).length, of: digits.length }
  }
}

function overlapOf(
  text: string,
  {
    expected,
    answer,
    size
  }: { readonly expected: Expectation; readonly answer: Answer | undefined } & Pick<About, 'size'>
): number {
  const told = (answer?.boxes ?? []).map((sides) => ({ sides, lesion: null }))
  const given = (told.length > 0 ? told : boxesIn(text)).map((box) => inShares(box, size))
  return meanOverlap(given, expected.boxes, overlapOfNamed)
}

function claimShares(
  text: string,
  { claims, supported, notes, isJudged }: Expectation
): Pick<AnswerNote, 'claimsMade' | 'claimsWanted'> {
  const made = claimsIn(withoutNotes(text, notes))
  return {
    claimsMade: { having: sharedWith(made, supported), of: isJudged ? made.length : 0 },
    claimsWanted: { having: sharedWith(claims, made), of: claims.length }
  }
}
