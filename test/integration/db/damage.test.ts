import { existsSync, readFileSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { expect, it } from 'vitest'
import { audit, openDatabase, patients, takeBackup, worklist } from '#main/db/index.ts'
import { checkIntegrity } from '#main/db/integrity.ts'
import { backupPath, listBackups } from '#main/db/backup.ts'
import {
  addPatient,
  contentsOf,
  damage,
  damageHalf,
  failureOf,
  open,
  scratchOptions,
  tamper,
  using
} from './scratch.ts'

type Harm = (file: string) => void

const middle: Harm = (file) => damage(file, Math.floor(statSync(file).size / 2))
const harms: Readonly<Record<string, Harm>> = {
  'bytes flipped in the middle': middle,
  'bytes flipped in the first page': (file) => damage(file, 100),
  'the salt overwritten': (file) => damage(file, 0),
  'cut off in the middle': (file) => truncateSync(file, Math.floor(statSync(file).size / 2)),
  'cut off inside the first page': (file) => truncateSync(file, 100),
  'cut off by one byte': (file) => truncateSync(file, statSync(file).size - 1),
  'zero length': (file) => truncateSync(file, 0),
  gone: (file) => rmSync(file)
}

const setAsideIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => name.includes('.damaged-'))
    .toSorted()

/** A database with one patient in its backup and one more after it. */
function backedUp() {
  const options = scratchOptions()
  const before = using(options, ({ write }) => addPatient(write))
  const backup = takeBackup(options, options.now())
  using(options, ({ write }) => addPatient(write))
  return { options, before, backup }
}

it.each(Object.entries(harms))('restores the backup and keeps the damaged file: %s', (_, harm) => {
  const { options, before, backup } = backedUp()
  harm(options.file)
  const damaged = existsSync(options.file) ? readFileSync(options.file) : undefined
  const { state, read } = open(options)
  const kept = setAsideIn(dirname(options.file))
  expect(state).toEqual({ kind: 'restored', backupTakenAt: backup.takenAt, setAside: kept })
  expect(worklist.list(read, { query: '' }).map(({ patient }) => patient)).toEqual([before])
  const [name] = kept
  expect(name && readFileSync(`${dirname(options.file)}/${name}`)).toEqual(damaged)
  expect(audit.entriesAbout(read, 'database')).toMatchObject([
    { action: 'database.restored', detail: { backupTakenAt: backup.takenAt } }
  ])
  expect(audit.verify(read)).toMatchObject({ intact: true })
})

it.each(Object.entries(harms))('without a backup says so and leaves everything where it is: %s', (_, harm) => {
  const options = scratchOptions()
  using(options, ({ write }) => addPatient(write))
  harm(options.file)
  const before = contentsOf(dirname(options.file))
  const refusal = { 'database.damaged': { restored: false } }
  expect(failureOf(() => openDatabase(options))).toEqual(refusal)
  const after = contentsOf(dirname(options.file))
  expect(after).toMatchObject(before)
  expect(setAsideIn(dirname(options.file))).toEqual([])
})

it('starts over only when it is asked to, and keeps the damaged file', () => {
  const options = scratchOptions()
  using(options, ({ write }) => addPatient(write))
  middle(options.file)
  const damaged = readFileSync(options.file)
  const { state, read } = open({ ...options, whenLost: 'startOver' })
  const kept = setAsideIn(dirname(options.file))
  expect(state).toEqual({ kind: 'startedOver', setAside: kept })
  expect(readFileSync(`${dirname(options.file)}/${kept[0]}`)).toEqual(damaged)
  expect(worklist.list(read, { query: '' })).toEqual([])
})

it('passes over backups that are damaged themselves', () => {
  const { options, backup } = backedUp()
  const later = takeBackup(options, options.now())
  middle(backupPath(options, later.takenAt))
  middle(options.file)
  expect(open(options).state).toMatchObject({ kind: 'restored', backupTakenAt: backup.takenAt })
})

it('passes over a backup whose name promises what its bytes are not', () => {
  const { options, backup } = backedUp()
  writeFileSync(backupPath(options, options.now()), '')
  middle(options.file)
  expect(open(options).state).toMatchObject({ kind: 'restored', backupTakenAt: backup.takenAt })
})

it('moves the log aside with the database that it belongs to, so that it is not replayed onto the backup', () => {
  const { options, before } = backedUp()
  const database = openDatabase(options)
  addPatient(database.write)
  const log = readFileSync(`${options.file}-wal`)
  database.close()
  middle(options.file)
  writeFileSync(`${options.file}-wal`, log)
  const { read } = open(options)
  expect(setAsideIn(dirname(options.file)).some((name) => name.endsWith('-wal'))).toBe(true)
  expect(worklist.list(read, { query: '' }).map(({ patient }) => patient)).toEqual([before])
})

it('goes on restoring after a crash between setting the file aside and putting the backup into place', () => {
  const { options, backup } = backedUp()
  rmSync(options.file)
  writeFileSync(`${options.file}.restoring`, 'half a copy')
  expect(open(options).state).toMatchObject({ kind: 'restored', backupTakenAt: backup.takenAt })
  expect(existsSync(`${options.file}.restoring`)).toBe(false)
})

it('tells damage that only shows while the database is in use', () => {
  const options = scratchOptions({ checkUpToBytes: 0 })
  const ids = using(options, ({ write }) => Array.from({ length: 900 }, () => addPatient(write).id))
  const pages = statSync(options.file).size / 4096
  // Patients only: what lies before them tells the damage as soon as the file is opened.
  for (let page = Math.floor(0.75 * pages); page < pages; page++) damage(options.file, page * 4096 + 100)
  const { read } = open(options)
  const failures = ids.map((id) => failureOf(() => patients.get(read, id)))
  expect(failures).toContainEqual({ 'database.damaged': { restored: false } })
})

it('restores when a check in the background found the damage', () => {
  const { options, backup } = backedUp()
  const large = { ...options, checkUpToBytes: 0 }
  middle(options.file)
  expect(using(large, ({ state }) => state.kind)).toBe('ready')
  expect(checkIntegrity(options)).toMatchObject({ intact: false })
  expect(open({ ...large, damaged: true }).state).toMatchObject({ kind: 'restored', backupTakenAt: backup.takenAt })
})

it('finds a reference into nothing that no page check would see', () => {
  const options = scratchOptions()
  using(options, ({ write }) => addPatient(write))
  tamper(
    options,
    `PRAGMA foreign_keys = OFF;
     INSERT INTO sessions VALUES ('s', 'nobody', '2026-11-20', '', 0, 0, NULL)`
  )
  expect(checkIntegrity(options)).toEqual({
    intact: false,
    problems: ['sessions refers to a missing row of patients']
  })
})

it('never lets a damaged database push out the good backups', () => {
  const { options, backup } = backedUp()
  damageHalf(options.file)
  expect(failureOf(() => takeBackup(options, options.now()))).toEqual({ 'database.damaged': { restored: false } })
  expect(listBackups(options)).toEqual([backup])
  expect(readdirSync(options.backupDir)).toHaveLength(1)
})
