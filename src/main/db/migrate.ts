import { z } from 'zod'
import { AppError } from '#shared/contract/errors.ts'
import type { UtcMs } from '#shared/domain/units.ts'
import type { Connection } from './connection.ts'

/** One step of the schema, forward only. Its name is recorded in each database: it never changes once released. */
export type Migration = { readonly name: string; readonly up: (connection: Connection) => void }

/** The names of the migrations that made a database what it is, in order. */
export type History = { readonly version: number; readonly applied: readonly string[] }

const Names = z.array(z.string())
const Count = z.int().nonnegative()

/** Reads which migrations a database has seen; an empty one has seen none. @throws SqliteError. */
export function readHistory(connection: Connection): History {
  const version = readVersion(connection)
  const kept = connection.prepare("SELECT count(*) FROM sqlite_schema WHERE name = 'migrations'").pluck().get()
  if (kept === 0) return { version, applied: [] }
  const applied = Names.parse(connection.prepare('SELECT name FROM migrations ORDER BY position').pluck().all())
  return { version, applied }
}

/**
 * Refuses a database by the version in its first page, which can be read when the schema behind it is damaged: what a newer
 * version made is not ours to replace.
 * @throws AppError database.fromTheFuture; SqliteError.
 */
export function refuseNewer(connection: Connection, known: readonly Migration[]): void {
  const version = readVersion(connection)
  if (version > known.length) throw new AppError('database.fromTheFuture', { version, known: known.length })
}

const readVersion = (connection: Connection): number => Count.parse(connection.pragma('user_version', { simple: true }))

/**
 * The migrations that a database still needs.
 * @throws AppError database.fromTheFuture when a newer version of the app made it; internal.unexpected when its history
 * has a gap or another order, which only a mistake in development can bring about.
 */
export function pendingMigrations(history: History, known: readonly Migration[]): readonly Migration[] {
  const names = known.map((migration) => migration.name)
  const version = Math.max(history.version, history.applied.length)
  if (version > known.length || history.applied.some((name) => !names.includes(name))) {
    throw new AppError('database.fromTheFuture', { version, known: known.length })
  }
  const consistent = history.version === history.applied.length && history.applied.every((name, i) => name === names[i])
  if (!consistent) throw new AppError('internal.unexpected', { reference: 'database.migrationHistory' })
  return known.slice(history.applied.length)
}

/**
 * Applies migrations in one transaction: all of them or none. References are checked once at the end, so that a
 * migration may rebuild a table.
 * @throws whatever a migration throws; AppError internal.unexpected when a reference broke.
 */
export function migrate(connection: Connection, pending: readonly Migration[], at: UtcMs): void {
  if (pending.length === 0) return
  connection.pragma('foreign_keys = OFF')
  try {
    connection.transaction(() => applyAll(connection, pending, at)).immediate()
  } finally {
    connection.pragma('foreign_keys = ON')
  }
}

function applyAll(connection: Connection, pending: readonly Migration[], at: UtcMs): void {
  connection.exec(`CREATE TABLE IF NOT EXISTS migrations (
    position INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, applied_at INTEGER NOT NULL) STRICT`)
  const record = connection.prepare('INSERT INTO migrations (name, applied_at) VALUES (?, ?)')
  for (const migration of pending) {
    migration.up(connection)
    record.run(migration.name, at)
  }
  if (connection.prepare('SELECT 1 FROM pragma_foreign_key_check').get() !== undefined) {
    throw new AppError('internal.unexpected', { reference: 'database.brokenReference' })
  }
  connection.pragma(`user_version = ${readHistory(connection).applied.length}`)
}
