import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { UtcMs } from '#shared/domain/units.ts'
import { openDatabase, patients, restoreBackup, takeBackup } from '#main/db/index.ts'
import { backupPath, listBackups } from '#main/db/backup.ts'
import { at } from '#test/fixtures/ids.ts'
import { addPatient, damage, failureOf, open, scratchOptions, using } from './scratch.ts'

const DAY = 86_400_000
const later = (days: number): UtcMs => UtcMs.parse(at() + days * DAY)

it('backs up what is committed while the database is open and in use', () => {
  const options = scratchOptions()
  const { write } = open(options)
  const patient = addPatient(write)
  const backup = takeBackup(options, later(0))
  const after = addPatient(write)
  const copy = open({ ...scratchOptions(), file: backupPath(options, backup.takenAt) })
  expect(patients.get(copy.read, patient.id)).toEqual(patient)
  expect(failureOf(() => patients.get(copy.read, after.id))).toEqual({ 'record.notFound': { what: 'patient' } })
})

it('keeps the latest seven and the latest of each of four weeks, and touches nothing else in the folder', () => {
  const options = scratchOptions()
  using(options, ({ write }) => addPatient(write))
  takeBackup(options, later(0))
  writeFileSync(join(options.backupDir, 'retinadesk-notes.db'), 'somebody put this here')
  for (let day = 1; day <= 40; day++) takeBackup(options, later(day))
  const kept = listBackups(options).map(({ takenAt }) => (takenAt - at()) / DAY)
  // 20 November 2026 is a Friday: weeks end on days 2, 9, 16, …
  expect(kept).toEqual([40, 39, 38, 37, 36, 35, 34, 30, 23])
  expect(readdirSync(options.backupDir)).toContain('retinadesk-notes.db')
})

it('does not write one backup over another that was taken in the same millisecond', () => {
  const options = scratchOptions()
  using(options, () => undefined)
  takeBackup(options, later(0))
  takeBackup(options, later(0))
  expect(listBackups(options).map(({ takenAt }) => takenAt)).toEqual([later(0) + 1, later(0)])
})

it('clears away what a backup left that was killed half way', () => {
  const options = scratchOptions()
  using(options, () => undefined)
  const backup = takeBackup(options, later(0))
  writeFileSync(`${backupPath(options, later(1))}.part`, 'half')
  expect(listBackups(options)).toEqual([backup])
  takeBackup(options, later(2))
  expect(readdirSync(options.backupDir).filter((name) => name.endsWith('.part'))).toEqual([])
})

it('restores a chosen backup and keeps the database that it replaces', () => {
  const options = scratchOptions()
  const first = using(options, ({ write }) => addPatient(write))
  const backup = takeBackup(options, later(0))
  const second = using(options, ({ write }) => addPatient(write))
  const { setAside } = restoreBackup(options, { takenAt: backup.takenAt, at: later(1) })
  using(options, ({ read }) => {
    expect(patients.get(read, first.id)).toEqual(first)
    expect(failureOf(() => patients.get(read, second.id))).toEqual({ 'record.notFound': { what: 'patient' } })
  })
  const [kept = ''] = setAside
  expect(kept).toContain('.replaced-')
  const before = open({ ...scratchOptions(), file: join(options.file, '..', kept) })
  expect(patients.get(before.read, second.id)).toEqual(second)
})

it('refuses to restore over an open database, a backup that is not there, and one that is damaged', () => {
  const options = scratchOptions()
  const { takenAt } = using(options, () => takeBackup(options, later(0)))
  const database = openDatabase(options)
  const restore = (chosen: UtcMs) => failureOf(() => restoreBackup(options, { takenAt: chosen, at: later(1) }))
  expect(restore(takenAt)).toEqual({ 'database.locked': {} })
  database.close()
  expect(restore(later(9))).toEqual({ 'record.notFound': { what: 'backup' } })
  damage(backupPath(options, takenAt), 9000)
  expect(restore(takenAt)).toEqual({ 'database.damaged': { restored: false } })
  expect(open(options).state).toEqual({ kind: 'ready' })
})
