import { copyFileSync, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { writeError } from '#main/storage/fileErrors.ts'
import { AppError } from '#shared/contract/errors.ts'
import type { UtcMs } from '#shared/domain/units.ts'
import { type DatabaseLocation, connect, widenCache } from './connection.ts'
import { Database } from './database.ts'
import { isWriteRefused } from './failure.ts'
import { type InspectionRule, inspect } from './inspection.ts'
import { pendingMigrations } from './migrate.ts'

type ReadOnlyOptions = DatabaseLocation &
  InspectionRule & { readonly temporaryDir: string; readonly now: () => UtcMs; readonly ids: () => string }

/**
 * Opens a database where nothing can be written.
 * @throws AppError database.readOnly when there is none, or when it would need another schema first; database.wrongKey,
 *   database.fromTheFuture; database.damaged, because nothing can be put into its place.
 */
export function openReadOnly(options: ReadOnlyOptions): Database {
  try {
    return openInPlace(options, () => undefined)
  } catch (error) {
    if (!isWriteRefused(error)) throw error
    return openCopy(options)
  }
}

function openInPlace(options: ReadOnlyOptions, release: () => void): Database {
  if ((statSync(options.file, { throwIfNoEntry: false })?.size ?? 0) === 0) throw new AppError('database.readOnly', {})
  const inspection = inspect(options, options)
  if (inspection.found === 'damage') throw new AppError('database.damaged', { restored: false })
  if (inspection.found === 'nothing' || pendingMigrations(inspection.history, options.migrations).length > 0) {
    throw new AppError('database.readOnly', {})
  }
  const connection = connect(options, 'readOnly')
  widenCache(connection)
  return new Database({ connection, state: { kind: 'readOnly' }, now: options.now, ids: options.ids, release })
}

// A database in WAL mode needs files of its own beside it even to be read. The copy is encrypted like its original.
function openCopy(options: ReadOnlyOptions): Database {
  const folder = mkdtempSync(join(options.temporaryDir, 'retinadesk-'))
  const release = (): void => rmSync(folder, { recursive: true, force: true })
  try {
    const file = join(folder, basename(options.file))
    copyAll(options.file, file)
    return openInPlace({ ...options, file }, release)
  } catch (error) {
    release()
    throw error
  }
}

function copyAll(from: string, to: string): void {
  try {
    for (const suffix of ['', '-wal', '.key-check']) {
      if (existsSync(`${from}${suffix}`)) copyFileSync(`${from}${suffix}`, `${to}${suffix}`)
    }
  } catch (error) {
    throw writeError(error)
  }
}
