/** A phrase in a text, in lower case, and where it begins. */
export type Found = { readonly at: number; readonly phrase: string }

const WORD = /[\p{L}\p{N}]+/gu
const WORD_BEGINS = /^[\p{L}\p{N}]/u

/** The words of a text in lower case, and where they begin. */
type Words = {
  readonly text: string
  readonly lower: string
  readonly words: readonly string[]
  readonly at: readonly number[]
}

/** Several kinds of phrases are sought in one text after the other. */
let last: Words = { text: '', lower: '', words: [], at: [] }

function wordsOf(text: string): Words {
  if (last.text === text) return last
  const lower = text.toLowerCase()
  const words: string[] = []
  const at: number[] = []
  for (const match of lower.matchAll(WORD)) {
    words.push(match[0])
    at.push(match.index)
  }
  last = { text, lower, words, at }
  return last
}

/**
 * Finds phrases in texts, whatever their case: whole words only, from left to right, the longest where several begin at the same
 * place. Looked up by their first words, so that many phrases take no longer than few.
 */
export function phraseFinder(phrases: Iterable<string>): (text: string) => readonly Found[] {
  const byWord = new Map<string, string[]>()
  for (const phrase of new Set([...phrases].map((one) => one.toLowerCase()))) {
    const [word] = phrase.match(WORD) ?? []
    if (word === undefined || !phrase.startsWith(word)) throw new RangeError(`a phrase begins with no word: ${phrase}`)
    byWord.set(word, [...(byWord.get(word) ?? []), phrase])
  }
  for (const same of byWord.values()) same.sort((a, b) => b.length - a.length)
  return (text) => {
    const { lower, words, at } = wordsOf(text)
    const found: Found[] = []
    let end = 0
    for (let i = 0; i < words.length; i++) {
      const [candidates, start = 0] = [byWord.get(words[i] ?? ''), at[i]]
      if (!candidates || start < end) continue
      const phrase = candidates.find((one) => lower.startsWith(one, start) && endsAt(lower, start + one.length))
      if (phrase === undefined) continue
      found.push({ at: start, phrase })
      end = start + phrase.length
    }
    return found
  }
}

const endsAt = (text: string, at: number): boolean => !WORD_BEGINS.test(text.slice(at, at + 2))

/** A text with a space in each phrase's place. */
export function withoutPhrases(text: string, found: readonly Found[]): string {
  if (found.length === 0) return text
  let [rest, from] = ['', 0]
  for (const { at, phrase } of found) {
    rest += `${text.slice(from, at)} `
    from = at + phrase.length
  }
  return rest + text.slice(from)
}
