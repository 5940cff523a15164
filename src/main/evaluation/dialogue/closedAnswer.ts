import { mentionsIn } from '../../dataset/dialogue/mentions.ts'
import { eyesIn, inOwnSpelling, sentencesIn } from '../../dataset/dialogue/reading.ts'
import { type DatasetScale, gradeScales } from '../../dataset/grades.ts'
import { claimsIn } from './claims.ts'

/** Reads the class that a closed answer tells; null where it tells none, or several. */
export type ReadClass = (text: string) => string | null

const only = (found: readonly string[]): string | null => (new Set(found).size === 1 ? (found[0] ?? null) : null)

/** Reads a yes or no that stands on its own at the beginning. */
export const plainYesOrNo: ReadClass = (text) =>
  /^\W*(yes|no)\b(?=\s*(?:[,.;:!–-]|$))/iu.exec(text)?.[1]?.toLowerCase() ?? null

/** Reads yes or no: said first, or by whether what the question names is claimed to be there. */
export const yesOrNo =
  (question: string): ReadClass =>
  (text) => {
    const said = plainYesOrNo(text)
    if (said !== null) return said
    const states = statesOf(question, text)
    if (states.length > 0) return only(states.map((state) => (state === 'absent' ? 'no' : 'yes')))
    const first = /^\W*(yes|no)\b/iu.exec(text)?.[1]
    return first?.toLowerCase() ?? only([...text.matchAll(/\b(yes|no)\b/giu)].map(([word]) => word.toLowerCase()))
  }

/** The states that a text claims of what a question names. */
export function statesOf(question: string, text: string): string[] {
  const asked = mentionsIn(inOwnSpelling(question)).flatMap(({ meaning: { condition, lesion } }) => [
    `condition:${condition ?? ''}`,
    `lesion:${lesion ?? ''}`
  ])
  return claimsIn(text).flatMap(({ subjects, state }) => (subjects.some((one) => asked.includes(one)) ? [state] : []))
}

/** Reads an eye, by its name or, where none is named, by right and left. */
export const eye: ReadClass = (text) => {
  const named = eyesIn(text)
  if (named.length > 0) return only(named)
  return only([...text.matchAll(/\b(right|left)\b/giu)].map(([side]) => (side.toLowerCase() === 'right' ? 'OD' : 'OS')))
}

/** Reads a choice by its letter or its words. */
export const choiceOf =
  (choices: readonly string[]): ReadClass =>
  (text) => {
    const letter = /^\W*([A-Z])(?:[).:\]]|\s*$)/u.exec(text)?.[1]
    const lettered = letter === undefined ? -1 : (letter.codePointAt(0) ?? 0) - 65
    if (lettered >= 0 && lettered < choices.length) return String(lettered)
    const spoken = plain(text)
    const named = choices
      .map((choice, i) => ({ words: plain(choice.replace(/^\W*[A-Z][).:]\s*/u, '')), i }))
      .filter(({ words }) => words !== '' && ` ${spoken} `.includes(` ${words} `))
    // A choice that stands inside another that was named was not named itself.
    const outer = named.filter(
      ({ words }) => !named.some((other) => other.words !== words && other.words.includes(words))
    )
    return only(outer.map(({ i }) => String(i)))
  }

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** The digit that stands behind a name. */
function behind(text: string, name: string): string | undefined {
  const at = text.toLowerCase().indexOf(name.toLowerCase())
  return at < 0 ? undefined : /^[^\d.;]{0,30}?(\d)/u.exec(text.slice(at + name.length))?.[1]
}

const LEVEL = /\b(?:grade[ds]?|level|stage|class|score|ICDR|DME risk)\b[^\d.;]{0,30}?(\d)(?![\d.,]*\d)/iu
const RETINOPATHY_WORDS: readonly (readonly [RegExp, string])[] = [
  [
    /\b(?:no|without|absence of|free of)\s+(?:apparent\s+|signs? of\s+|evidence of\s+)*(?:diabetic retinopathy|retinopathy|DR)\b/iu,
    '0'
  ],
  [/\bmild\b/iu, '1'],
  [/\bmoderate\b/iu, '2'],
  [/\bsevere\b/iu, '3'],
  [/(?<!non-)\bproliferative\b|\bPDR\b/iu, '4']
]

/** Scales of five levels with the names of ICDR. */
const NAMED_AS_ICDR: ReadonlySet<DatasetScale> = new Set(['icdr', 'odirRetinopathy'])

/**
 * Reads a level of a scale: by what it means, by a number behind "grade", "level" or the scale's name, or, of retinopathy, by
 * mild to proliferative. Sentences that name another scale alone are passed over.
 */
export const gradeOn =
  (scale: DatasetScale): ReadClass =>
  (text) => {
    const { name, subject } = gradeScales[scale]
    const sentences = sentencesIn(inOwnSpelling(text))
    const about = sentences.filter((sentence) => names(sentence, name) || names(sentence, subject))
    const spoken = (about.length > 0 ? about : sentences).join(' ')
    const byMeaning = only(meaningsIn(spoken, scale))
    if (byMeaning !== null) return byMeaning
    const number = behind(spoken, name) ?? LEVEL.exec(spoken)?.[1]
    if (number !== undefined) return number
    if (!NAMED_AS_ICDR.has(scale)) return /^\W*(\d)\W*$/u.exec(spoken)?.[1] ?? null
    const words = only(RETINOPATHY_WORDS.flatMap(([word, level]) => (word.test(spoken) ? [level] : [])))
    return words ?? /^\W*(\d)\W*$/u.exec(spoken)?.[1] ?? null
  }

const names = (sentence: string, what: string): boolean => sentence.toLowerCase().includes(what.toLowerCase())

/** Levels by their meanings, the longest first, since some stand inside others. */
function meaningsIn(text: string, scale: DatasetScale): string[] {
  const levels = gradeScales[scale].levels.map((meaning, level) => ({ meaning: meaning.toLowerCase(), level }))
  let rest = text.toLowerCase()
  return levels
    .toSorted((a, b) => b.meaning.length - a.meaning.length)
    .flatMap(({ meaning, level }) => {
      if (!rest.includes(meaning)) return []
      rest = rest.replaceAll(meaning, ' ')
      return [String(level)]
    })
}
