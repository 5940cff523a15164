import { baseVocabulary } from '../english/vocabulary.ts'
import { citedIn, type Sentence } from '../composer/sentence.ts'
import { holdsFigure, plainWords } from './figures.ts'

const base: ReadonlySet<string> = new Set(baseVocabulary)

/** All that the composer may say in a sentence, in every wording. */
export const everyWording = (sentence: Sentence): string =>
  sentence.parts
    .map((part) => {
      if (typeof part === 'string') return part
      return 'oneOf' in part ? part.oneOf.join(' ') : ' '
    })
    .join('')

/** The words of a sentence's own text and of the subjects that it cites, figures left out. */
function ownWords(sentence: Sentence): string[] {
  const subjects = citedIn(sentence).map(({ evidence }) => evidence.subject)
  return plainWords([everyWording(sentence), ...subjects].join(' ')).filter((word) => !holdsFigure(word))
}

const PROPER = /^\p{Lu}(?:$|.*\p{Lu})/u

/** How a word is written within a sentence: abbreviations and single capitals as they are, others in lower case. */
const withinSentence = (word: string): string => (PROPER.test(word) ? word : word.toLowerCase())

/**
 * What a model may write in one planned sentence beside the base vocabulary, as it is written: the sentence's own words, and
 * subjects such as "AVR (Knudtson) in zone B" in one piece.
 */
export function extraPhrases(sentence: Sentence): string[] {
  const subjects = citedIn(sentence).map(({ evidence }) => evidence.subject)
  const words = [...[everyWording(sentence), ...subjects].join(' ').matchAll(/\p{L}+(?:-\p{L}+)*/gu)]
    .map(([word]) => withinSentence(word))
    .filter((word) => !holdsFigure(word) && !base.has(word.toLowerCase()))
  const whole = subjects.filter((subject) => /[()]/u.test(subject) && !holdsFigure(subject))
  return [...new Set([...words, ...whole])].toSorted()
}

/** Words that belong to one planned sentence alone: the rest of its vocabulary is the base. */
export const extraWords = (sentence: Sentence): string[] =>
  [...new Set(ownWords(sentence))].filter((word) => !base.has(word)).toSorted()

/** Whether a word may stand in a model's version of a planned sentence. */
export function mayUse(word: string, sentence: Sentence): boolean {
  return base.has(word) || extraWords(sentence).includes(word)
}

/** Ids that a model must cite for a planned sentence, in their order. */
export const marksOf = (sentence: Sentence): string[] => citedIn(sentence).map(({ evidence }) => evidence.id)
