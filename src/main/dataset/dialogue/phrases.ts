/** A phrase in a text, in lower case, and where it begins. */
export type Found = { readonly at: number; readonly phrase: string }

const WORD = /[\p{L}\p{N}]+/gu
const WORD_BEGINS = /^[\p{L}\p{N}]/u

/**
 * Finds phrases in texts, whatever their case: whole words only, from left to right, the longest where several begin at the same
 * place. Looked up by their first words, so that many phrases take no longer than few.
 */
export function phraseFinder(phrases: Iterable<string>): (text: string) => Found[] {
  const byWord = new Map<string, string[]>()
  for (const phrase of new Set([...phrases].map((one) => one.toLowerCase()))) {
    const [word] = phrase.match(WORD) ?? []
    if (word === undefined || !phrase.startsWith(word)) throw new RangeError(`a phrase begins with no word: ${phrase}`)
    byWord.set(word, [...(byWord.get(word) ?? []), phrase])
  }
  for (const same of byWord.values()) same.sort((a, b) => b.length - a.length)
  return (text) => {
    const lower = text.toLowerCase()
    const found: Found[] = []
    let end = 0
    for (const { 0: word, index: at } of lower.matchAll(WORD)) {
      if (at < end) continue
      const phrase = byWord.get(word)?.find((one) => lower.startsWith(one, at) && endsAt(lower, at + one.length))
      if (phrase === undefined) continue
      found.push({ at, phrase })
      end = at + phrase.length
    }
    return found
  }
}

const endsAt = (text: string, at: number): boolean => !WORD_BEGINS.test(text.slice(at, at + 2))

/** A text with a space in each phrase's place. */
export function withoutPhrases(text: string, found: readonly Found[]): string {
  let [rest, from] = ['', 0]
  for (const { at, phrase } of found) {
    rest += `${text.slice(from, at)} `
    from = at + phrase.length
  }
  return rest + text.slice(from)
}
