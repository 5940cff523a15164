import { z } from 'zod'
import { hash30, hash30After } from '../textHash.ts'
import { seededRandom } from '../../evaluation/metrics/random.ts'

/** Answers that self-BLEU compares with one another; all pairs of a large set would take hours. */
const SAMPLE = 100
const ORDERS = [1, 2, 3, 4] as const

const Ratio = z.number().nonnegative()

export const Variety = z.strictObject({
  answers: z.int().nonnegative(),
  meanWords: Ratio,
  /** Different n-grams by all n-grams (Li et al., NAACL 2016), by n. */
  distinct: z.strictObject({ '1': Ratio, '2': Ratio, '3': Ratio }),
  /** Mean BLEU-4 of an answer against the others of a sample (Zhu et al., SIGIR 2018); lower is more varied. */
  selfBleu: Ratio.nullable()
})
export type Variety = z.infer<typeof Variety>

/** Counts n-grams as answers come, and keeps a reservoir of them for self-BLEU; needs the same memory for any number of them. */
export function varietyMeter(seed: number): { readonly add: (answer: string) => void; readonly result: () => Variety } {
  const random = seededRandom(seed)
  const seen = [1, 2, 3].map(() => distinctCounter())
  const totals = [0, 0, 0]
  const sample: string[][] = []
  let [answers, words] = [0, 0]
  return {
    add: (answer) => {
      const tokens = tokensOf(answer)
      answers++
      words += tokens.length
      const single = tokens.map(hash30)
      let grams = single
      for (const [i, counter] of seen.entries()) {
        for (const gram of grams) counter.add(gram)
        totals[i] = (totals[i] ?? 0) + grams.length
        grams = grams.slice(0, -1).map((gram, at) => hash30After(gram, single[at + i + 1] ?? 0))
      }
      if (sample.length < SAMPLE) sample.push(tokens)
      else {
        const at = Math.floor(random() * answers)
        if (at < SAMPLE) sample[at] = tokens
      }
    },
    result: () => {
      const share = (i: number): number => rounded((seen[i]?.count() ?? 0) / Math.max(1, totals[i] ?? 0))
      return {
        answers,
        meanWords: rounded(words / Math.max(1, answers)),
        distinct: { '1': share(0), '2': share(1), '3': share(2) },
        selfBleu: sample.length < 2 ? null : rounded(selfBleu(sample))
      }
    }
  }
}

/**
 * Counts different hashes below 2^30: exactly up to `most` of them, then by adaptive sampling (Flajolet, Computing 43, 1990), whose
 * standard error is 1.2 / √most.
 */
export function distinctCounter(most = 1 << 16): {
  readonly add: (hash: number) => void
  readonly count: () => number
} {
  const kept = new Set<number>()
  let mask = 0
  return {
    add: (hash) => {
      if ((hash & mask) !== 0) return
      kept.add(hash)
      while (kept.size > most) {
        mask = 2 * mask + 1
        for (const one of kept) if ((one & mask) !== 0) kept.delete(one)
      }
    },
    count: () => kept.size * (mask + 1)
  }
}

const tokensOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+(?:[.’'-][\p{L}\p{N}]+)*/gu) ?? []

function gramsOf(tokens: readonly string[], n: number): string[] {
  return Array.from({ length: Math.max(0, tokens.length - n + 1) }, (_, i) => tokens.slice(i, i + n).join(' '))
}

function countsOf(tokens: readonly string[], n: number): Map<string, number> {
  const counts = new Map<string, number>()
  for (const gram of gramsOf(tokens, n)) counts.set(gram, (counts.get(gram) ?? 0) + 1)
  return counts
}

/** A text's n-grams with their counts, by order. */
type Profile = { readonly length: number; readonly counts: readonly ReadonlyMap<string, number>[] }

const profileOf = (tokens: readonly string[]): Profile => ({
  length: tokens.length,
  counts: ORDERS.map((n) => countsOf(tokens, n))
})

/** BLEU (Papineni et al., ACL 2002) up to 4-grams with add-one smoothing from 2-grams on (Lin and Och, COLING 2004). */
export const bleu = (candidate: readonly string[], references: readonly (readonly string[])[]): number =>
  bleuOf(profileOf(candidate), references.map(profileOf))

function bleuOf(candidate: Profile, references: readonly Profile[]): number {
  const logs = ORDERS.map((n, i) => {
    let [matched, all] = n === 1 ? [0, 0] : [1, 1]
    for (const [gram, count] of candidate.counts[i] ?? []) {
      let most = 0
      for (const { counts } of references) most = Math.max(most, counts[i]?.get(gram) ?? 0)
      matched += Math.min(count, most)
      all += count
    }
    return Math.log(matched / Math.max(1, all))
  })
  const closest = references
    .map(({ length }) => length)
    .toSorted((a, b) => Math.abs(a - candidate.length) - Math.abs(b - candidate.length) || a - b)
  const brevity = Math.min(1, Math.exp(1 - (closest[0] ?? 0) / Math.max(1, candidate.length)))
  return brevity * Math.exp(logs.reduce((sum, log) => sum + log, 0) / ORDERS.length)
}

function selfBleu(sample: readonly (readonly string[])[]): number {
  const profiles = sample.map(profileOf)
  return profiles.reduce((sum, one, i) => sum + bleuOf(one, profiles.toSpliced(i, 1)), 0) / profiles.length
}

const rounded = (value: number): number => Number(value.toFixed(4))
