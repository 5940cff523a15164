import type { NotMeasurableReason } from '#shared/domain/measurement.ts'

/** What stands in a cell of the table: a value, or why there is none. */
export type Cell = number | NotMeasurableReason

/** Cells by column name, in order. */
export type Columns = ReadonlyMap<string, Cell>

export const cellOr = (value: number | undefined, reason: NotMeasurableReason): Cell => value ?? reason

/** A ratio, or what is in the way of one of its sides. */
export function ratioOf(one: Cell, other: Cell): Cell {
  if (typeof one !== 'number') return one
  return typeof other === 'number' ? one / other : other
}

/** As many names as fit into a cell that is still read. */
const MOST_NAMES = 3

/** "noCup: CDR_vertical CDR_horizontal", or "noDisc: 40 columns"; no commas, so that a table stays easy to split. */
export function problemsOf(columns: Columns): string[] {
  const byReason = new Map<NotMeasurableReason, string[]>()
  for (const [name, cell] of columns) {
    if (typeof cell !== 'number') byReason.set(cell, [...(byReason.get(cell) ?? []), name])
  }
  return [...byReason].map(([reason, names]) => {
    const what = names.length > MOST_NAMES ? `${names.length} columns` : names.join(' ')
    return `${reason}: ${what}`
  })
}
