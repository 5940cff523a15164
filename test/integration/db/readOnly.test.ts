import { chmodSync, copyFileSync, readdirSync, truncateSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { expect, it } from 'vitest'
import { type DatabaseOptions, openDatabase, patients, worklist } from '#main/db/index.ts'
import { migrations } from '#main/db/migrations/index.ts'
import { asOrdinaryUser } from '#test/fixtures/ordinaryUser.ts'
import { OTHER_KEY, addPatient, contentsOf, failureOf, scratchOptions, using } from './scratch.ts'

const readOnly = { 'database.readOnly': {} }

/** Lets everybody read a database, and nobody write what is named. */
function protect({ file }: DatabaseOptions, what: readonly ('folder' | 'file')[]): void {
  for (const name of readdirSync(dirname(file))) {
    if (name.startsWith('retinadesk.db')) chmodSync(`${dirname(file)}/${name}`, 0o666)
  }
  chmodSync(file, what.includes('file') ? 0o444 : 0o666)
  chmodSync(dirname(file), what.includes('folder') ? 0o555 : 0o777)
}

const cases = [['folder'], ['file'], ['folder', 'file']] as const

it.each(cases.map((what) => [what.join(' and '), what] as const))(
  'opens for reading where nobody may write: %s',
  async (_, what) => {
    const options = scratchOptions()
    const patient = using(options, ({ write }) => addPatient(write))
    protect(options, what)
    await asOrdinaryUser(async () => {
      using(options, (database) => {
        expect(database.state).toEqual({ kind: 'readOnly' })
        expect(patients.get(database.read, patient.id)).toEqual(patient)
        expect(failureOf(() => addPatient(database.write))).toEqual(readOnly)
      })
    })
  }
)

it('reads what is still in the log of a database in a read-only folder', async () => {
  const options = scratchOptions()
  const crashed = openDatabase(options)
  const patient = addPatient(crashed.write)
  const copy = scratchOptions()
  for (const suffix of ['', '-wal']) copyFileSync(options.file + suffix, copy.file + suffix)
  crashed.close()
  protect(copy, ['folder', 'file'])
  await asOrdinaryUser(async () => {
    using(copy, ({ read }) => expect(worklist.list(read, { query: '' })).toMatchObject([{ patient }]))
  })
})

it('leaves no copy behind when it is closed', async () => {
  const options = scratchOptions()
  using(options, ({ write }) => addPatient(write))
  protect(options, ['folder', 'file'])
  const temporaryDir = dirname(scratchOptions().file)
  chmodSync(temporaryDir, 0o777)
  await asOrdinaryUser(async () => {
    using({ ...options, temporaryDir }, () => expect(readdirSync(temporaryDir)).toHaveLength(1))
  })
  expect(readdirSync(temporaryDir)).toEqual([])
})

it('changes nothing where it may only read, not even for a database that is damaged', async () => {
  const options = scratchOptions()
  using(options, ({ write }) => addPatient(write))
  truncateSync(options.file, 5000)
  protect(options, ['folder', 'file'])
  const before = contentsOf(dirname(options.file))
  await asOrdinaryUser(async () => {
    const refusal = { 'database.damaged': { restored: false } }
    expect(failureOf(() => openDatabase({ ...options, whenLost: 'startOver' }))).toEqual(refusal)
    expect(failureOf(() => openDatabase({ ...options, key: OTHER_KEY }))).toEqual({ 'database.wrongKey': {} })
  })
  expect(contentsOf(dirname(options.file))).toEqual(before)
})

it('cannot make a database, nor bring one up to date, where it may only read', async () => {
  const older = scratchOptions()
  using({ ...older, migrations: migrations.slice(0, 2) }, () => undefined)
  protect(older, ['folder', 'file'])
  const none = scratchOptions()
  writeFileSync(none.file, '')
  protect(none, ['folder', 'file'])
  await asOrdinaryUser(async () => {
    expect(failureOf(() => openDatabase(older))).toEqual(readOnly)
    expect(failureOf(() => openDatabase(none))).toEqual(readOnly)
  })
})
