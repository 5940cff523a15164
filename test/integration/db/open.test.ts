import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { migrations } from '#main/db/migrations/index.ts'
import { connect } from '#main/db/connection.ts'
import { openDatabase, patients } from '#main/db/index.ts'
import {
  KEY,
  OTHER_KEY,
  addPatient,
  contentsOf,
  damage,
  failureOf,
  open,
  scratchOptions,
  tamper,
  using
} from './scratch.ts'

it('keeps what was written when it is closed and opened again', () => {
  const options = scratchOptions()
  const patient = using(options, (database) => addPatient(database.write))
  expect(patients.get(open(options).read, patient.id)).toEqual(patient)
})

it('opens a new database as ready, with WAL, a flush at each commit and checked references', () => {
  const { state, read } = open()
  expect(state).toEqual({ kind: 'ready' })
  const pragmas = ['journal_mode', 'synchronous', 'foreign_keys', 'temp_store', 'cipher']
  expect(pragmas.map((name) => read.connection.pragma(name, { simple: true }))).toEqual(['wal', 2, 1, 2, 'sqlcipher'])
})

it('makes every table STRICT, so that a text can never stand where a time belongs', () => {
  const loose = open()
    .read.connection.prepare(
      "SELECT name FROM pragma_table_list WHERE type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'"
    )
    .all()
  expect(loose).toEqual([])
})

it.skipIf(process.platform === 'win32')('lets nobody else read its files', () => {
  const options = scratchOptions()
  using(options, ({ write }) => {
    addPatient(write)
    const folder = dirname(options.file)
    for (const name of readdirSync(folder)) {
      if (name.endsWith('.lock')) continue
      expect([name, statSync(`${folder}/${name}`).mode & 0o077]).toEqual([name, 0])
    }
  })
})

it('refuses a wrong key and leaves every file as it was', () => {
  const options = scratchOptions()
  using(options, ({ write }) => addPatient(write))
  const before = contentsOf(dirname(options.file))
  expect(failureOf(() => openDatabase({ ...options, key: OTHER_KEY }))).toEqual({ 'database.wrongKey': {} })
  expect(contentsOf(dirname(options.file))).toEqual(before)
  expect(open(options).state).toEqual({ kind: 'ready' })
})

it('takes a file that is no database of ours for one with another key, never for a damaged one', () => {
  const options = scratchOptions()
  writeFileSync(options.file, 'a letter, not a database '.repeat(500))
  expect(failureOf(() => openDatabase({ ...options, whenLost: 'startOver' }))).toEqual({ 'database.wrongKey': {} })
  expect(readdirSync(dirname(options.file)).filter((name) => name.includes('damaged'))).toEqual([])
})

it('refuses a wrong key even when the database is gone and only its backups are left', () => {
  const options = scratchOptions()
  using(options, ({ write }) => addPatient(write))
  writeFileSync(options.file, '')
  expect(failureOf(() => openDatabase({ ...options, key: OTHER_KEY }))).toEqual({ 'database.wrongKey': {} })
})

it('demands a key of 32 bytes instead of deriving something from a short one', () => {
  expect(() => openDatabase(scratchOptions({ key: Buffer.from('secret') }))).toThrow(RangeError)
})

it('refuses a database from the future and does not change a byte of it', () => {
  const options = scratchOptions()
  const known = migrations.length
  const later = [...migrations, { name: '9999-later', up: () => undefined }]
  using({ ...options, migrations: later }, ({ write }) => addPatient(write))
  const before = readFileSync(options.file)
  const expected = { 'database.fromTheFuture': { version: known + 1, known } }
  expect(failureOf(() => openDatabase(options))).toEqual(expected)
  expect(readFileSync(options.file).equals(before)).toBe(true)
  expect(existsSync(options.backupDir)).toBe(false)
})

it('refuses a newer database even when its list of migrations looks another way', () => {
  const options = scratchOptions()
  using(options, () => undefined)
  tamper(options, 'DROP TABLE migrations; PRAGMA user_version = 40')
  const expected = { 'database.fromTheFuture': { version: 40, known: migrations.length } }
  expect(failureOf(() => openDatabase(options))).toEqual(expected)
})

it('leaves a damaged database from the future alone: it is not ours to replace', () => {
  const options = scratchOptions()
  using(options, ({ write }) => addPatient(write))
  tamper(options, 'PRAGMA user_version = 40')
  damage(options.file, statSync(options.file).size - 2000)
  const before = readFileSync(options.file)
  expect(failureOf(() => openDatabase(options))).toHaveProperty(['database.fromTheFuture'])
  expect(readFileSync(options.file).equals(before)).toBe(true)
})

it('is locked while it is open in this process', () => {
  const options = scratchOptions()
  const first = open(options)
  expect(failureOf(() => openDatabase(options))).toEqual({ 'database.locked': {} })
  first.close()
  expect(open(options).state).toEqual({ kind: 'ready' })
})

it('is locked while another process has it open, and free as soon as that one dies', async () => {
  const options = scratchOptions()
  const child = spawn(process.execPath, [`${import.meta.dirname}/holdOpen.ts`], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, DATABASE: options.file, KEY: KEY.toString('hex') }
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  await once(child.stdout, 'data')
  expect(failureOf(() => openDatabase(options))).toEqual({ 'database.locked': {} })
  child.kill('SIGKILL')
  await once(child, 'exit')
  expect(open(options).state).toEqual({ kind: 'ready' })
})

it('says that it is locked when a foreign program holds the database itself', () => {
  const options = scratchOptions()
  const { write } = open(options)
  const intruder = connect(options, 'readWrite')
  intruder.exec('BEGIN IMMEDIATE')
  expect(failureOf(() => addPatient(write))).toEqual({ 'database.locked': {} })
  intruder.exec('ROLLBACK')
  intruder.close()
  expect(addPatient(write).familyName).toBe('Demo')
})

it('closes twice without complaint and lets nothing be written afterwards', () => {
  const options = scratchOptions()
  const database = openDatabase(options)
  database.close()
  database.close()
  expect(() => addPatient(database.write)).toThrow('not open')
  expect(existsSync(`${options.file}-wal`)).toBe(false)
})
