import { basename } from 'node:path'
import { z } from 'zod'
import { AppError } from '#shared/contract/errors.ts'
import { columnKey, openTable, type TableRow } from '../tables/table.ts'
import type { DatasetSource } from './adapter.ts'
import type { FolderTree } from './folderTree.ts'

/** Tables of a folder whose name matches and whose header holds some columns. */
export async function tablesWith(tree: FolderTree, name: RegExp, columns: readonly string[]): Promise<string[]> {
  const keys = columns.map(columnKey)
  const found: string[] = []
  for (const path of tree.tables(name)) {
    const { columns: there } = await openTable(tree.absolute(path), columns)
    if (keys.every((key) => there.includes(key))) found.push(path)
  }
  return found
}

/** A row that a schema accepted. */
export type ReadRow<T> = { readonly line: number; readonly row: T }

/**
 * Reads a table's rows by a schema over its columns' keys. Rows that are torn, too wide or refused by the schema are
 * reported with their line, and left out.
 */
export async function* readRows<S extends z.ZodObject>(
  { tree, signal, report }: Pick<DatasetSource, 'tree' | 'signal' | 'report'>,
  path: string,
  schema: S
): AsyncGenerator<ReadRow<z.output<S>>, void> {
  const of = basename(path)
  const table = await openTable(tree.absolute(path), Object.keys(schema.shape))
  for await (const row of table.rows()) {
    signal.throwIfAborted()
    const read = schema.safeParse(row.cells)
    if (row.fault === null && read.success) yield { line: row.line, row: read.data }
    else report({ kind: 'badRow', of, line: row.line, detail: faultOf(row, read) })
  }
}

function faultOf({ fault }: TableRow, read: z.ZodSafeParseResult<unknown>): string {
  if (fault !== null) return fault === 'torn' ? 'the row is torn' : 'the row has more cells than the header'
  const issue = read.error?.issues[0]
  return issue ? `${issue.path.join('.')}: ${issue.message}` : 'the row cannot be read'
}

/**
 * The tables of a set, of which there must be one.
 * @param remedy where the table comes from, or what to do about it.
 * @throws AppError dataset.unusable.
 */
export function requireTable(tables: readonly string[], name: string, remedy: string): readonly string[] {
  if (tables.length === 0) throw new AppError('dataset.unusable', { problem: `${name} is not there; ${remedy}` })
  return tables
}

const WHOLE = /^\d+(?:\.0+)?$/u

/** A whole number from 0 to a highest one; `2.0` counts as 2. */
export const level = (highest: number) =>
  z
    .string('missing')
    .regex(WHOLE, `not a number from 0 to ${highest}`)
    .transform(Number)
    .refine((value) => value <= highest, `not a number from 0 to ${highest}`)

/** A number; a decimal comma is not one. */
export const decimal = z
  .string('missing')
  .regex(/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/iu, 'not a number')
  .transform(Number)

/** The same, or null for an empty cell or a column that is not there. */
export const blankOr = <S extends z.ZodType>(schema: S) =>
  z
    .union([z.literal('').transform(() => null), schema])
    .optional()
    .transform((value) => (value === undefined ? null : value))

export const filled = z.string('missing').min(1, 'empty')

/** Passes each key once; a later one is reported as a duplicate. */
export function firstOnly({ report }: Pick<DatasetSource, 'report'>): (id: string, line: number) => boolean {
  const seen = new Set<string>()
  return (id, line) => {
    if (!seen.has(id)) {
      seen.add(id)
      return true
    }
    report({ kind: 'duplicate', of: id, line, detail: 'the first one counts' })
    return false
  }
}
