import { AppError } from '#shared/contract/errors.ts'
import type { UtcMs } from '#shared/domain/units.ts'
import { type ReadableDb, type WritableDb, readableDb, writableDb } from './access.ts'
import type { Connection } from './connection.ts'
import { translated } from './failure.ts'

/** In what state a database was opened. Names of files set aside are those beside the database's own. */
export type DatabaseState =
  | { readonly kind: 'ready' }
  | { readonly kind: 'readOnly' }
  | { readonly kind: 'restored'; readonly backupTakenAt: UtcMs; readonly setAside: readonly string[] }
  | { readonly kind: 'startedOver'; readonly setAside: readonly string[] }

type Opened = {
  readonly connection: Connection
  readonly state: DatabaseState
  readonly now: () => UtcMs
  readonly ids: () => string
  /** Gives back what was held while the database was open. */
  readonly release: () => void
}

/** An open database: what repositories read from and write to. Hold on to it: once collected, it is closed. */
export class Database {
  readonly state: DatabaseState
  readonly read: ReadableDb
  readonly #opened: Opened
  readonly #write: WritableDb

  constructor(opened: Opened) {
    this.#opened = opened
    this.state = opened.state
    this.read = readableDb(opened.connection)
    this.#write = writableDb(this.read, { now: opened.now, newId: opened.ids })
  }

  /** @throws AppError database.readOnly when it could only be opened for reading. */
  get write(): WritableDb {
    if (this.state.kind === 'readOnly') throw new AppError('database.readOnly', {})
    return this.#write
  }

  /** Writes everything into the file and lets others have it; closing again does nothing. @throws AppError. */
  close(): void {
    if (!this.#opened.connection.open) return
    try {
      translated(() => this.#opened.connection.close())
    } finally {
      this.#opened.release()
    }
  }
}
