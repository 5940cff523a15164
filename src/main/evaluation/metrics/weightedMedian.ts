import type { Weights } from './weights.ts'

/** A number that belongs to an item, of which it takes the weight. */
export type OfItem = { readonly value: number; readonly item: number }

/**
 * Prepares the median of numbers, each as often as its item's weight says; the mean of both middle ones where there are two. The
 * numbers are sorted once, so that a bootstrap is cheap. NaN without weight.
 */
export function weightedMedian(numbers: readonly OfItem[]): (weights?: Weights) => number {
  const sorted = numbers.toSorted((a, b) => a.value - b.value)
  return (weights) => {
    const weightOf = (item: number): number => weights?.[item] ?? 1
    const half = sorted.reduce((sum, { item }) => sum + weightOf(item), 0) / 2
    let walked = 0
    for (const [i, { value, item }] of sorted.entries()) {
      walked += weightOf(item)
      if (walked < half || half === 0) continue
      const next = sorted.slice(i + 1).find((other) => weightOf(other.item) > 0)
      return walked === half && next ? (value + next.value) / 2 : value
    }
    return NaN
  }
}
