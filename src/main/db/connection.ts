import Sqlite from 'better-sqlite3'

export type Connection = Sqlite.Database

export type EncryptedFile = {
  readonly file: string
  /** 32 random bytes. */
  readonly key: Buffer
}

/** Where a database lives: its file, its key, and the folder of its backups, which have the same key. */
export type DatabaseLocation = EncryptedFile & { readonly backupDir: string }

/** Only a foreign process makes us wait; longer would freeze the window. */
export const BUSY_TIMEOUT_MS = 250
const CACHE_KIB = 32_768

/**
 * Connects to an existing SQLCipher 4 file with a raw key; nothing is read yet, so a wrong key shows in the first query.
 * Temporary tables stay in memory: SQLite would write them to the disk unencrypted.
 * @throws SqliteError, RangeError for a key of another length.
 */
export function connect({ file, key }: EncryptedFile, mode: 'readWrite' | 'readOnly'): Connection {
  if (key.length !== 32) throw new RangeError('A database key has 32 bytes')
  const connection = new Sqlite(file, { fileMustExist: true, readonly: mode === 'readOnly', timeout: BUSY_TIMEOUT_MS })
  try {
    connection.pragma("cipher = 'sqlcipher'")
    connection.pragma('legacy = 4')
    connection.pragma(`key = "x'${key.toString('hex')}'"`)
    connection.pragma('temp_store = MEMORY')
    connection.pragma('trusted_schema = OFF')
    return connection
  } catch (error) {
    connection.close()
    throw error
  }
}

/** Gives a connection room to keep pages. It reads the schema: not before the version is known. @throws SqliteError. */
export const widenCache = (connection: Connection): void => void connection.pragma(`cache_size = -${CACHE_KIB}`)

/**
 * Makes a connection durable (WAL, a flush at each commit), strict about references, and thorough when it deletes.
 * @throws SqliteError.
 */
export function makeDurable(connection: Connection): void {
  widenCache(connection)
  connection.pragma('journal_mode = WAL')
  connection.pragma('synchronous = FULL')
  connection.pragma('foreign_keys = ON')
  connection.pragma('secure_delete = ON')
}

/** Connects read-only for the time of a body. */
export function withReader<T>(file: EncryptedFile, body: (connection: Connection) => T): T {
  const connection = connect(file, 'readOnly')
  try {
    return body(connection)
  } finally {
    connection.close()
  }
}
