/** How often each item counts, by its index. */
export type Weights = ArrayLike<number>

/** Weighted mean of values; NaN without weight. */
export function weightedMean(values: readonly number[], weights?: Weights): number {
  let [sum, all] = [0, 0]
  for (const [i, value] of values.entries()) {
    const weight = weights?.[i] ?? 1
    sum += weight * value
    all += weight
  }
  return sum / all
}
