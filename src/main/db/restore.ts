import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs'
import { basename } from 'node:path'
import { z } from 'zod'
import { writeError } from '#main/storage/fileErrors.ts'
import { AppError } from '#shared/contract/errors.ts'
import { UtcMs } from '#shared/domain/units.ts'
import { backupPath, flush, listBackups } from './backup.ts'
import type { DatabaseLocation } from './connection.ts'
import { translated } from './failure.ts'
import { isRestorable } from './inspection.ts'
import type { Migration } from './migrate.ts'
import { migrations as released } from './migrations/index.ts'
import { takeOwnership } from './ownership.ts'
import { stampOf } from './stamp.ts'

/** How a damaged or unwanted database was replaced. File names are those beside the database's own. */
export const Restored = z.object({ backupTakenAt: UtcMs, setAside: z.array(z.string()).readonly() })
export type Restored = z.infer<typeof Restored>

type Replacement = { readonly at: UtcMs; readonly migrations: readonly Migration[] }

/**
 * Puts the newest good backup into the place of a damaged database, whose files are renamed and kept.
 * @returns null, with nothing changed, when no backup is good.
 * @throws AppError file.diskFull, file.noPermission, file.cannotWrite; the damaged files are then where they were.
 */
export function restoreNewest(location: DatabaseLocation, { at, migrations }: Replacement): Restored | null {
  const good = listBackups(location).find(({ takenAt }) =>
    isRestorable({ file: backupPath(location, takenAt), key: location.key }, migrations)
  )
  if (!good) return null
  return { backupTakenAt: good.takenAt, setAside: replace(location, { takenAt: good.takenAt, at, reason: 'damaged' }) }
}

/**
 * Puts a chosen backup into the place of the database, which must be closed; its files are renamed and kept. Not for the
 * main thread. @throws AppError record.notFound, database.damaged (the backup), database.locked, database.readOnly,
 * file.diskFull, file.noPermission, file.cannotWrite.
 */
export function restoreBackup(location: DatabaseLocation, chosen: { takenAt: UtcMs; at: UtcMs }): Restored {
  const ownership = translated(() => takeOwnership(location.file))
  if (!ownership) throw new AppError('database.readOnly', {})
  try {
    const file = backupPath(location, chosen.takenAt)
    if (!existsSync(file)) throw new AppError('record.notFound', { what: 'backup' })
    if (!isRestorable({ file, key: location.key }, released)) {
      throw new AppError('database.damaged', { restored: false })
    }
    return { backupTakenAt: chosen.takenAt, setAside: replace(location, { ...chosen, reason: 'replaced' }) }
  } finally {
    ownership.close()
  }
}

/** Renames a database's files, so that they are kept but no longer in use. Returns their new names. */
export function setAside(file: string, { reason, at }: { reason: 'damaged' | 'replaced'; at: UtcMs }): string[] {
  const stem = `${file}.${reason}-${stampOf(at)}`
  try {
    return ['-wal', '-shm', '']
      .filter((suffix) => existsSync(`${file}${suffix}`))
      .map((suffix) => {
        renameSync(`${file}${suffix}`, `${stem}${suffix}`)
        return basename(`${stem}${suffix}`)
      })
      .toSorted()
  } catch (error) {
    throw writeError(error)
  }
}

type Swap = { readonly takenAt: UtcMs; readonly at: UtcMs; readonly reason: 'damaged' | 'replaced' }

// The copy is whole and on the disk before the old files move, and one rename puts it into place.
function replace(location: DatabaseLocation, { takenAt, at, reason }: Swap): string[] {
  const copy = `${location.file}.restoring`
  try {
    copyFileSync(backupPath(location, takenAt), copy)
    flush(copy)
    const names = setAside(location.file, { reason, at })
    renameSync(copy, location.file)
    return names
  } catch (error) {
    rmSync(copy, { force: true })
    throw writeError(error)
  }
}
