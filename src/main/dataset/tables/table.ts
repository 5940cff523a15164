import { extname } from 'node:path'
import { type DelimitedRow, delimiterOf, readDelimited } from './delimited.ts'
import { readSheet } from './sheet.ts'
import { headOf, textOf } from './textFile.ts'

/** A row by its columns' keys; cells are trimmed. `fault` says what is wrong with the row as a whole. */
export type TableRow = {
  readonly line: number
  readonly cells: Readonly<Record<string, string>>
  readonly fault: 'torn' | 'tooManyCells' | null
}

/** A table whose header was read; its rows are read as they are asked for. */
export type Table = {
  /** Keys of the columns, in order; unnamed columns are left out. */
  readonly columns: readonly string[]
  readonly rows: () => AsyncIterable<TableRow>
}

/**
 * The key by which a column is looked up: without byte order mark, spaces (NBSP included) and case, so that
 * `Risk of macular edema ` and `X- Coordinate` are found in every copy of a set.
 */
export const columnKey = (name: string): string => name.replaceAll(/[\s\uFEFF\u00A0]+/gu, '').toLowerCase()

const trimmed = (cell: string): string => cell.replaceAll(/^[\s\uFEFF\u00A0]+|[\s\uFEFF\u00A0]+$/gu, '')

const isBlank = ({ cells }: DelimitedRow): boolean => cells.every((cell) => trimmed(cell) === '')

/** Title rows that may stand above a header. */
const TITLES = 8

/**
 * Opens a CSV, TSV, XLS or XLSX table. Its header is the first row that holds all wanted columns, or the first that holds
 * anything where none of the first rows does.
 * @throws AppError file.*, dataset.unusable.
 */
export async function openTable(path: string, wanted: readonly string[] = []): Promise<Table> {
  const rows = await sourceOf(path)
  const first: DelimitedRow[] = []
  for await (const row of rows()) {
    if (!isBlank(row)) first.push(row)
    if (first.length >= TITLES) break
  }
  const keys = wanted.map(columnKey)
  const header =
    first.find(({ cells }) => keys.length > 0 && keys.every((key) => cells.some((cell) => columnKey(cell) === key))) ??
    first[0]
  if (!header) return { columns: [], rows: async function* () {} }
  const columns = header.cells.map(columnKey)
  return {
    columns: columns.filter((key) => key !== ''),
    rows: async function* () {
      for await (const row of rows()) if (row.line > header.line && !isBlank(row)) yield rowOf(row, columns)
    }
  }
}

async function sourceOf(path: string): Promise<() => AsyncIterable<DelimitedRow>> {
  if (/^\.xlsx?$/iu.test(extname(path))) {
    const sheet = await readSheet(path)
    return async function* () {
      yield* sheet
    }
  }
  const head = await headOf(path, 64 * 1024)
  const delimiter = delimiterOf(head.toString('latin1').split(/[\r\n]/u)[0] ?? '')
  return () => readDelimited(textOf(path), delimiter)
}

function rowOf({ line, cells, torn }: DelimitedRow, columns: readonly string[]): TableRow {
  const named = new Map<string, string>()
  for (const [i, key] of columns.entries()) if (key !== '' && !named.has(key)) named.set(key, trimmed(cells[i] ?? ''))
  const surplus = cells.slice(columns.length).some((cell) => trimmed(cell) !== '')
  return { line, cells: Object.fromEntries(named), fault: torn ? 'torn' : surplus ? 'tooManyCells' : null }
}
