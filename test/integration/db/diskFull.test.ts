import { readdirSync } from 'node:fs'
import { expect, it } from 'vitest'
import { analyses, audit, openDatabase, patients, takeBackup } from '#main/db/index.ts'
import { migrations } from '#main/db/migrations/index.ts'
import { anAnalysis } from '#test/fixtures/analysis.ts'
import { addImage, addPatient, failureOf, open, scratchOptions, using } from './scratch.ts'

const full = { 'file.diskFull': {} }

it('says that the disk is full and keeps everything that was written before', () => {
  const { write } = open()
  const patient = addPatient(write)
  const image = addImage(write)
  const pages = Number(write.connection.pragma('page_count', { simple: true }))
  write.connection.pragma(`max_page_count = ${pages}`)
  const large = anAnalysis({ imageHash: image.hash, missing: [{ stage: 'vessels', reason: 'x'.repeat(100_000) }] })
  expect(failureOf(() => analyses.record(write, image.id, large))).toEqual(full)
  expect(patients.get(write, patient.id)).toEqual(patient)
  expect(analyses.latest(write, image.id)).toBeUndefined()
  expect(audit.verify(write)).toMatchObject({ intact: true })

  write.connection.pragma('max_page_count = 100000')
  analyses.record(write, image.id, large)
  expect(analyses.latest(write, image.id)).toEqual(large)
})

it('leaves the database as it was when the disk fills up during a migration, with the backup beside it', () => {
  const options = scratchOptions()
  const patient = using(options, ({ write }) => addPatient(write))
  const greedy = {
    name: '9999-greedy',
    up: (connection: Parameters<(typeof migrations)[number]['up']>[0]) => {
      connection.exec('CREATE TABLE greedy (x TEXT) STRICT; PRAGMA max_page_count = 1')
      connection.prepare('INSERT INTO greedy VALUES (?)').run('x'.repeat(100_000))
    }
  }
  expect(failureOf(() => openDatabase({ ...options, migrations: [...migrations, greedy] }))).toEqual(full)
  expect(readdirSync(options.backupDir)).toHaveLength(1)
  const { read, state } = open(options)
  expect(state).toEqual({ kind: 'ready' })
  expect(patients.get(read, patient.id)).toEqual(patient)
})

it('says that a backup could not be written, and leaves neither half a backup nor fewer than before', () => {
  const options = scratchOptions()
  using(options, ({ write }) => addPatient(write))
  takeBackup(options, options.now())
  const blocked = { ...options, backupDir: options.file }
  expect(failureOf(() => takeBackup(blocked, options.now()))).toEqual({ 'file.cannotWrite': { errno: 'EEXIST' } })
  expect(readdirSync(options.backupDir)).toHaveLength(1)
})
