import { macroF1 } from '../metrics/classScores.ts'
import { weightedMedian } from '../metrics/weightedMedian.ts'
import type { Weights } from '../metrics/weights.ts'
import { scoresOf, type Observed } from '../suites/suite.ts'
import type { Scores } from '../scoreTree.ts'
import type { AnswerNote, Share } from './answerNote.ts'

/** A score of a system's answers. */
type Measure = {
  readonly name: string
  /** Whether an answer counts for it. */
  readonly counts: (note: AnswerNote) => boolean
  /** Whether two systems are compared over the answers that count for both, or for either. */
  readonly paired: 'both' | 'either'
  readonly prepare: (notes: readonly AnswerNote[]) => (weights?: Weights) => number
}

/** The share of all things that have a property; an answer with many of them weighs more. */
const shareOf = (name: string, shareIn: (note: AnswerNote) => Share): Measure => ({
  name,
  counts: (note) => shareIn(note).of > 0,
  paired: 'either',
  prepare: (notes) => {
    const shares = notes.map(shareIn)
    return (weights) => {
      let [having, all] = [0, 0]
      for (const [i, share] of shares.entries()) {
        const weight = weights?.[i] ?? 1
        having += weight * share.having
        all += weight * share.of
      }
      return having / all
    }
  }
})

const one = (value: number | boolean | undefined): Share =>
  value === undefined ? { having: 0, of: 0 } : { having: Number(value), of: 1 }

const MEASURES: readonly Measure[] = [
  shareOf('answered', ({ answered }) => one(answered)),
  shareOf('closed.accuracy', ({ decisions }) => ({
    having: decisions.filter(({ truth, told }) => truth === told).length,
    of: decisions.length
  })),
  {
    name: 'closed.f1',
    counts: ({ decisions }) => decisions.length > 0,
    paired: 'either',
    prepare: (notes) => {
      const decisions = notes.flatMap((note, item) => note.decisions.map((decision) => ({ ...decision, item })))
      return (weights) => macroF1(decisions, weights && decisions.map(({ item }) => weights[item] ?? 0))
    }
  },
  {
    name: 'numbers.relative_error',
    counts: ({ relativeErrors }) => relativeErrors.length > 0,
    paired: 'both',
    prepare: (notes) =>
      weightedMedian(notes.flatMap(({ relativeErrors }, item) => relativeErrors.map((value) => ({ value, item }))))
  },
  shareOf('numbers.told', ({ told }) => told),
  shareOf('numbers.unsupported', ({ unsupported }) => unsupported),
  shareOf('boxes.iou', ({ overlap }) => one(overlap)),
  shareOf('open.rouge_l', (note) => one(note.rougeL)),
  shareOf('open.claim_precision', ({ claimsMade }) => claimsMade),
  shareOf('open.claim_recall', ({ claimsWanted }) => claimsWanted),
  shareOf('open.faultless', ({ isFaultless }) => one(isFaultless)),
  shareOf('abstention.precision', ({ abstention }) => one(abstention?.given === true ? abstention.wanted : undefined)),
  shareOf('abstention.recall', ({ abstention }) => one(abstention?.wanted === true ? abstention.given : undefined))
]

/** The scores of a system's answers, by `prefix` and name. */
export function measured(notes: readonly Observed<AnswerNote>[], prefix: string): Scores {
  return new Map(
    MEASURES.flatMap(({ name, counts, prepare }) => {
      const counted = notes.filter(counts)
      const valueOf = prepare(counted)
      return [...scoresOf(counted, (weights) => ({ [`${prefix}${name}`]: valueOf(weights) }))]
    })
  )
}

/** How much better or worse other answers to the same questions score: other − first, drawn together in each bootstrap sample. */
export function measuredDifferences(
  first: readonly Observed<AnswerNote>[],
  other: readonly Observed<AnswerNote>[]
): Scores {
  const pairs = first.flatMap((note, i) => {
    const against = other[i]
    return against ? [{ group: note.group, note, against }] : []
  })
  return new Map(
    MEASURES.flatMap(({ name, counts, paired, prepare }) => {
      const counted = pairs.filter(({ note, against }) =>
        paired === 'both' ? counts(note) && counts(against) : counts(note) || counts(against)
      )
      const [ofFirst, ofOther] = [
        prepare(counted.map(({ note }) => note)),
        prepare(counted.map(({ against }) => against))
      ]
      return [...scoresOf(counted, (weights) => ({ [name]: ofOther(weights) - ofFirst(weights) }))]
    })
  )
}
