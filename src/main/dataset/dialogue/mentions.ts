import { conditionWords } from '../conditionWords.ts'
import { type DatasetCondition, datasetConditions } from '../conditions.ts'
import { wordsFor } from '../conditionNamed.ts'
import { DatasetScale, gradeScales } from '../grades.ts'
import { DatasetLesion } from '../record.ts'
import { datasetLesionWords } from '../describe/words.ts'

/** What a phrase may mean: some words are a lesion's and a condition's. */
export type Meaning = { readonly condition?: DatasetCondition; readonly lesion?: DatasetLesion }

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`)

/** One expression for many phrases, the longest first, whole words only. */
const anyOf = (phrases: Iterable<string>): RegExp =>
  new RegExp(
    String.raw`(?<![\p{L}\p{N}])(?:${[...phrases]
      .toSorted((a, b) => b.length - a.length)
      .map(escaped)
      .join('|')})(?![\p{L}\p{N}])`,
    'giu'
  )

const meanings = new Map<string, Meaning>()
const mean = (phrase: string, meaning: Meaning): void => {
  const key = phrase.toLowerCase()
  meanings.set(key, { ...meanings.get(key), ...meaning })
}
for (const condition of datasetConditions) {
  for (const phrase of [...wordsFor(condition), conditionWords[condition].lay]) mean(phrase, { condition })
}
for (const lesion of DatasetLesion.options) {
  const { one, several, lay } = datasetLesionWords[lesion]
  for (const phrase of [one, several, lay]) mean(phrase, { lesion })
}
const PHRASES = anyOf(meanings.keys())

/** Where a text names conditions or lesions, and what the words may mean. */
export function mentionsIn(text: string): { readonly at: number; readonly meaning: Meaning }[] {
  return [...text.matchAll(PHRASES)].flatMap((match) => {
    const meaning = meanings.get(match[0].toLowerCase())
    return meaning ? [{ at: match.index, meaning }] : []
  })
}

const LEVELS = anyOf(new Set(DatasetScale.options.flatMap((scale) => gradeScales[scale].levels)))
const SCALES = anyOf(DatasetScale.options.map((scale) => gradeScales[scale].name))
const SUBJECTS = anyOf(new Set(DatasetScale.options.map((scale) => gradeScales[scale].subject)))

/** Meanings of levels that are also said of a disease without any scale, such as "no diabetic retinopathy". */
const isAlsoDisease = (phrase: string): boolean => meanings.has(phrase.replace(/^(?:no|an?) /u, ''))

/**
 * The meanings of grades that a sentence gives and that are none of those known, and the rest of the sentence without meanings
 * of grades and names of scales.
 */
export function gradesIn(
  sentence: string,
  known: ReadonlySet<string>
): { readonly unknown: readonly string[]; readonly rest: string } {
  const namesScale = sentence.search(SCALES) >= 0
  const unknown: string[] = []
  let told = namesScale
  const withoutLevels = sentence.replaceAll(LEVELS, (found) => {
    const phrase = found.toLowerCase()
    if (!known.has(phrase) && !namesScale && isAlsoDisease(phrase)) return found
    if (!known.has(phrase)) unknown.push(phrase)
    told = true
    return ' '
  })
  const rest = withoutLevels.replaceAll(SCALES, ' ')
  // A subject stands for its scale in a sentence about a grade; elsewhere it is a condition.
  return { unknown, rest: told ? rest.replaceAll(SUBJECTS, ' ') : rest }
}
