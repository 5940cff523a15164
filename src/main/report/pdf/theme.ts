import type { Styles } from '@react-pdf/renderer'

export type Style = Styles[string]

export const FONT = 'Report'

/** Greys that stay apart from one another on a black-and-white printer. */
export const ink = {
  text: '#14181d',
  quiet: '#59626e',
  line: '#b9c0c9',
  hair: '#dfe3e8',
  band: '#aeb7c2',
  track: '#e7eaee'
}

/** Lengths in points, 1/72 inch. */
export const page = { side: 38, top: 40, bottom: 46 }

export const type = {
  title: { fontSize: 14, fontWeight: 500, lineHeight: 1.2 },
  headline: { fontSize: 12.5, fontWeight: 500, lineHeight: 1.2 },
  heading: { fontSize: 9.2, fontWeight: 500, lineHeight: 1.2 },
  body: { fontSize: 8.6, lineHeight: 1.4 },
  /** Lines beside the pictures. */
  aside: { fontSize: 7.9, lineHeight: 1.28 },
  table: { fontSize: 7.5, lineHeight: 1.25 },
  caption: { fontSize: 7.2, lineHeight: 1.3, color: ink.quiet },
  small: { fontSize: 6.7, lineHeight: 1.35, color: ink.quiet }
} satisfies Record<string, Style>
