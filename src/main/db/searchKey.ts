/** Letters that Unicode does not take apart into a base letter and a mark. */
const FOLDED: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  ı: 'i',
  ł: 'l',
  þ: 'th',
  ŧ: 't',
  ς: 'σ'
}

/** Text without case, accents and repeated blanks, so that `muller` finds `Müller`. */
export const foldText = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{Mark}/gu, '')
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/\p{Mark}/gu, '')
    .replaceAll(/[ßæœøđðħıłþŧς]/g, (letter) => FOLDED[letter] ?? letter)
    .replaceAll(/\s+/g, ' ')
    .trim()

/** What a patient is found by: name and number, the number also without its separators. */
export const searchKey = (patient: {
  readonly familyName: string
  readonly givenName: string
  readonly number: string
}): string =>
  foldText(
    [patient.familyName, patient.givenName, patient.number, patient.number.replaceAll(/[^\p{L}\p{N}]/gu, '')].join(' ')
  )

const MOST_WORDS = 8

/** The words of a search, each of which must be found; commas only separate. */
export const searchWords = (text: string): string[] =>
  [...new Set(foldText(text).split(/[\s,;]+/))].filter((word) => word !== '').slice(0, MOST_WORDS)
