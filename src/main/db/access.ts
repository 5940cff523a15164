import type Sqlite from 'better-sqlite3'
import type { z } from 'zod'
import { AppError } from '#shared/contract/errors.ts'
import type { UtcMs } from '#shared/domain/units.ts'
import type { Connection } from './connection.ts'
import { translated } from './failure.ts'

const readable: unique symbol = Symbol('readable')
const writable: unique symbol = Symbol('writable')

/** What repositories read from. */
export type ReadableDb = {
  readonly connection: Connection
  readonly statements: Map<string, Sqlite.Statement>
  readonly [readable]: true
}

/** What repositories write to; only a database that was opened for writing hands one out. */
export type WritableDb = ReadableDb & {
  readonly now: () => UtcMs
  /** A new UUIDv7. */
  readonly newId: () => string
  readonly [writable]: true
}

export const readableDb = (connection: Connection): ReadableDb => ({
  connection,
  statements: new Map(),
  [readable]: true
})

export const writableDb = (db: ReadableDb, sources: Pick<WritableDb, 'now' | 'newId'>): WritableDb => ({
  ...db,
  ...sources,
  [writable]: true
})

type Parameters = Readonly<Record<string, string | number | null>>

/** A query with named parameters (`@name`) and the schema that turns one of its rows into a value. */
export type Query<Row extends z.ZodType> = { readonly sql: string; readonly row: Row }

export const query = <Row extends z.ZodType>(row: Row, sql: string): Query<Row> => ({ sql, row })

/** @throws AppError of the database; internal.unexpected when a row is not what its schema says. */
export function selectAll<Row extends z.ZodType>(
  db: ReadableDb,
  { sql, row }: Query<Row>,
  parameters: Parameters = {}
): z.output<Row>[] {
  return translated(() => statement(db, sql).all(parameters)).map((raw) => parseRow(row, raw))
}

/** The first row, or undefined when there is none. @throws as `selectAll`. */
export function selectFirst<Row extends z.ZodType>(
  db: ReadableDb,
  { sql, row }: Query<Row>,
  parameters: Parameters = {}
): z.output<Row> | undefined {
  const raw = translated(() => statement(db, sql).get(parameters))
  return raw === undefined ? undefined : parseRow(row, raw)
}

/** Runs a statement that changes something; returns how many rows it changed. @throws AppError of the database. */
export const execute = (db: WritableDb, sql: string, parameters: Parameters = {}): number =>
  translated(() => statement(db, sql).run(parameters).changes)

/** Runs a body in a transaction, all or nothing; inside another one it becomes a part of it. */
export const transact = <T>(db: WritableDb, body: () => T): T =>
  translated(() => db.connection.transaction(body).immediate())

/** @throws AppError record.notFound. */
export function found<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new AppError('record.notFound', { what })
  return value
}

function statement(db: ReadableDb, sql: string): Sqlite.Statement {
  const known = db.statements.get(sql)
  if (known) return known
  const prepared = db.connection.prepare(sql)
  db.statements.set(sql, prepared)
  return prepared
}

// Only the place and kind of a mismatch are told: the value may be a patient's.
function parseRow<Row extends z.ZodType>(row: Row, raw: unknown): z.output<Row> {
  const parsed = row.safeParse(raw)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const reference = `row:${issue?.path.map(String).join('.') ?? ''}:${issue?.code ?? ''}`
  throw new AppError('internal.unexpected', { reference })
}
