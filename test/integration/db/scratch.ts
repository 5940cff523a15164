import { createHash } from 'node:crypto'
import {
  chmodSync,
  closeSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { isAppError } from '#shared/contract/errors.ts'
import type { Analysis } from '#shared/domain/analysis.ts'
import type { Finding } from '#shared/domain/finding.ts'
import { AnalysisId, FindingId, type ImageId } from '#shared/domain/ids.ts'
import type { FundusImage } from '#shared/domain/image.ts'
import type { Patient } from '#shared/domain/patient.ts'
import type { Session } from '#shared/domain/session.ts'
import { CalendarDay, UtcMs } from '#shared/domain/units.ts'
import {
  type Database,
  type DatabaseOptions,
  type WritableDb,
  analyses,
  createUuidv7,
  findings,
  images,
  openDatabase,
  patients,
  sessions
} from '#main/db/index.ts'
import { connect } from '#main/db/connection.ts'
import { anAnalysis } from '#test/fixtures/analysis.ts'
import { aFinding } from '#test/fixtures/finding.ts'
import { at, sha256 } from '#test/fixtures/ids.ts'
import { aPatient, anImage } from '#test/fixtures/session.ts'

export const KEY = Buffer.alloc(32, 7)
export const OTHER_KEY = Buffer.alloc(32, 8)

/** A place for a database of its own; the clock goes on a second whenever it is read. */
export function scratchOptions(changes: Partial<DatabaseOptions> = {}): DatabaseOptions {
  const folder = mkdtempSync(join(tmpdir(), 'retinadesk-db-'))
  onTestFinished(() => {
    chmodSync(folder, 0o700)
    rmSync(folder, { recursive: true, force: true })
  })
  let time = at()
  const now = (): UtcMs => (time = UtcMs.parse(time + 1000))
  return {
    file: join(folder, 'retinadesk.db'),
    key: KEY,
    backupDir: join(folder, 'backups'),
    now,
    ids: createUuidv7(() => time),
    ...changes
  }
}

/** Opens a database that is closed when the test ends. */
export function open(options: DatabaseOptions = scratchOptions()): Database {
  const database = openDatabase(options)
  onTestFinished(() => database.close())
  return database
}

/** Opens it, lets a body work on it, and closes it again. */
export function using<T>(options: DatabaseOptions, body: (database: Database) => T): T {
  const database = openDatabase(options)
  try {
    return body(database)
  } finally {
    database.close()
  }
}

/** What an expected error says of itself. */
export function failureOf(body: () => unknown): unknown {
  try {
    body()
  } catch (error) {
    return isAppError(error) ? { [error.code]: error.detail } : error
  }
  return 'nothing was thrown'
}

export const aVisit = { day: CalendarDay.parse('2026-11-20') }

export function addPatient(db: WritableDb, changes: Partial<Patient> = {}): Patient {
  const { familyName, givenName, number, born, sex } = aPatient(changes)
  return patients.create(db, { familyName, givenName, number, born, sex })
}

export const addSession = (db: WritableDb, patient: Patient = addPatient(db)): Session =>
  sessions.create(db, { patientId: patient.id, ...aVisit })

export function addImage(db: WritableDb, changes: Partial<FundusImage> = {}): FundusImage {
  const { id: _, addedAt: __, ...image } = anImage({ displayHash: sha256(11), thumbnailHash: sha256(12), ...changes })
  return images.add(db, { ...image, sessionId: changes.sessionId ?? addSession(db).id })
}

/** Records an analysis of a photograph under an id of its own. */
export const addAnalysis = (db: WritableDb, image: FundusImage, changes: Partial<Analysis> = {}): Analysis =>
  analyses.record(db, image.id, anAnalysis({ id: AnalysisId.parse(db.newId()), imageHash: image.hash, ...changes }))

/** Adds a haemorrhage that the clinician marked. */
export const addOwnFinding = (db: WritableDb, image: ImageId): Finding =>
  findings.add(db, image, {
    ...aFinding(1, 'haemorrhage', { x: 10, y: 10 }),
    id: FindingId.parse(db.newId()),
    confidence: null,
    origin: { by: 'clinician', at: at() }
  })

/** Every file of a folder by its path, with a hash of what is in it. */
export const contentsOf = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((name) => join(folder, name))
      .filter((path) => statSync(path).isFile())
      .map((path) => [path, createHash('sha256').update(readFileSync(path)).digest('hex')])
  )

/** Runs SQL on the file behind the repositories' back. */
export function tamper({ file, key }: DatabaseOptions, sql: string): void {
  const connection = connect({ file, key }, 'readWrite')
  connection.exec(sql)
  connection.close()
}

/** Writes over 64 bytes of a file from an offset on. */
export function damage(file: string, offset: number): void {
  const opened = openSync(file, 'r+')
  writeSync(opened, Buffer.alloc(64, 0xa5), 0, 64, offset)
  closeSync(opened)
}

const PAGE_BYTES = 4096

/** Writes into every page of a file's second half: a backup reads no indexes, and no single page is sure to hold rows. */
export function damageHalf(file: string): void {
  const pages = statSync(file).size / PAGE_BYTES
  for (let page = Math.floor(pages / 2); page < pages; page++) damage(file, page * PAGE_BYTES + 100)
}
