import { existsSync, readdirSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { expect, it } from 'vitest'
import {
  analyses,
  backUpInBackground,
  checkInBackground,
  patients,
  restoreInBackground,
  verifyAuditInBackground
} from '#main/db/index.ts'
import { listBackups } from '#main/db/backup.ts'
import { anAnalysis } from '#test/fixtures/analysis.ts'
import { at } from '#test/fixtures/ids.ts'
import { OTHER_KEY, addImage, addPatient, damageHalf, open, scratchOptions, tamper, using } from './scratch.ts'

const entry = new URL('../../../src/main/db/maintenance/worker.ts', import.meta.url)

it('checks, backs up and verifies in a thread while the database is written to', async () => {
  const options = scratchOptions()
  const { write } = open(options)
  const image = addImage(write)
  const work = Promise.all([
    checkInBackground(options, { entry }),
    verifyAuditInBackground(options, { entry }),
    backUpInBackground(options, at(), { entry })
  ])
  const written = Array.from({ length: 50 }, () => addPatient(write))
  const [report, verdict, backup] = await work
  expect(report).toEqual({ intact: true, problems: [] })
  expect(verdict).toMatchObject({ intact: true })
  expect(listBackups(options)).toEqual([backup])
  for (const patient of written) expect(patients.get(write, patient.id)).toEqual(patient)
  expect(image.id).toBeDefined()
})

it('reports damage and broken audits from the thread', async () => {
  const options = scratchOptions()
  using(options, ({ write }) => addPatient(write))
  tamper(options, "DROP TRIGGER audit_unchanged; UPDATE audit SET subject = 'nobody'")
  expect(await verifyAuditInBackground(options, { entry })).toEqual({ intact: false, firstBroken: 1 })
  damageHalf(options.file)
  expect(await checkInBackground(options, { entry })).toMatchObject({ intact: false })
  await expect(backUpInBackground(options, at(), { entry })).rejects.toMatchObject({ code: 'database.damaged' })
  await expect(verifyAuditInBackground({ ...options, key: OTHER_KEY }, { entry })).rejects.toMatchObject({
    code: 'database.damaged'
  })
})

it('restores a backup from a thread', async () => {
  const options = scratchOptions()
  const patient = using(options, ({ write }) => addPatient(write))
  const { takenAt } = await backUpInBackground(options, at(), { entry })
  using(options, ({ write }) => addPatient(write))
  const restored = await restoreInBackground(options, { takenAt, at: at(1) }, { entry })
  expect(restored).toMatchObject({ backupTakenAt: takenAt })
  expect(patients.get(open(options).read, patient.id)).toEqual(patient)
})

it('stops when it is aborted, leaves nothing half done and harms no one', async () => {
  const options = scratchOptions()
  const { write } = open(options)
  const image = addImage(write)
  const padding = [{ stage: 'vessels' as const, reason: 'x'.repeat(20_000_000) }]
  const analysis = anAnalysis({ imageHash: image.hash, missing: padding })
  analyses.record(write, image.id, analysis)
  const reason = new Error('the user closed the window')
  const abort = new AbortController()
  const backup = backUpInBackground(options, at(), { entry, signal: abort.signal })
  const begun = (): boolean => existsSync(options.backupDir) && readdirSync(options.backupDir).length > 0
  while (!begun()) await setTimeout(5)
  abort.abort(reason)
  await expect(backup).rejects.toBe(reason)
  expect(readdirSync(options.backupDir)).toEqual([])
  await expect(checkInBackground(options, { entry, signal: abort.signal })).rejects.toBe(reason)
  expect(analyses.latest(write, image.id)).toEqual(analysis)
})
