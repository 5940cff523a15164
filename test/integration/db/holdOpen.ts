import { UtcMs } from '#shared/domain/units.ts'
import { createUuidv7, openDatabase } from '#main/db/index.ts'

/** A process of its own that opens a database and keeps it until it is killed. */
const { DATABASE = '', KEY = '' } = process.env

const database = openDatabase({
  file: DATABASE,
  key: Buffer.from(KEY, 'hex'),
  backupDir: `${DATABASE}-backups`,
  now: () => UtcMs.parse(Date.now()),
  ids: createUuidv7(Date.now)
})
process.stdout.write('open\n')
// The interval also keeps the database from being collected, which would close it.
setInterval(() => database.read, 60_000)
