import type { ReactElement } from 'react'
import { block, box, text } from './elements.ts'
import { ink, type, type Style } from './theme.ts'

/** A column of a table: its width in points, or what is left. */
export type Column = { readonly width: number | 'rest'; readonly align: 'left' | 'right' }

export const left = (width: Column['width']): Column => ({ width, align: 'left' })
export const right = (width: Column['width']): Column => ({ width, align: 'right' })

function cell(column: Column | undefined, style: Style, content: ReactElement | string): ReactElement {
  const width = column === undefined || column.width === 'rest' ? { flex: 1 } : { width: column.width }
  return box(
    { ...width, paddingRight: 4 },
    typeof content === 'string' ? text({ ...style, textAlign: column?.align ?? 'left' }, content) : content
  )
}

/** How a row is set: its type, and its least height in points. */
export type RowLook = { readonly style: Style; readonly height: number }

/** One row of a table, never broken over pages. */
export const tableRow = (
  columns: readonly Column[],
  cells: readonly (ReactElement | string)[],
  { style, height }: RowLook
): ReactElement =>
  block(
    {
      flexDirection: 'row',
      alignItems: 'center',
      minHeight: height,
      borderBottom: `0.4pt solid ${ink.hair}`,
      paddingVertical: 1.4
    },
    ...cells.map((content, i) => cell(columns[i], style, content))
  )

/** The names of the columns. */
export const headRow = (columns: readonly Column[], names: readonly string[]): ReactElement =>
  tableRow(columns, names, { style: { ...type.caption, fontSize: 6.9, lineHeight: 1.15 }, height: 13.4 })

/** Notes under a table. */
export const tableNotes = (lines: readonly string[]): ReactElement[] =>
  lines.filter((line) => line !== '').map((line) => text({ ...type.small, paddingTop: 2 }, line))
