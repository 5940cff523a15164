/** Number of single-letter slips (wrong, missing, extra or swapped) that separate two words, up to a limit. */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      row[j] = Math.min(
        (last[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (last[j - 1] ?? 0) + same,
        swapped ? (beforeLast[j - 2] ?? 0) + 1 : Infinity
      )
    }
    beforeLast = last
    last = row
  }
  return last[b.length] ?? limit + 1
}

/** Slips that are forgiven in a word of a given length. */
const forgiven = (length: number): number => {
  if (length < 5) return 0
  return length < 9 ? 1 : 2
}

export type Speller = (word: string) => string

/** A word with two neighbouring letters swapped, the first one kept: the commonest slip of all. */
const swapped = (word: string): string[] =>
  Array.from({ length: Math.max(0, word.length - 2) }, (_, i) => {
    const at = i + 1
    return word.slice(0, at) + (word[at + 1] ?? '') + (word[at] ?? '') + word.slice(at + 2)
  })

/** Letters from which on a swap is taken for a slip. */
const SWAPPED_FROM = 4

/**
 * Corrects words that are neither terms nor everyday words: first by undoing a swap of two letters, else to the nearest
 * term that begins with the same letter, if there is exactly one nearest or all that are as near stand for the same. Short words are left alone: they are too close to
 * one another.
 */
export function speller(
  terms: ReadonlySet<string>,
  everyday: ReadonlySet<string>,
  isSame: (a: string, b: string) => boolean = () => false
): Speller {
  const candidates = [...terms].filter((term) => term.length >= 5)
  const known = new Map<string, string>()
  const correct = (word: string): string => {
    if (word.length < SWAPPED_FROM || terms.has(word) || everyday.has(word)) return word
    const right = swapped(word).filter((other) => terms.has(other) || everyday.has(other))
    if (right.length === 1 && right[0] !== undefined) return right[0]
    const limit = forgiven(word.length)
    if (limit === 0) return word
    const near = candidates
      .filter((term) => term[0] === word[0])
      .map((term) => ({ term, slips: editDistance(word, term, limit) }))
      .filter(({ slips }) => slips <= limit)
      .toSorted((a, b) => a.slips - b.slips)
    const [best] = near
    const rivals = near.filter(({ term, slips }) => slips === best?.slips && term !== best.term)
    return best && rivals.every(({ term }) => isSame(term, best.term)) ? best.term : word
  }
  return (word) => {
    const corrected = known.get(word) ?? correct(word)
    if (known.size < 5000) known.set(word, corrected)
    return corrected
  }
}
