import type { Weights } from './weights.ts'

/**
 * Cohen's kappa with quadratic weights (Cohen, Psychol Bull 1968;70:213–220) of two lists of levels from 0 to `levels` − 1.
 * NaN when no disagreement could be expected, as when both are constant.
 */
export function quadraticKappa(
  truth: readonly number[],
  rated: readonly number[],
  { levels, weights }: { readonly levels: number; readonly weights?: Weights }
): number {
  const [rows, columns] = [new Float64Array(levels), new Float64Array(levels)]
  let [seen, all] = [0, 0]
  for (const [i, level] of truth.entries()) {
    const other = rated[i] ?? 0
    const weight = weights?.[i] ?? 1
    rows[level] = (rows[level] ?? 0) + weight
    columns[other] = (columns[other] ?? 0) + weight
    seen += weight * (level - other) ** 2
    all += weight
  }
  let expected = 0
  for (let a = 0; a < levels; a++) {
    for (let b = 0; b < levels; b++) expected += ((rows[a] ?? 0) * (columns[b] ?? 0) * (a - b) ** 2) / all
  }
  return 1 - seen / expected
}
