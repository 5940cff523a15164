import Sqlite from 'better-sqlite3'
import { AppError } from '#shared/contract/errors.ts'

/** SQLite's extended result code, such as `SQLITE_CORRUPT_INDEX`; undefined for any other error. */
export const sqliteCode = (error: unknown): string | undefined =>
  error instanceof Sqlite.SqliteError ? error.code : undefined

/** The key does not fit, or the first page (which proves it) is damaged: SQLCipher cannot tell these apart. */
export const isUnreadable = (error: unknown): boolean => sqliteCode(error) === 'SQLITE_NOTADB'

export const isDamaged = (error: unknown): boolean => sqliteCode(error)?.startsWith('SQLITE_CORRUPT') ?? false

export const isWriteRefused = (error: unknown): boolean => {
  const code = sqliteCode(error) ?? ''
  return code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_CANTOPEN')
}

const FAILED_WRITE = /^SQLITE_IOERR_(WRITE|FSYNC|DIR_FSYNC|TRUNCATE|DELETE|SHMSIZE|COMMIT_ATOMIC)/

/** Tells an error of SQLite by its cause; every other error is returned as it is. */
export function databaseError(cause: unknown): unknown {
  const code = sqliteCode(cause)
  if (code === undefined) return cause
  if (isDamaged(cause) || isUnreadable(cause)) return new AppError('database.damaged', { restored: false }, { cause })
  if (/^SQLITE_(BUSY|LOCKED)/.test(code)) return new AppError('database.locked', {}, { cause })
  if (code.startsWith('SQLITE_READONLY')) return new AppError('database.readOnly', {}, { cause })
  if (code === 'SQLITE_FULL') return new AppError('file.diskFull', {}, { cause })
  if (FAILED_WRITE.test(code)) return new AppError('file.cannotWrite', { errno: code }, { cause })
  if (/^SQLITE_(IOERR|CANTOPEN)/.test(code)) return new AppError('file.unreadable', { errno: code }, { cause })
  return new AppError('internal.unexpected', { reference: code }, { cause })
}

/** Runs a body whose SQLite errors leave as AppErrors. */
export function translated<T>(body: () => T): T {
  try {
    return body()
  } catch (error) {
    throw databaseError(error)
  }
}
