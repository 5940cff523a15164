import { statSync } from 'node:fs'
import { AppError } from '#shared/contract/errors.ts'
import { backupPath, listBackups } from './backup.ts'
import { type DatabaseLocation, type EncryptedFile, widenCache, withReader } from './connection.ts'
import { isDamaged, isUnreadable } from './failure.ts'
import { passesQuickCheck } from './integrity.ts'
import { checkKey } from './key.ts'
import { type History, type Migration, pendingMigrations, readHistory, refuseNewer } from './migrate.ts'

/** What lies where a database is expected. */
export type Inspection =
  | { readonly found: 'nothing' }
  | { readonly found: 'damage' }
  | { readonly found: 'database'; readonly history: History }

export type InspectionRule = {
  readonly migrations: readonly Migration[]
  /** Files up to this size are read whole; of larger ones only what tells key and version. */
  readonly checkUpToBytes: number
}

/**
 * Looks at a database without changing a byte of it.
 * @throws AppError database.wrongKey, database.fromTheFuture; SqliteError when it cannot be read at all.
 */
export function inspect(location: DatabaseLocation, rule: InspectionRule): Inspection {
  const bytes = statSync(location.file, { throwIfNoEntry: false })?.size ?? 0
  if (bytes === 0) return inspectEmpty(location)
  try {
    return withReader(location, (connection): Inspection => {
      refuseNewer(connection, rule.migrations)
      widenCache(connection)
      const history = readHistory(connection)
      if (history.version === 0 && history.applied.length === 0) return { found: 'nothing' }
      pendingMigrations(history, rule.migrations)
      const intact = bytes > rule.checkUpToBytes || passesQuickCheck(connection)
      return intact ? { found: 'database', history } : { found: 'damage' }
    })
  } catch (error) {
    if (isDamaged(error)) return { found: 'damage' }
    if (!isUnreadable(error)) throw error
    if (proveKey(location) !== 'right') throw new AppError('database.wrongKey', {}, { cause: error })
    return { found: 'damage' }
  }
}

/** Whether a backup is whole, has this key, and was not made by a newer version. */
export function isRestorable(backup: EncryptedFile, migrations: readonly Migration[]): boolean {
  try {
    return withReader(backup, (connection) => {
      const history = readHistory(connection)
      pendingMigrations(history, migrations)
      return history.version > 0 && passesQuickCheck(connection)
    })
  } catch {
    // Whatever is wrong with one backup, an older one may still do.
    return false
  }
}

// A file that is gone or empty was lost if there ever was one: somebody opened it with this key, or backed it up.
function inspectEmpty(location: DatabaseLocation): Inspection {
  switch (proveKey(location)) {
    case 'right':
      return { found: 'damage' }
    case 'wrong':
      throw new AppError('database.wrongKey', {})
    case 'unknown':
      return { found: 'nothing' }
  }
}

function proveKey(location: DatabaseLocation): 'right' | 'wrong' | 'unknown' {
  const noted = checkKey(location)
  if (noted === 'right') return 'right'
  const backups = listBackups(location)
  const opens = backups.some(({ takenAt }) => opensWith(backupPath(location, takenAt), location.key))
  if (opens) return 'right'
  return noted === 'unknown' && backups.length === 0 ? 'unknown' : 'wrong'
}

function opensWith(file: string, key: Buffer): boolean {
  try {
    return withReader({ file, key }, (connection) => readHistory(connection).version > 0)
  } catch (error) {
    if (isUnreadable(error) || isDamaged(error)) return false
    throw error
  }
}
