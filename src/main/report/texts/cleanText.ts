/** Controls other than the line feed, byte-order marks, annotation marks, non-characters. */
const CONTROLS = /(?!\n)\p{Cc}|[\ufeff\ufff9-\ufffb]|\p{Noncharacter_Code_Point}/gu
/** Bidirectional overrides and invisible formatting: they can make a line read otherwise than it is stored. */
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f]/gu

/** The text without controls, overrides, invisible characters and lone surrogates; line feeds stay. */
export const withoutControls = (text: string): string =>
  text.toWellFormed().replace(CONTROLS, '').replace(INVISIBLE, '')

/**
 * Text that somebody typed, made safe to print: normalised (NFC), no control, override or invisible characters, no lone
 * surrogates, one kind of line break and at most one empty line in a row.
 */
export function cleanText(typed: string): string {
  const lines = typed
    .normalize('NFC')
    .replace(/\r\n?|\u2028|\u2029|\u0085/gu, '\n')
    .replace(/\t/gu, ' ')
  return withoutControls(lines)
    .replace(/ *\n */gu, '\n')
    .replace(/\n{3,}/gu, '\n\n')
    .trim()
}

/** The same on a single line, for names and numbers. */
export const cleanLine = (typed: string): string => cleanText(typed).replace(/\s*\n\s*/gu, ' ')

/** Paragraphs of a clean text; none for an empty one. */
export const paragraphsOf = (typed: string): string[] =>
  cleanText(typed)
    .split(/\n+/u)
    .filter((line) => line !== '')
