import { hash30, hash30After, hash53 } from '../textHash.ts'
import { type SetLine, isDialogue } from './setLines.ts'

/** Words of a shingle. */
const WORDS = 3

/** Tells whether a line says nearly the same of a photograph as one before it; two photographs are never duplicates. */
export type NearDuplicates = (line: SetLine) => boolean

/**
 * Finds lines whose texts have a Jaccard similarity of `similarity` or more, by their sets of three words in a row. Exact: two sets
 * that are so alike share an element of their prefixes in any fixed order (Bayardo et al., WWW 2007), so that only lines with a
 * common element there are compared.
 */
export function nearDuplicates(similarity: number): NearDuplicates {
  const byImage = new Map<number, { readonly kept: number[][]; readonly withElement: Map<number, number[]> }>()
  return (line) => {
    const shingles = shinglesOf(textOf(line))
    const key = hash53(`${isDialogue(line)}/${line.image ?? ''}`)
    const index = byImage.get(key) ?? { kept: [], withElement: new Map<number, number[]>() }
    byImage.set(key, index)
    const prefix = shingles.slice(0, shingles.length - Math.ceil(similarity * shingles.length) + 1)
    const alike = new Set(prefix.flatMap((one) => index.withElement.get(one) ?? []))
    for (const i of alike) if (jaccard(shingles, index.kept[i] ?? []) >= similarity) return true
    for (const one of prefix) {
      const known = index.withElement.get(one)
      if (known) known.push(index.kept.length)
      else index.withElement.set(one, [index.kept.length])
    }
    index.kept.push(shingles)
    return false
  }
}

const textOf = (line: SetLine): string =>
  isDialogue(line) ? line.conversations.map(({ value }) => value).join('\n') : line.text

/** Different shingles as hashes, in ascending order; a text that is too short is one shingle. */
function shinglesOf(text: string): number[] {
  const words = (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).map(hash30)
  const count = Math.max(1, words.length - WORDS + 1)
  const all = Array.from({ length: count }, (_, at) => words.slice(at, at + WORDS).reduce(hash30After, 0))
  return [...new Set(all)].toSorted((a, b) => a - b)
}

/** Shared elements by all elements of two ascending lists. */
export function jaccard(a: readonly number[], b: readonly number[]): number {
  let [i, j, shared] = [0, 0, 0]
  while (i < a.length && j < b.length) {
    const [x = 0, y = 0] = [a[i], b[j]]
    if (x === y) shared++
    if (x <= y) i++
    if (y <= x) j++
  }
  return shared / Math.max(1, a.length + b.length - shared)
}
