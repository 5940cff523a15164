/** A word of a question in the form in which it is looked up. */
export type Word = { readonly text: string; readonly capitals: boolean }

/** Marks that only ask for agreement and would read as "the right eye". */
const TAG = /,\s*(?:right|correct|no|yes|ok|okay|isn'?t (?:it|that)|is it)\s*\??\s*$/iu

/** Words, figures, and levels such as "R1" and "M0" in one piece. */
const TOKEN = /(?<!\p{L})[rm]\d(?!\d)|\p{L}+(?:['’]\p{L}+)?|\d+(?:[.,]\d+)?/giu

/** "o.d.", "O. S.". */
const DOTTED_EYE = /(?<!\p{L})o\.\s?([dsu])(?:\.|(?!\p{L}))/giu

/**
 * Spellings that British and American English, or careless typing, write differently are folded together: "haemorrhages",
 * "hemorrhage". The lexicon's phrases pass through the same fold.
 */
export function fold(word: string): string {
  const plain = word
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’]/gu, '')
    .replace(/[ao]e/gu, 'e')
    .replace(/is(e|ed|es|ing|ation|ations)$/u, 'iz$1')
    .replace(/(\p{L}{2})our(s|ed|ing)?$/u, '$1or$2')
  return plain.length > 3 && /[^siu]s$/u.test(plain) ? plain.slice(0, -1) : plain
}

/** Splits a question into folded words; punctuation falls away, figures stay. */
export function wordsOf(question: string): Word[] {
  const plain = question.normalize('NFKC').replace(TAG, ' ').replace(DOTTED_EYE, 'o$1 ')
  return [...plain.matchAll(TOKEN)].map(([text]) => ({
    text: fold(text),
    capitals: isCapital(text.replace(/s$/u, ''))
  }))
}

const isCapital = (text: string): boolean => text === text.toUpperCase() && text !== text.toLowerCase()

/** Replaces words of a question, each given as it is looked up; what stands between them stays. */
export const replaceWords = (question: string, replace: (word: string, written: string) => string): string =>
  question.replace(TOKEN, (written) => replace(fold(written), written))

/** The folded words of a phrase of the lexicon. */
export const phraseWords = (phrase: string): string[] => wordsOf(phrase).map(({ text }) => text)
