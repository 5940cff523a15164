import { withoutControls } from '../texts/cleanText.ts'
import type { ReportModel } from '../reportModel.ts'

const REPLACEMENT = '\ufffd'
const LINE_FEED = 0x0a

/**
 * The report with every text reduced to what the fonts can draw: controls dropped, other characters replaced by U+FFFD.
 * `replaced` tells whether any was, so that the report can say so.
 */
export function drawableReport(
  model: ReportModel,
  hasGlyph: (codePoint: number) => boolean
): { readonly model: ReportModel; readonly replaced: boolean } {
  let replaced = false
  const drawable = (words: string): string =>
    Array.from(withoutControls(words))
      .map((character) => {
        const codePoint = character.codePointAt(0) ?? 0
        if (codePoint === LINE_FEED || character === REPLACEMENT || hasGlyph(codePoint)) return character
        replaced = true
        return REPLACEMENT
      })
      .join('')
  // The model is plain data, so a pass through JSON reaches every string of it.
  const drawn: ReportModel = JSON.parse(JSON.stringify(model), (_key, value: unknown) =>
    typeof value === 'string' ? drawable(value) : value
  )
  return { model: drawn, replaced }
}
