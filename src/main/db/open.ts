import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname } from 'node:path'
import { writeError } from '#main/storage/fileErrors.ts'
import { AppError } from '#shared/contract/errors.ts'
import type { UtcMs } from '#shared/domain/units.ts'
import { takeBackup } from './backup.ts'
import { type Connection, type DatabaseLocation, connect, makeDurable } from './connection.ts'
import { Database, type DatabaseState } from './database.ts'
import { isWriteRefused, translated } from './failure.ts'
import { type Inspection, inspect } from './inspection.ts'
import { noteKey } from './key.ts'
import { type Migration, migrate, pendingMigrations } from './migrate.ts'
import { migrations as released } from './migrations/index.ts'
import { openReadOnly } from './openReadOnly.ts'
import { takeOwnership } from './ownership.ts'
import * as audit from './repositories/audit.ts'
import { restoreNewest, setAside } from './restore.ts'

export type DatabaseOptions = DatabaseLocation & {
  readonly now: () => UtcMs
  /** A source of UUIDv7, such as `createUuidv7`. */
  readonly ids: () => string
  /** What to do when the database is damaged and no backup is good. */
  readonly whenLost?: 'fail' | 'startOver'
  /** Treat the database as damaged, after a check in the background found that it is. */
  readonly damaged?: boolean
  /** Larger files are not read whole at the start: check them in the background. */
  readonly checkUpToBytes?: number
  /** Where a database is copied to that cannot be read in its own folder, see openReadOnly.ts. */
  readonly temporaryDir?: string
  readonly migrations?: readonly Migration[]
}

/** A quarter of a second at 100 MB/s. */
const CHECK_UP_TO_BYTES = 24 * 1024 * 1024

/**
 * Opens the database and brings its schema up to date, or makes a new one; only one process may have it open for writing.
 * A damaged one is set aside and the newest good backup takes its place. Where nothing can be written it opens read-only.
 * @throws AppError database.wrongKey, database.fromTheFuture (the file is untouched), database.locked,
 *   database.damaged when no backup is good (everything stays where it is), file.diskFull, and other errors of files.
 */
export function openDatabase(options: DatabaseOptions): Database {
  const settled = { migrations: released, checkUpToBytes: CHECK_UP_TO_BYTES, temporaryDir: tmpdir(), ...options }
  return translated(() => {
    makeFolder(dirname(options.file))
    const ownership = takeOwnership(options.file)
    if (!ownership) return openReadOnly(settled)
    try {
      return openOwned(settled, () => ownership.close())
    } catch (error) {
      ownership.close()
      if (isWriteRefused(error) && existsSync(options.file)) return openReadOnly(settled)
      throw error
    }
  })
}

type Settled = DatabaseOptions & Required<Pick<DatabaseOptions, 'migrations' | 'checkUpToBytes' | 'temporaryDir'>>

function openOwned(options: Settled, release: () => void): Database {
  const first = options.damaged ? { found: 'damage' as const } : inspect(options, options)
  const state: DatabaseState = first.found === 'damage' ? replaceLost(options) : { kind: 'ready' }
  const inspection = first.found === 'damage' ? inspectReplacement(options, state) : first
  if (inspection.found === 'nothing') makeFile(options.file)
  const connection = connect(options, 'readWrite')
  try {
    makeDurable(connection)
    bringUpToDate(connection, options, inspection)
    noteKey(options)
    const database = new Database({ connection, state, now: options.now, ids: options.ids, release })
    recordReplacement(database)
    return database
  } catch (error) {
    connection.close()
    throw error
  }
}

function bringUpToDate(connection: Connection, options: Settled, inspection: Inspection): void {
  const history = inspection.found === 'database' ? inspection.history : { version: 0, applied: [] }
  const pending = pendingMigrations(history, options.migrations)
  // A write that is taken back shows a protected file: SQLite opens one without a word.
  connection.exec(`BEGIN IMMEDIATE; PRAGMA user_version = ${history.version}; ROLLBACK`)
  if (pending.length > 0 && inspection.found === 'database') takeBackup(options, options.now())
  migrate(connection, pending, options.now())
}

function replaceLost(options: Settled): DatabaseState {
  const at = options.now()
  const restored = restoreNewest(options, { at, migrations: options.migrations })
  if (restored) return { kind: 'restored', ...restored }
  if (options.whenLost !== 'startOver') throw new AppError('database.damaged', { restored: false })
  return { kind: 'startedOver', setAside: setAside(options.file, { reason: 'damaged', at }) }
}

const inspectReplacement = (options: Settled, state: DatabaseState): Inspection =>
  state.kind === 'restored' ? inspect(options, { ...options, checkUpToBytes: 0 }) : { found: 'nothing' }

function recordReplacement({ state, write }: Database): void {
  const subject = 'database'
  if (state.kind === 'restored') {
    audit.append(write, 'database.restored', { subject, detail: { backupTakenAt: state.backupTakenAt } })
  }
  if (state.kind === 'startedOver') audit.append(write, 'database.startedOver', { subject, detail: {} })
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw writeError(error)
  }
}

/** SQLite takes over an empty file, and with it who may read it. */
function makeFile(file: string): void {
  try {
    if (!existsSync(file)) closeSync(openSync(file, 'wx', 0o600))
  } catch (error) {
    throw writeError(error)
  }
}
