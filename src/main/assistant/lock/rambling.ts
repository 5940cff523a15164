import { type Part, wordsOfPart } from '../composer/sentence.ts'

/** Stands for evidence between words. */
const MARK = '[]'

const tokensOf = (parts: readonly Part[]): string[] =>
  parts.flatMap((part) => {
    const words = wordsOfPart(part)
    return words === undefined ? [MARK] : [...words.toLowerCase().matchAll(/\p{L}+/gu)].map(([word]) => word)
  })

/** A sentence may be this many times as long as the planned one, and so many words longer. */
const LONGER = 2
const WORDS_MORE = 12
/** So many words in a row do not come twice. */
const RUN = 3
/** A word of this many letters does not come again within so many words: "image of the image". */
const LETTERS = 4
const NEAR = 3

function repeatedRuns(tokens: readonly string[]): Set<string> {
  const runs = tokens.map((_, i) => tokens.slice(i, i + RUN)).filter((run) => run.length === RUN && !run.includes(MARK))
  const counted = Map.groupBy(runs, (run) => run.join(' '))
  return new Set([...counted].flatMap(([run, places]) => (places.length > 1 ? [run] : [])))
}

/** Words that come again at once, or long ones before the next mark and within a few words. */
const echoes = (tokens: readonly string[]): string[] =>
  tokens.filter((word, i) => {
    const mark = tokens.indexOf(MARK, i)
    const next = tokens.slice(i + 1, i + 1 + (word.length < LETTERS ? 1 : NEAR))
    return word !== MARK && (mark < 0 ? next : next.slice(0, Math.max(0, mark - i - 1))).includes(word)
  })

/**
 * Whether a sentence says the same over and over, or far more than what was planned: a small model that has lost its thread
 * makes no false claim that way, but no sense either.
 */
export function rambles(parts: readonly Part[], planned: readonly Part[]): boolean {
  const [said, wanted] = [tokensOf(parts), tokensOf(planned)]
  const allowed = new Set([...repeatedRuns(wanted), ...echoes(wanted)])
  const again = [...repeatedRuns(said), ...echoes(said)].some((words) => !allowed.has(words))
  return again || said.length > LONGER * wanted.length + WORDS_MORE
}
