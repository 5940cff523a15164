import { readFileSync, readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { isAppError } from '#shared/contract/errors.ts'
import { analyses, findings, patients, reports, sessions, takeBackup, turns, worklist } from '#main/db/index.ts'
import { connect } from '#main/db/connection.ts'
import { anAnalysis } from '#test/fixtures/analysis.ts'
import { KEY, addImage, addPatient, addSession, damage, open, scratchOptions, tamper, using } from './scratch.ts'

const NAME = 'Nightingale-Demo'
const NOTE = 'complains of floaters since Tuesday'

/** What somebody could look for in the files. */
const secrets = [
  NAME,
  NOTE,
  'floaters',
  'microaneurysm',
  'patients',
  'CREATE TABLE',
  'SQLite format',
  KEY.toString('hex')
]

function expectNothingReadable(folder: string): void {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
  expect(files.length).toBeGreaterThan(3)
  for (const path of files) {
    const bytes = readFileSync(path)
    const found = secrets.filter((secret) => bytes.includes(secret) || bytes.includes(Buffer.from(secret, 'utf16le')))
    expect([path, found]).toEqual([path, []])
    expect([path, bytes.includes(KEY)]).toEqual([path, false])
  }
}

it('never writes a name, a note, a finding or the schema to the disk in the clear', () => {
  const options = scratchOptions()
  using(options, ({ write }) => {
    const patient = addPatient(write, { familyName: NAME })
    const session = addSession(write, patient)
    sessions.annotate(write, session.id, NOTE)
    reports.save(write, session.id, { assessment: NOTE })
    turns.ask(write, { sessionId: session.id, question: NOTE, scope: { imageId: null, region: null } })
    const image = addImage(write, { sessionId: session.id })
    analyses.record(write, image.id, anAnalysis({ imageHash: image.hash }))
    for (let i = 0; i < 200; i++) addPatient(write, { familyName: NAME, number: `PH-${i}` })
    worklist.list(write, { query: 'nightingale' })
    takeBackup(options, options.now())
    // While it is open: the log is full of what was just written.
    expect(statSync(`${options.file}-wal`).size).toBeGreaterThan(100_000)
    expectNothingReadable(dirname(options.file))
  })
  expectNothingReadable(dirname(options.file))
  damage(options.file, 5000)
  using(options, ({ state }) => expect(state.kind).toBe('restored'))
  expectNothingReadable(dirname(options.file))
})

it('makes backups that the same key opens and no other', () => {
  const options = scratchOptions()
  using(options, ({ write }) => addPatient(write, { familyName: NAME }))
  takeBackup(options, options.now())
  const [name = ''] = readdirSync(options.backupDir)
  const file = join(options.backupDir, name)
  const count = (key: Buffer): unknown => {
    const connection = connect({ file, key }, 'readOnly')
    try {
      return connection.prepare('SELECT count(*) FROM patients').pluck().get()
    } finally {
      connection.close()
    }
  }
  expect(count(KEY)).toBe(1)
  expect(() => count(Buffer.alloc(32, 9))).toThrow('not a database')
})

it('says nothing of a patient in an error, not even in that of a row that makes no sense', () => {
  const options = scratchOptions()
  const { write } = open(options)
  const patient = addPatient(write, { familyName: NAME })
  const image = addImage(write)
  const everythingOf = (body: () => unknown): string => {
    try {
      body()
    } catch (error) {
      const data = isAppError(error) ? JSON.stringify(error.toData()) : ''
      const cause = error instanceof Error ? String(error.cause) : ''
      return `${String(error)} ${data} ${cause}`
    }
    throw new Error('nothing was thrown')
  }
  tamper(options, `UPDATE patients SET sex = '${NAME}' WHERE id = '${patient.id}'`)
  tamper(options, `INSERT INTO clinician_findings VALUES ('x', '${image.id}', '${NAME} {not json', 1, NULL)`)
  const said = [
    everythingOf(() => patients.get(write, patient.id)),
    everythingOf(() => findings.ownOf(write, image.id)),
    everythingOf(() => write.connection.prepare(`INSERT INTO patients SELECT * FROM patients`).run())
  ]
  expect(said.filter((text) => text.includes('Nightingale'))).toEqual([])
  expect(said[0]).toContain('row:sex:invalid_value')
  expect(said[1]).toContain('row:body:custom')
})
