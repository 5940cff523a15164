import type { Weights } from './weights.ts'

/** A decision: what is true and what was told; null where no class was told. */
export type Decision = { readonly truth: string; readonly told: string | null }

/**
 * F1 of each class, averaged over the classes that are true at least once (van Rijsbergen 1979, 2TP / (2TP + FP + FN)). NaN
 * without weight.
 */
export function macroF1(decisions: readonly Decision[], weights?: Weights): number {
  const [hits, truths, tolds] = [new Map<string, number>(), new Map<string, number>(), new Map<string, number>()]
  const add = (counts: Map<string, number>, name: string, weight: number): void =>
    void counts.set(name, (counts.get(name) ?? 0) + weight)
  for (const [i, { truth, told }] of decisions.entries()) {
    const weight = weights?.[i] ?? 1
    if (weight === 0) continue
    add(truths, truth, weight)
    if (told !== null) add(tolds, told, weight)
    if (told === truth) add(hits, truth, weight)
  }
  const scores = [...truths].map(([name, count]) => (2 * (hits.get(name) ?? 0)) / (count + (tolds.get(name) ?? 0)))
  return scores.reduce((sum, score) => sum + score, 0) / scores.length
}
