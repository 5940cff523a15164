const LONGEST = 6
/** Recall counts twice as much as precision, as in chrF2. */
const BETA = 2

function grams(text: string, n: number): Map<string, number> {
  const letters = text.match(/\S/gu) ?? []
  const counts = new Map<string, number>()
  for (let i = 0; i + n <= letters.length; i++) {
    const gram = letters.slice(i, i + n).join('')
    counts.set(gram, (counts.get(gram) ?? 0) + 1)
  }
  return counts
}

const total = (counts: ReadonlyMap<string, number>): number =>
  [...counts.values()].reduce((sum, count) => sum + count, 0)

/**
 * How much a text is like a reference, 0 to 1: chrF2 over character 1- to 6-grams. Popović 2015, chrF: character n-gram F-score
 * for automatic MT evaluation.
 */
export function chrf(text: string, reference: string): number {
  const scores = Array.from({ length: LONGEST }, (_, i) => {
    const [said, wanted] = [grams(text, i + 1), grams(reference, i + 1)]
    const shared = [...said].reduce((sum, [gram, count]) => sum + Math.min(count, wanted.get(gram) ?? 0), 0)
    return { precision: shared / Math.max(1, total(said)), recall: shared / Math.max(1, total(wanted)) }
  })
  const mean = (of: 'precision' | 'recall'): number => scores.reduce((sum, score) => sum + score[of], 0) / LONGEST
  const [precision, recall] = [mean('precision'), mean('recall')]
  return precision + recall === 0 ? 0 : ((1 + BETA ** 2) * precision * recall) / (BETA ** 2 * precision + recall)
}
