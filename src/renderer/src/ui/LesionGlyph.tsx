import type { LesionType } from '#shared/domain/lesion.ts'
import { lesionMarks, type MarkShape } from '#shared/domain/mark.ts'
import { lesionToken } from './lesionToken.ts'

/** Paths on a 12 × 12 grid. */
const paths: Readonly<Record<MarkShape, string>> = {
  circle: 'M6 2.2a3.8 3.8 0 1 1 0 7.6 3.8 3.8 0 0 1 0-7.6Z',
  triangle: 'M6 2 10.4 10H1.6Z',
  square: 'M2.4 2.4h7.2v7.2H2.4Z',
  diamond: 'M6 1.2 10.8 6 6 10.8 1.2 6Z',
  plus: 'M4.7 1.6h2.6v3.1h3.1v2.6H7.3v3.1H4.7V7.3H1.6V4.7h3.1Z',
  star: 'M6 1 7.4 4.4 11 4.7 8.3 7.1 9.1 10.7 6 8.8 2.9 10.7 3.7 7.1 1 4.7 4.6 4.4Z',
  ring: 'M6 1.8a4.2 4.2 0 1 1 0 8.4 4.2 4.2 0 0 1 0-8.4ZM6 4a2 2 0 1 0 0 4 2 2 0 0 0 0-4Z',
  bar: 'M1.2 4.4h9.6v3.2H1.2Z'
}

/** The shape that stands for a lesion in lists and legends, in its colour. */
export function LesionGlyph({ lesion }: { readonly lesion: LesionType }) {
  return (
    <svg className="glyph" viewBox="0 0 12 12" aria-hidden="true" focusable="false">
      <path d={paths[lesionMarks[lesion].shape]} fill={`var(${lesionToken[lesion]})`} fillRule="evenodd" />
    </svg>
  )
}
