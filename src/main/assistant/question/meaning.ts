import { Intent } from './intent.ts'
import type { IntentWeight } from './rules.ts'

/**
 * Weighs intents by the meaning of a question, with probabilities that sum to one. Sentence embeddings implement it, in
 * whatever process they run; without it the lexical rules decide alone.
 */
export type IntentScorer = (
  question: string,
  signal?: AbortSignal
) => Promise<readonly { readonly intent: string; readonly probability: number }[]>

/** Longer than this nobody is kept waiting: the words decide alone. */
const PATIENCE_MS = 1500

/**
 * Asks a scorer; one that fails, is too slow or is aborted says nothing, so that a question is always understood somehow.
 */
export async function inTime(
  scorer: IntentScorer,
  question: string,
  signal?: AbortSignal
): Promise<Awaited<ReturnType<IntentScorer>>> {
  const late = AbortSignal.timeout(PATIENCE_MS)
  const enough = signal ? AbortSignal.any([signal, late]) : late
  if (enough.aborted) return []
  const nothing = new Promise<Awaited<ReturnType<IntentScorer>>>((resolve) =>
    enough.addEventListener('abort', () => resolve([]), { once: true })
  )
  return Promise.race([scorer(question, signal).catch(() => []), nothing])
}

/** Lexical hints up to this weight are no more than guesses. */
const GUESS = 5
/** What a point of weight above that is worth against probability. */
const SHARE = 0.2
/** From this weight on a turn of phrase is unmistakable. */
export const UNMISTAKABLE = 8.4

/**
 * Joins what the words say with what the question means: a strong turn of phrase outweighs a doubtful meaning, a clear
 * meaning decides where the words say little. Weights stay on the scale of the rules, 0 to 10.
 */
export function combineWeights(
  lexical: readonly IntentWeight[],
  scored: readonly { readonly intent: string; readonly probability: number }[]
): IntentWeight[] {
  const probabilities = new Map(
    scored.flatMap(({ intent, probability }) => {
      const known = Intent.safeParse(intent)
      return known.success ? [[known.data, probability] as const] : []
    })
  )
  const words = new Map(lexical.map(({ intent, weight }) => [intent, weight]))
  const intents = [...new Set([...words.keys(), ...probabilities.keys()])]
  return intents
    .map((intent) => {
      const [weight, probability] = [words.get(intent) ?? 0, probabilities.get(intent) ?? 0]
      return {
        intent,
        weight: Math.max(weight, 10 * probability),
        score: probability + SHARE * Math.max(0, weight - GUESS) + (weight >= UNMISTAKABLE ? 0.3 : 0)
      }
    })
    .filter(({ weight }) => weight >= 1)
    .toSorted((a, b) => b.score - a.score)
    .map(({ intent, weight }) => ({ intent, weight }))
}
