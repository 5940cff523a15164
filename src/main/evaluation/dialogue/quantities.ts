import { NUMBER_WORDS, sentencesIn } from '../../dataset/dialogue/reading.ts'

/** A number in a text with the words that say what it is of. */
export type Quantity = {
  readonly value: number
  /** Digits behind the point as it is written. */
  readonly decimals: number
  readonly isPercent: boolean
  /** "three", not "3". */
  readonly isWord: boolean
  readonly words: ReadonlySet<string>
}

/** Digits that are no part of a name, with a thousands comma, a decimal point or comma, an exponent, and their percent sign. */
const NUMBER = new RegExp(
  String.raw`(?<![\p{L}\p{N}_.])(?<digits>[−-]?\d+(?:,\d{3})*(?:[.,]\d+)?(?:e[−+-]?\d+)?)(?!\p{N}|_|\p{L}{3,}|(?:st|nd|rd|th)\b)\s?(?<percent>%)?|\b(?<word>${NUMBER_WORDS.join('|')})\b`,
  'giu'
)
const THOUSANDS = /^[−-]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?$/u
const LIST_MARK = /^[ \t]*\d+[.)][ \t]+(?=\S)/gmu
const CLAUSE = /[,;](?=\s)|\b(?:and|but)\b/iu
/** Four numbers in brackets are a box. */
const BOX = /[[(]\s*\d+(?:\.\d+)?(?:\s*,\s*\d+(?:\.\d+)?){3}\s*[\])]/gu

/** The numbers of a text, boxes left out. */
export function quantitiesIn(text: string): Quantity[] {
  return sentencesIn(text.replaceAll(BOX, ' ').replaceAll(LIST_MARK, '')).flatMap((sentence) => {
    const found: Quantity[] = []
    let before = ''
    for (const clause of sentence.split(CLAUSE)) {
      const matches = [...clause.matchAll(NUMBER)]
      before += ` ${clause}`
      if (matches.length === 0) continue
      const words = contentWords(before.replaceAll(NUMBER, ' '))
      found.push(...matches.map(({ groups }) => quantityOf(groups ?? {}, words)))
      before = ''
    }
    return found
  })
}

function quantityOf(
  { digits, percent, word }: Readonly<Record<string, string | undefined>>,
  words: ReadonlySet<string>
): Quantity {
  if (digits === undefined)
    return {
      value: NUMBER_WORDS.indexOf((word ?? '').toLowerCase()) + 2,
      decimals: 0,
      isPercent: false,
      isWord: true,
      words
    }
  const ascii = digits.replaceAll('−', '-')
  const plain = THOUSANDS.test(ascii) ? ascii.replaceAll(',', '') : ascii.replace(',', '.')
  const [mantissa = '', exponent = '0'] = plain.toLowerCase().split('e')
  const decimals = (mantissa.split('.')[1]?.length ?? 0) - Number(exponent)
  return { value: Number(plain), decimals, isPercent: percent !== undefined, isWord: false, words }
}

const EMPTY = new Set(
  'a an the of is are was were in on at for to it its as and or with by comes measured value about approximately roughly around this that there has have px µm um mm pixels degrees units source'.split(
    ' '
  )
)
const SAME: Readonly<Record<string, string>> = {
  arteries: 'artery',
  arterial: 'artery',
  arteriolar: 'artery',
  venous: 'vein',
  venular: 'vein',
  average: 'mean'
}

/** The words of a text that tell quantities apart. */
export const contentWords = (text: string): ReadonlySet<string> =>
  new Set(
    (text.toLowerCase().match(/[\p{L}]+/gu) ?? [])
      .map((word) => SAME[word] ?? (word.length > 3 ? word.replace(/(?<!s)s$/u, '') : word))
      .filter((word) => !EMPTY.has(word))
  )

/** Words without which a quantity is another one. */
const TELLING = [
  'artery',
  'vein',
  'b',
  'c',
  'vertical',
  'horizontal',
  'hubbard',
  'knudtson',
  'superior',
  'inferior',
  'nasal',
  'temporal',
  'squared',
  'density'
]

const tellingOf = (words: ReadonlySet<string>): string[] => TELLING.filter((word) => words.has(word))

/** How alike two names of quantities are, 0 to 1 (Dice 1945); 0 where a word tells them apart. */
export function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (tellingOf(a).join() !== tellingOf(b).join()) return 0
  const shared = [...a].filter((word) => b.has(word)).length
  return a.size + b.size === 0 ? 0 : (2 * shared) / (a.size + b.size)
}

/**
 * Pairs the numbers that were asked for with those that an answer gives, each once, by the words beside them. A single number
 * for a single one needs no words, as long as it has none that speak against it.
 */
export function pairQuantities(
  asked: readonly Quantity[],
  given: readonly Quantity[]
): (readonly [Quantity, Quantity])[] {
  const [one, other] = [asked[0], given[0]]
  if (asked.length === 1 && given.length === 1 && one && other) {
    const telling = tellingOf(one.words)
    return tellingOf(other.words).every((word) => telling.includes(word)) ? [[one, other]] : []
  }
  const pairs = asked
    .flatMap((wanted) => given.map((told) => ({ wanted, told, alike: likeness(wanted.words, told.words) })))
    .filter(({ alike }) => alike > 0)
    .toSorted((a, b) => b.alike - a.alike)
  const taken = new Set<Quantity>()
  return pairs.flatMap(({ wanted, told }) => {
    if (taken.has(wanted) || taken.has(told)) return []
    taken.add(wanted).add(told)
    return [[wanted, told] as const]
  })
}

const shareOf = ({ value, isPercent }: Quantity): number => (isPercent ? value / 100 : value)

/** |told − true| ÷ |true|, percentages taken as shares; infinite where the true value is 0 and another was told. */
export function relativeError(truth: Quantity, told: Quantity): number {
  const [right, said] = [shareOf(truth), shareOf(told)]
  return right === said ? 0 : Math.abs(said - right) / Math.abs(right)
}

/** A number of one digit must be exact: 1 is not 1.4. */
const isRounding = ({ value, decimals }: Quantity): boolean => decimals > 0 || Math.abs(value) >= 10

/** Whether a number is one of those that are known, or one of them rounded as it is written; also as a percentage of a share. */
export const isSupported = (told: Quantity, known: readonly Quantity[]): boolean =>
  known.some((one) => {
    const scale = told.isPercent === one.isPercent ? 1 : told.isPercent ? 100 : 0.01
    const gap = Math.abs(told.value - one.value * scale)
    const reach = isRounding(told) ? 0.5 * 10 ** -told.decimals : 0
    return gap <= reach * (1 + 1e-9) + 1e-12 * Math.abs(told.value)
  })
