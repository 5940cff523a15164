import type { Weights } from './weights.ts'

/**
 * Prepares the area under the ROC curve of decisions with a score: the chance that a positive ranks above a negative, ties
 * counting one half (Hanley and McNeil, Radiology 1982;143:29–36). The items are sorted once, so that a bootstrap is cheap.
 * The area is NaN when the weights leave a class empty.
 */
export function rocArea(truth: readonly boolean[], score: readonly number[]): (weights?: Weights) => number {
  const order = score.map((_, i) => i).toSorted((a, b) => (score[a] ?? 0) - (score[b] ?? 0))
  return (weights) => {
    let [area, below, positives] = [0, 0, 0]
    for (let at = 0; at < order.length;) {
      const value = score[order[at] ?? 0]
      let [tiedPositives, tiedNegatives] = [0, 0]
      for (; at < order.length && score[order[at] ?? 0] === value; at++) {
        const item = order[at] ?? 0
        const weight = weights?.[item] ?? 1
        if (truth[item]) tiedPositives += weight
        else tiedNegatives += weight
      }
      area += tiedPositives * (below + tiedNegatives / 2)
      positives += tiedPositives
      below += tiedNegatives
    }
    return area / (positives * below)
  }
}
