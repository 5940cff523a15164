import type { Lexicon, LexiconEntry, Slot, SlotValue } from './lexicon.ts'
import { type Speller, speller } from './spelling.ts'
import { fold, phraseWords, replaceWords, type Word, wordsOf } from './words.ts'

/** A phrase of the lexicon that was found in a question, and where. */
export type Tag = LexiconEntry & { readonly from: number; readonly to: number }

/** A question with what its words stand for. */
export type TaggedQuestion = {
  readonly raw: string
  /** The question as it was written, but for spelling and shorthand. */
  readonly mended: string
  readonly words: readonly string[]
  /** Share of the words that the language's lexicon does not know: high for other languages. */
  readonly unfamiliar: number
  readonly tags: readonly Tag[]
}

type Phrase = { readonly words: readonly string[]; readonly entry: LexiconEntry }

/** Finds what the words of a question stand for. */
export type Tagger = (question: string) => TaggedQuestion

/** An abbreviation that only counts in capitals: `he*`. */
const isStarred = (phrase: string): boolean => phrase.endsWith('*')

type Index = ReadonlyMap<string, readonly Phrase[]>

function indexOf(entries: readonly LexiconEntry[]): Index {
  const index = new Map<string, Phrase[]>()
  for (const entry of entries) {
    for (const phrase of entry.phrases) {
      const words = phraseWords(phrase)
      const [first] = words
      if (first === undefined || isStarred(phrase)) continue
      index.set(first, [...(index.get(first) ?? []), { words, entry }])
    }
  }
  for (const [first, phrases] of index) {
    index.set(
      first,
      phrases.toSorted((a, b) => b.words.length - a.words.length)
    )
  }
  return index
}

const standsAt = (phrase: Phrase, words: readonly string[], at: number): boolean =>
  phrase.words.every((word, i) => words[at + i] === word)

/** Longest phrases first, from left to right; a word that a longer phrase took is not read again. */
function match(index: Index, words: readonly string[]): Tag[] {
  const tags: Tag[] = []
  let at = 0
  while (at < words.length) {
    const found = (index.get(words[at] ?? '') ?? []).filter((phrase) => standsAt(phrase, words, at))
    const length = found[0]?.words.length ?? 0
    for (const { words: phrase, entry } of found) {
      if (phrase.length === length) tags.push({ ...entry, from: at, to: at + length })
    }
    at += Math.max(1, length)
  }
  return tags
}

function readable(word: Word, lexicon: Lexicon, correct: Speller): string[] {
  if (lexicon.capitalsOnly.has(word.text) && word.capitals) return [`${word.text}*`]
  const long = lexicon.shorthand[word.text]
  if (lexicon.capitalsOnly.has(word.text) && long === undefined) return [word.text]
  return long === undefined ? [correct(word.text)] : phraseWords(long)
}

/** A question with its slips put right, for whoever reads whole sentences. */
const mend = (question: string, { shorthand, capitalsOnly }: Lexicon, correct: Speller): string =>
  replaceWords(question, (word, written) => {
    if (capitalsOnly.has(word)) return written
    const right = shorthand[word] ?? correct(word)
    return right === word ? written : right
  })

/** Whether two words stand for the same, each by itself. */
function sameMeaning(phrases: readonly Phrase[]): (a: string, b: string) => boolean {
  const alone = phrases.flatMap(({ words, entry }) =>
    words.length === 1 && words[0] !== undefined ? [[words[0], `${entry.slot} ${entry.value}`] as const] : []
  )
  const meanings = Map.groupBy(alone, ([word]) => word)
  const of = (word: string): string[] => (meanings.get(word) ?? []).map(([, meaning]) => meaning)
  return (a, b) => of(a).some((meaning) => of(b).includes(meaning))
}

/** Builds the tagger of one language. */
export function tagger(lexicon: Lexicon): Tagger {
  const content = indexOf(lexicon.entries.filter(({ slot }) => slot !== 'cue'))
  const cues = indexOf(lexicon.entries.filter(({ slot }) => slot === 'cue'))
  const named = indexOf(lexicon.names)
  const capitals = new Map<string, LexiconEntry[]>()
  for (const entry of lexicon.entries) {
    for (const mark of entry.phrases.filter(isStarred)) capitals.set(mark, [...(capitals.get(mark) ?? []), entry])
  }
  const phrases = [content, cues, named].flatMap((index) => [...index.values()].flat())
  const terms = new Set(phrases.flatMap(({ words }) => [...words]))
  const everyday = new Set([...lexicon.everyday].map(fold))
  const correct = speller(terms, everyday, sameMeaning(phrases))
  const isKnown = (word: string): boolean => /^\d|\*$/u.test(word) || terms.has(word) || everyday.has(word)
  return (question) => {
    const words = wordsOf(question).flatMap((word) => readable(word, lexicon, correct))
    const starTags = words.flatMap((word, at) =>
      (capitals.get(word) ?? []).map((entry) => ({ ...entry, from: at, to: at + 1 }))
    )
    return {
      raw: question,
      mended: mend(question, lexicon, correct),
      words,
      unfamiliar: words.filter((word) => !isKnown(word)).length / Math.max(1, words.length),
      tags: [...[content, cues, named].flatMap((index) => match(index, words)), ...starTags]
    }
  }
}

/** The values of a slot in the order in which the question names them, each of them once. */
export function valuesOf<S extends Slot>(question: TaggedQuestion, slot: S): SlotValue<S>[] {
  const isSlot = (tag: Tag): tag is Tag & { readonly slot: S; readonly value: SlotValue<S> } => tag.slot === slot
  const found = question.tags.filter(isSlot).toSorted((a, b) => a.from - b.from)
  return [...new Set(found.map(({ value }) => value))]
}

/** Whether any of the given values of a slot is in the question; any value at all when none is given. */
export const names = <S extends Slot>(question: TaggedQuestion, slot: S, ...wanted: SlotValue<S>[]): boolean => {
  const values = valuesOf(question, slot)
  return wanted.length === 0 ? values.length > 0 : values.some((value) => wanted.includes(value))
}
