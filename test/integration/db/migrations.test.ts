import { createHash } from 'node:crypto'
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { expect, it } from 'vitest'
import { type Connection, connect } from '#main/db/connection.ts'
import { type DatabaseOptions, analyses, images, openDatabase, patients, sessions } from '#main/db/index.ts'
import { backupPath, listBackups } from '#main/db/backup.ts'
import { type Migration, migrate } from '#main/db/migrate.ts'
import { migrations } from '#main/db/migrations/index.ts'
import { imageId, patientId, sessionId } from '#test/fixtures/ids.ts'
import { addPatient, addSession, failureOf, open, scratchOptions, using } from './scratch.ts'

/** The schema that each released migration ends in, hashed. A line here never changes: databases like it are out there. */
const releasedSchemas = [
  'b4d83acf19c832d2',
  '2b686c224ca92f16',
  '996f2243d89f4906',
  'ffdd376638ea5fa4',
  '22258f68163d9c3a',
  '3b9cda1228987463'
]

const schemaOf = (connection: Connection): string => {
  const rows = connection.prepare("SELECT sql FROM sqlite_schema WHERE name <> 'migrations' ORDER BY name").all()
  return createHash('sha256').update(JSON.stringify(rows)).digest('hex').slice(0, 16)
}

/** What a patient, a session and a photograph looked like in the first version. */
const firstRows = `
  INSERT INTO patients VALUES ('${patientId(1)}', 'Demo', 'Phantom A', 'PH-1', NULL, 'unknown', 0, 1, 'demo', '2026-11-20');
  INSERT INTO sessions VALUES ('${sessionId(1)}', '${patientId(1)}', '2026-11-20', 'a note', 1, 2, NULL);
  INSERT INTO images VALUES ('${imageId(1)}', '${sessionId(1)}', 1, '${'a'.repeat(64)}', '${'b'.repeat(64)}',
    '${'c'.repeat(64)}', 'jpeg', 20, 10, 5, 'OD', 'clinician', NULL, 3, NULL, NULL, NULL);`

const failing: Migration = {
  name: '9999-failing',
  up: (connection) => {
    connection.exec('CREATE TABLE half (x TEXT) STRICT; DELETE FROM patients')
    throw new RangeError('on purpose')
  }
}

/** Makes a file as a version of the app made it that knew only the first migrations. */
function makeOld(options: DatabaseOptions, count: number): void {
  writeFileSync(options.file, '')
  const connection = connect(options, 'readWrite')
  migrate(connection, migrations.slice(0, count), options.now())
  connection.close()
}

it.each(migrations.map(({ name }, i) => [name, i + 1] as const))('never changes a released schema: %s', (_, count) => {
  const options = scratchOptions()
  makeOld(options, count)
  const connection = connect(options, 'readOnly')
  expect(schemaOf(connection)).toBe(releasedSchemas[count - 1])
  connection.close()
})

it.each(migrations.map(({ name }, i) => [name, i + 1] as const))(
  'brings a file of this age up to date with what is in it: %s',
  (_, count) => {
    const options = scratchOptions()
    makeOld(options, count)
    const old = connect(options, 'readWrite')
    old.exec(firstRows)
    old.close()
    const { read, write, state } = open(options)
    expect(state).toEqual({ kind: 'ready' })
    expect(patients.get(read, patientId(1))).toMatchObject({ familyName: 'Demo', number: 'PH-1', demo: false })
    expect(sessions.get(read, sessionId(1))).toMatchObject({ note: 'a note', updatedAt: 2 })
    expect(images.get(read, imageId(1))).toMatchObject({ eye: { by: 'clinician', eye: 'OD' }, takenAt: null })
    expect(analyses.latest(read, imageId(1))).toBeUndefined()
    expect(sessions.annotate(write, sessionId(1), 'another').note).toBe('another')
    expect(listBackups(options)).toHaveLength(count < migrations.length ? 1 : 0)
  }
)

it('undoes every migration of a row when one fails, and says what failed', () => {
  const options = scratchOptions()
  const patient = using(options, ({ write }) => addPatient(write))
  const good: Migration = { name: '9998-good', up: (connection) => connection.exec('CREATE TABLE g (x TEXT) STRICT') }
  expect(() => openDatabase({ ...options, migrations: [...migrations, good, failing] })).toThrow('on purpose')
  const { read, state } = open(options)
  expect(state).toEqual({ kind: 'ready' })
  expect(patients.get(read, patient.id)).toEqual(patient)
})

it('keeps a backup of how a database was before it was changed', () => {
  const options = scratchOptions()
  const patient = using(options, ({ write }) => addPatient(write))
  const destructive: Migration = {
    name: '9999-destructive',
    up: (connection) => connection.exec('DELETE FROM patients')
  }
  using({ ...options, migrations: [...migrations, destructive] }, () => undefined)
  const [backup] = listBackups(options)
  const file = backup && backupPath(options, backup.takenAt)
  const { read } = open({ ...scratchOptions(), file: file ?? '' })
  expect(patients.get(read, patient.id)).toEqual(patient)
})

it('takes no backup of a new database, nor of one that is up to date', () => {
  const options = scratchOptions()
  using(options, () => undefined)
  using(options, () => undefined)
  expect(readdirSync(dirname(options.file))).not.toContain('backups')
})

it('refuses a migration that leaves a reference into nothing', () => {
  const options = scratchOptions()
  using(options, ({ write }) => addSession(write))
  const orphaning: Migration = {
    name: '9999-orphaning',
    up: (connection) => connection.exec('DELETE FROM patients')
  }
  const before = readFileSync(options.file)
  expect(failureOf(() => openDatabase({ ...options, migrations: [...migrations, orphaning] }))).toEqual({
    'internal.unexpected': { reference: 'database.brokenReference' }
  })
  expect(readFileSync(options.file)).toEqual(before)
})

it('refuses a history with a gap or in another order instead of guessing', () => {
  const [first, second, ...rest] = migrations
  for (const made of [
    [second, first, ...rest],
    [second, ...rest]
  ]) {
    const options = scratchOptions()
    using(options, () => undefined)
    const connection = connect(options, 'readWrite')
    connection.exec('DELETE FROM migrations')
    for (const migration of made) {
      connection.prepare('INSERT INTO migrations (name, applied_at) VALUES (?, 0)').run(migration?.name)
    }
    connection.pragma(`user_version = ${made.length}`)
    connection.close()
    expect(failureOf(() => openDatabase(options))).toEqual({
      'internal.unexpected': { reference: 'database.migrationHistory' }
    })
  }
})
