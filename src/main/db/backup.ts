import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync
} from 'node:fs'
import { join, parse } from 'node:path'
import { z } from 'zod'
import { readError, writeError } from '#main/storage/fileErrors.ts'
import { UtcMs } from '#shared/domain/units.ts'
import { type DatabaseLocation, withReader } from './connection.ts'
import { translated } from './failure.ts'
import { assertIntact } from './integrity.ts'
import { expired } from './rotation.ts'
import { stampOf, timeOf } from './stamp.ts'

/** A copy of the whole database under the same key, named by the time when it was taken. */
export const Backup = z.object({ takenAt: UtcMs, bytes: z.int().nonnegative() })
export type Backup = z.infer<typeof Backup>

type BackupPlace = Pick<DatabaseLocation, 'file' | 'backupDir'>

export const backupPath = ({ file, backupDir }: BackupPlace, takenAt: UtcMs): string =>
  join(backupDir, `${parse(file).name}-${stampOf(takenAt)}.db`)

/** The backups that are there, newest first. @throws AppError file.noPermission, file.unreadable. */
export function listBackups(place: BackupPlace): Backup[] {
  if (!existsSync(place.backupDir)) return []
  const prefix = `${parse(place.file).name}-`
  try {
    return readdirSync(place.backupDir)
      .filter((name) => name.startsWith(prefix) && name.endsWith('.db'))
      .map((name) => timeOf(name.slice(prefix.length, -'.db'.length)))
      .filter((takenAt) => takenAt !== undefined)
      .toSorted((a, b) => b - a)
      .map((takenAt) => ({ takenAt, bytes: statSync(backupPath(place, takenAt)).size }))
  } catch (error) {
    throw readError(error)
  }
}

/**
 * Writes a backup of the database as it is now, checks it, and deletes those that the rotation no longer keeps. Others
 * may read and write meanwhile; one backup at a time. Not for the main thread: about 50 MB/s.
 * @throws AppError file.diskFull, file.noPermission, file.cannotWrite, database.damaged; earlier backups stay.
 */
export function takeBackup(location: DatabaseLocation, at: UtcMs): Backup {
  prepareFolder(location)
  const takenAt = firstFree(location, at)
  const path = backupPath(location, takenAt)
  const partial = `${path}.part`
  try {
    // SQLite takes over an empty file, and with it who may read it.
    closeSync(openSync(partial, 'wx', 0o600))
    translated(() => withReader(location, (connection) => connection.prepare('VACUUM INTO ?').run(partial)))
    assertIntact({ file: partial, key: location.key })
    flush(partial)
    renameSync(partial, path)
  } catch (error) {
    rmSync(partial, { force: true })
    throw writeError(error)
  }
  rotate(location)
  return { takenAt, bytes: statSync(path).size }
}

/** Removes what a backup that was cut short left behind; none may be under way. */
export function removePartialBackups({ file, backupDir }: BackupPlace): void {
  const left = existsSync(backupDir) ? readdirSync(backupDir) : []
  for (const name of left) {
    if (name.startsWith(`${parse(file).name}-`) && name.endsWith('.db.part')) rmSync(join(backupDir, name))
  }
}

/** Makes sure that a file's bytes are on the disk. */
export function flush(path: string): void {
  const file = openSync(path, 'r+')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

function prepareFolder(place: BackupPlace): void {
  try {
    mkdirSync(place.backupDir, { recursive: true, mode: 0o700 })
    removePartialBackups(place)
  } catch (error) {
    throw writeError(error)
  }
}

function firstFree(place: BackupPlace, at: UtcMs): UtcMs {
  let takenAt = at
  while (existsSync(backupPath(place, takenAt))) takenAt = UtcMs.parse(takenAt + 1)
  return takenAt
}

function rotate(place: BackupPlace): void {
  for (const takenAt of expired(listBackups(place).map((backup) => backup.takenAt))) {
    rmSync(backupPath(place, takenAt), { force: true })
  }
}
