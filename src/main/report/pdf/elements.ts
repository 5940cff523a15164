import { Path, Svg, Text, View } from '@react-pdf/renderer'
import { createElement, type ReactElement, type ReactNode } from 'react'
import type { LesionType } from '#shared/domain/lesion.ts'
import { lesionMarks } from '#shared/domain/mark.ts'
import { shapePath } from '../lesionMarks.ts'
import { ink, type, type Style } from './theme.ts'

/** A box of elements. */
export const box = (style: Style, ...children: ReactNode[]): ReactElement => createElement(View, { style }, ...children)

/** A box that moves to the next page as a whole. */
export const block = (style: Style, ...children: ReactNode[]): ReactElement =>
  createElement(View, { style, wrap: false }, ...children)

/** A run of text. */
export const text = (style: Style, ...children: ReactNode[]): ReactElement =>
  createElement(Text, { style }, ...children)

/** A run of text that stands again at the top of each further page onto which its box goes on. */
export const repeated = (style: Style, words: string): ReactElement =>
  createElement(Text, { style, fixed: true }, words)

/** A heading that stays with what follows. */
export const heading = (words: string): ReactElement =>
  createElement(
    View,
    {
      minPresenceAhead: 40,
      style: { borderBottom: `0.6pt solid ${ink.line}`, paddingBottom: 2, marginTop: 7.5, marginBottom: 2.5 }
    },
    text(type.heading, words)
  )

/** The shape that marks a lesion, filled, on a square of `side` points. */
export function lesionShape(lesion: LesionType, side: number): ReactElement {
  const { shape, colour } = lesionMarks[lesion]
  return createElement(
    Svg,
    { width: side, height: side, viewBox: '0 0 20 20' },
    createElement(Path, {
      d: shapePath(shape, { x: 10, y: 10 }, 7),
      fill: colour,
      stroke: ink.text,
      strokeWidth: 1.6
    })
  )
}

/** A stroke of a legend, drawn into a box of 10 × 10. */
export const stroke = (d: string, look: { colour: string; width: number; dash: string }): ReactElement =>
  createElement(
    Svg,
    { width: 7, height: 7, viewBox: '0 0 10 10' },
    createElement(Path, {
      d,
      fill: 'none',
      stroke: look.colour,
      strokeWidth: look.width,
      ...(look.dash === '' ? {} : { strokeDasharray: look.dash })
    })
  )
