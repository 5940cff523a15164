import type { Laterality } from '#shared/domain/laterality.ts'
import type { LesionType } from '#shared/domain/lesion.ts'

/**
 * The judge's own eyes: it reads answers as text and citations, knows English names of things, and nothing of how answers are
 * made.
 */

export type Segment = { readonly text: string; readonly citation?: string | undefined }

/** A stretch of an answer between two full stops, in its segments. */
export type Sentence = { readonly text: string; readonly segments: readonly Segment[] }

const END = /[.!?](?=\s|$)|\n+/gu

/** Cuts an answer into sentences; a full stop within a citation ends none. */
export function sentencesOf(segments: readonly Segment[]): Sentence[] {
  const sentences: Segment[][] = [[]]
  for (const segment of segments) {
    if (segment.citation !== undefined) {
      sentences.at(-1)?.push(segment)
      continue
    }
    let from = 0
    for (const end of segment.text.matchAll(END)) {
      sentences.at(-1)?.push({ text: segment.text.slice(from, end.index + end[0].length) })
      sentences.push([])
      from = end.index + end[0].length
    }
    sentences.at(-1)?.push({ text: segment.text.slice(from) })
  }
  return sentences
    .map((parts) => ({ segments: parts, text: parts.map(({ text }) => text).join('') }))
    .filter(({ text }) => text.trim() !== '')
}

const NUMBER_WORDS =
  /\b(?:zero|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|dozens?|half|halves|thirds?|quarters?|twice|thrice|double(?! vision)|triple|per ?cent)\b/iu
const ONE_OF_A_KIND = /\bone (?:micro|haem|hem|hard|cotton|exud|bleed|lesion|spot|area|stretch)/iu
const ROMAN = /\b(?:II|III|IV|VI{1,3}|IX|XI{1,3})\b/u

/** Whether words state a number: in figures of any script, as a word, as a share, or as a Roman numeral. */
export const statesNumber = (text: string): boolean =>
  /\p{N}|%/u.test(text.normalize('NFKC')) || NUMBER_WORDS.test(text) || ONE_OF_A_KIND.test(text) || ROMAN.test(text)

/** The figures of a text, with the places that each is told to. */
export const figuresIn = (text: string): { readonly value: number; readonly places: number }[] =>
  [...text.replace(/(\d),(\d{3})\b/gu, '$1$2').matchAll(/\d+(?:\.(\d+))?/gu)].map(([figure, decimals = '']) => ({
    value: Number(figure),
    places: decimals.length
  }))

/** Eyes that a text names. */
export function eyesIn(text: string): ReadonlySet<Laterality> {
  const eyes = new Set<Laterality>()
  if (/\bright (?:eye|fundus|retina|photograph)|\b(?:OD|RE)\b/u.test(text)) eyes.add('OD')
  if (/\bleft (?:eye|fundus|retina|photograph)|\b(?:OS|LE)\b/u.test(text)) eyes.add('OS')
  return eyes
}

const LESIONS: readonly (readonly [LesionType, RegExp])[] = [
  ['preretinalHaemorrhage', /(?:pre-?retinal|subhyaloid) ha?emorrhages?/giu],
  ['softExudate', /cotton[- ]wool spots?|soft exudates?/giu],
  ['hardExudate', /(?<!soft )\bexudates?\b|hard exudates?/giu],
  ['microaneurysm', /micro-?aneurysms?/giu],
  ['haemorrhage', /(?<!retinal |vitreous )\bha?emorrhages?\b|\bbleeds?\b/giu],
  ['neovascularisation', /new vessels|neovasculari[sz]ation/giu],
  ['irma', /\bIRMA\b/gu],
  ['venousBeading', /venous beading/giu]
]

/** The lesion that a text begins with; undefined where it begins with none. */
export const lesionNamed = (text: string): LesionType | undefined =>
  LESIONS.find(([, name]) => [...text.matchAll(name)].some(({ index }) => index <= 'hard '.length))?.[0]

/** What a text says of a lesion: how many, that there are none, or only its name. */
export type LesionClaim = { readonly lesion: LesionType; readonly count: number | null }

/** "3 haemorrhages" is a count, "no haemorrhages" none; a lesion that is only named is no claim. */
export function lesionClaimsIn(text: string): LesionClaim[] {
  return LESIONS.flatMap(([lesion, name]) =>
    [...text.matchAll(name)].flatMap(({ index }): LesionClaim[] => {
      const before = text.slice(0, index).replace(/\b(?:hard|areas? of|stretche?s? of)\s*$/iu, '')
      const count = /(\d+)\s+$/u.exec(before)?.[1]
      if (count !== undefined) return [{ lesion, count: Number(count) }]
      return /\b(?:no|without|absent)\s+$/iu.test(before) ? [{ lesion, count: 0 }] : []
    })
  )
}

const LEVELS: readonly (readonly [number, RegExp])[] = [
  [0, /no (?:apparent )?(?:DR|retinopathy)\b/iu],
  [1, /\bmild (?:NPDR|non-?proliferative|DR|diabetic|retinopathy)/iu],
  [2, /\bmoderate (?:NPDR|non-?proliferative|DR|diabetic|retinopathy)/iu],
  [3, /\bsevere (?:NPDR|non-?proliferative|DR|diabetic|retinopathy)/iu],
  [4, /(?<!non-?)\bproliferative|\bPDR\b/iu]
]

/** Levels of the ICDR scale that a text names, in words or as "ICDR 2". */
export const levelsIn = (text: string): number[] => [
  ...new Set([
    ...LEVELS.flatMap(([level, name]) => (name.test(text) ? [level] : [])),
    ...[...text.matchAll(/ICDR (\d)/gu)].map(([, level]) => Number(level))
  ])
]

/** Words that turn round what comes next. */
export const deniesNext = (text: string): boolean =>
  /\b(?:no|not|never|without|neither|nor)\s+(?:\w+\s+){0,2}$/iu.test(text)

/** Says that something is in order. */
export const reassures = (text: string): boolean =>
  /\b(?:is|are|looks?|appears?|seems?)\s+(?:quite |entirely |completely |perfectly )?(?:normal|healthy|fine|unremarkable|all right|in order)\b/iu.test(
    text.replace(/\b(?:cannot|not|never|no)\b[^.;]*?\b(?:normal|healthy|fine|unremarkable)\b/giu, '')
  )

/** Says that a question cannot be answered, or not from this. */
export const declines = (text: string): boolean =>
  /\bcannot\b|\bcan't\b|\bnot (?:measur|assess|look|available|known|in the picture|understood|given|measured)|\bnothing (?:can be said|to compare)|\bthere is no (?:photograph|source)|\bno (?:photograph|such grade|installed model|model|source)\b|\bnever read\b|\bis not\b|\bdoes not say\b|\bhas to be measured\b|\bdecided by the prescriber\b/iu.test(
    text
  )

/** Puts right what a question took for granted. */
export const contradicts = (text: string): boolean =>
  /\bdoes not support\b|\bdiffer on that\b|\bdoes not follow\b|\bnot borne out\b|\bno such\b|\bcannot be graded\b|\bhas no grade\b/iu.test(
    text
  )

/** Says that two sources differ. */
export const saysTheyDiffer = (text: string): boolean => /\bdisagree|\bdiffer|\bcontradict/iu.test(text)

/** Orders a drug, or a quantity of one. */
export const dosesIn = (text: string): boolean => /\d\s*(?:mg|ml|g\b|drops|tablets|µg|mcg)/iu.test(text)
