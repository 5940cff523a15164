import { seededRandom } from '../../evaluation/metrics/random.ts'

/** Answers that self-BLEU compares with one another; all pairs of a large set would take hours. */
const SAMPLE = 100
const ORDERS = [1, 2, 3, 4] as const

export type Variety = {
  readonly answers: number
  readonly meanWords: number
  /** Different n-grams by all n-grams (Li et al., NAACL 2016), by n. */
  readonly distinct: Readonly<Record<'1' | '2' | '3', number>>
  /** Mean BLEU-4 of an answer against the others of a sample (Zhu et al., SIGIR 2018); lower is more varied. */
  readonly selfBleu: number | null
}

/** Counts n-grams as answers come, and keeps a reservoir of them for self-BLEU. */
export function varietyMeter(seed: number): { readonly add: (answer: string) => void; readonly result: () => Variety } {
  const random = seededRandom(seed)
  const seen = [1, 2, 3].map(() => new Set<string>())
  const totals = [0, 0, 0]
  const sample: string[][] = []
  let [answers, words] = [0, 0]
  return {
    add: (answer) => {
      const tokens = tokensOf(answer)
      answers++
      words += tokens.length
      for (const [i, set] of seen.entries()) {
        for (const gram of gramsOf(tokens, i + 1)) set.add(gram)
        totals[i] = (totals[i] ?? 0) + Math.max(0, tokens.length - i)
      }
      if (sample.length < SAMPLE) sample.push(tokens)
      else {
        const at = Math.floor(random() * answers)
        if (at < SAMPLE) sample[at] = tokens
      }
    },
    result: () => {
      const share = (i: number): number => rounded((seen[i]?.size ?? 0) / Math.max(1, totals[i] ?? 0))
      return {
        answers,
        meanWords: rounded(words / Math.max(1, answers)),
        distinct: { '1': share(0), '2': share(1), '3': share(2) },
        selfBleu: sample.length < 2 ? null : rounded(selfBleu(sample))
      }
    }
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

/** BLEU (Papineni et al., ACL 2002) up to 4-grams with add-one smoothing from 2-grams on (Lin and Och, COLING 2004). */
export function bleu(candidate: readonly string[], references: readonly (readonly string[])[]): number {
  const logs = ORDERS.map((n) => {
    const known = references.map((reference) => countsOf(reference, n))
    let [matched, all] = n === 1 ? [0, 0] : [1, 1]
    for (const [gram, count] of countsOf(candidate, n)) {
      matched += Math.min(count, Math.max(0, ...known.map((counts) => counts.get(gram) ?? 0)))
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

const selfBleu = (sample: readonly (readonly string[])[]): number =>
  sample.reduce((sum, one, i) => sum + bleu(one, sample.toSpliced(i, 1)), 0) / sample.length

const rounded = (value: number): number => Number(value.toFixed(4))
