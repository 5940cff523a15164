import type { Weights } from './weights.ts'

/** The same quantity of one subject, taken in two ways. */
export type Pair = readonly [number, number]

type Means = { readonly n: number; readonly subjects: number; readonly ways: number; readonly rest: number }

/**
 * Intraclass correlation ICC(2,1): two-way random effects, absolute agreement, single measurement
 * (Shrout and Fleiss, Psychol Bull 1979;86:420–428), of a table with one row a subject and one column a way of measuring.
 * NaN with fewer than two subjects or without any variance.
 */
export function intraclassCorrelation(table: readonly (readonly number[])[], weights?: Weights): number {
  const k = table[0]?.length ?? 0
  const { n, subjects, ways, rest } = meanSquares(table, weights)
  return n < 2 ? NaN : (subjects - rest) / (subjects + (k - 1) * rest + (k * (ways - rest)) / n)
}

/** Mean squares of a two-way analysis of variance: between subjects, between ways, residual. */
function meanSquares(table: readonly (readonly number[])[], weights?: Weights): Means {
  const k = table[0]?.length ?? 0
  let [n, grand] = [0, 0]
  const columns = new Float64Array(k)
  for (const [i, row] of table.entries()) {
    const weight = weights?.[i] ?? 1
    n += weight
    for (const [j, value] of row.entries()) {
      columns[j] = (columns[j] ?? 0) + weight * value
      grand += weight * value
    }
  }
  grand /= n * k
  let [total, between] = [0, 0]
  for (const [i, row] of table.entries()) {
    const weight = weights?.[i] ?? 1
    const mean = row.reduce((sum, value) => sum + value, 0) / k
    between += weight * k * (mean - grand) ** 2
    for (const value of row) total += weight * (value - grand) ** 2
  }
  const betweenWays = columns.reduce((sum, column) => sum + n * (column / n - grand) ** 2, 0)
  return {
    n,
    subjects: between / (n - 1),
    ways: betweenWays / (k - 1),
    rest: Math.max(0, total - between - betweenWays) / ((n - 1) * (k - 1))
  }
}

/** Mean difference second − first and the limits within which 95 % of the differences lie. */
export type LimitsOfAgreement = { readonly bias: number; readonly low: number; readonly high: number }

/** Bland and Altman, Lancet 1986;1:307–310: bias ± 1.96 standard deviations of the differences. */
export function limitsOfAgreement(pairs: readonly Pair[], weights?: Weights): LimitsOfAgreement {
  let [n, sum, squares] = [0, 0, 0]
  for (const [i, [first, second]] of pairs.entries()) {
    const weight = weights?.[i] ?? 1
    n += weight
    sum += weight * (second - first)
  }
  const bias = sum / n
  for (const [i, [first, second]] of pairs.entries()) squares += (weights?.[i] ?? 1) * (second - first - bias) ** 2
  const reach = 1.96 * Math.sqrt(squares / (n - 1))
  return { bias, low: bias - reach, high: bias + reach }
}
