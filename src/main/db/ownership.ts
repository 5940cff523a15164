import Sqlite from 'better-sqlite3'
import { BUSY_TIMEOUT_MS } from './connection.ts'
import { isWriteRefused } from './failure.ts'

/** Held while a process works on a database for writing. The operating system gives it back when the process dies. */
export type Ownership = { readonly close: () => void }

/**
 * Takes the lock that lets one process write: a transaction left open on an empty neighbour file. It is no lock on the
 * database itself, so that a worker thread can still read it for a backup.
 * @returns null where the folder cannot be written, so that nobody can own it.
 * @throws SqliteError SQLITE_BUSY when another process holds it.
 */
export function takeOwnership(file: string): Ownership | null {
  let lock: Sqlite.Database | undefined
  try {
    lock = new Sqlite(`${file}.lock`, { timeout: BUSY_TIMEOUT_MS })
    lock.pragma('journal_mode = MEMORY')
    lock.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    lock?.close()
    if (isWriteRefused(error)) return null
    throw error
  }
  const held = lock
  return { close: () => held.close() }
}
