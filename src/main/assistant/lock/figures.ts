import { numberWords, quantityWords } from '../english/claimWords.ts'

const DIGIT = /\p{N}/u
const ROMAN = /\b[IVXLCDM]{2,}\b/u
const PERCENT = /[%‰]/u

/** Lower-case words of a text, hyphenated ones both whole and in their parts. */
export const plainWords = (text: string): string[] =>
  [...text.toLowerCase().matchAll(/\p{L}+(?:['’-]\p{L}+)*/gu)].flatMap(([word]) => {
    const plain = word.replace(/['’]/gu, '')
    return plain.includes('-') ? [plain, ...plain.split('-')] : [plain]
  })

/** Whether a text states a figure of its own: a digit of any script, a Roman numeral, a per cent sign or a number word. */
export function holdsFigure(text: string): boolean {
  const plain = text.normalize('NFKC')
  if (DIGIT.test(plain) || DIGIT.test(text) || ROMAN.test(plain) || PERCENT.test(plain)) return true
  return plainWords(plain).some((word) => numberWords.has(word))
}

/** Whether a text states a vague amount, such as "several". */
export const holdsAmount = (text: string): boolean => plainWords(text).some((word) => quantityWords.has(word))
