import { join } from 'node:path'
import { Font } from '@react-pdf/renderer'
import { FONT } from './theme.ts'

/** A word longer than this may be broken anywhere, so that it cannot run off the page. */
const LONGEST_WORD = 24
const CHUNK = 8
/** Counts as a space of no width: a line may break at it without a hyphen, which an identifier does not have. */
const BREAK_HERE = '\ufeff'

/** Splits a word where a line may break: never, unless it is too long for any column. */
export function breakWord(word: string): string[] {
  const letters = Array.from(word)
  if (letters.length <= LONGEST_WORD) return [word]
  const parts: string[] = []
  for (let i = 0; i < letters.length; i += CHUNK) {
    if (i > 0) parts.push(BREAK_HERE)
    parts.push(letters.slice(i, i + CHUNK).join(''))
  }
  return parts
}

/**
 * Registers the report's fonts from the folder `resources/fonts` and tells which characters they can draw; the three
 * styles cover the same ones.
 * @throws Error when a font file is missing or damaged.
 */
export async function registerFonts(folder: string): Promise<(codePoint: number) => boolean> {
  Font.register({
    family: FONT,
    fonts: [
      { src: join(folder, 'Roboto-Regular.ttf'), fontWeight: 400 },
      { src: join(folder, 'Roboto-Medium.ttf'), fontWeight: 500 },
      { src: join(folder, 'Roboto-Italic.ttf'), fontWeight: 400, fontStyle: 'italic' }
    ]
  })
  Font.registerHyphenationCallback(breakWord)
  const regular = { fontFamily: FONT, fontWeight: 400 }
  await Font.load(regular)
  const font = Font.getFont(regular).data
  if (!font) throw new Error('The regular font did not load')
  const covered: ReadonlySet<number> = new Set(font['characterSet'])
  return (codePoint) => covered.has(codePoint)
}
