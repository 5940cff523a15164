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

/** Words that belong to one planned sentence alone: the rest of its vocabulary is the base. */
export const extraWords = (sentence: Sentence): string[] =>
  [...new Set(ownWords(sentence))].filter((word) => !base.has(word)).toSorted()

/** Whether a word may stand in a model's version of a planned sentence. */
export function mayUse(word: string, sentence: Sentence): boolean {
  return base.has(word) || extraWords(sentence).includes(word)
}

/** Ids that a model must cite for a planned sentence, in their order. */
export const marksOf = (sentence: Sentence): string[] => citedIn(sentence).map(({ evidence }) => evidence.id)
