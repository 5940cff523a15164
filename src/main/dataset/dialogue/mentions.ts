import { conditionWords } from '../conditionWords.ts'
import { type DatasetCondition, datasetConditions } from '../conditions.ts'
import { wordsFor } from '../conditionNamed.ts'
import { DatasetScale, gradeScales } from '../grades.ts'
import { DatasetLesion } from '../record.ts'
import { datasetLesionWords } from '../describe/words.ts'
import { phraseFinder, withoutPhrases } from './phrases.ts'

/** What a phrase may mean: some words are a lesion's and a condition's. */
export type Meaning = { readonly condition?: DatasetCondition; readonly lesion?: DatasetLesion }

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
const phrasesIn = phraseFinder(meanings.keys())

/** Where a text names conditions or lesions, and what the words may mean. */
export function mentionsIn(text: string): { readonly at: number; readonly end: number; readonly meaning: Meaning }[] {
  return phrasesIn(text).flatMap(({ at, phrase }) => {
    const meaning = meanings.get(phrase)
    return meaning ? [{ at, end: at + phrase.length, meaning }] : []
  })
}

const levelsIn = phraseFinder(new Set(DatasetScale.options.flatMap((scale) => gradeScales[scale].levels)))
const scalesIn = phraseFinder(DatasetScale.options.map((scale) => gradeScales[scale].name))
const subjectsIn = phraseFinder(new Set(DatasetScale.options.map((scale) => gradeScales[scale].subject)))

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
  const namesScale = scalesIn(sentence).length > 0
  const unknown: string[] = []
  const levels = levelsIn(sentence).filter(({ phrase }) => {
    if (known.has(phrase)) return true
    if (!namesScale && isAlsoDisease(phrase)) return false
    unknown.push(phrase)
    return true
  })
  const told = namesScale || levels.length > 0
  const withoutLevels = withoutPhrases(sentence, levels)
  const rest = withoutPhrases(withoutLevels, scalesIn(withoutLevels))
  // A subject stands for its scale in a sentence about a grade; elsewhere it is a condition.
  return { unknown, rest: told ? withoutPhrases(rest, subjectsIn(rest)) : rest }
}
