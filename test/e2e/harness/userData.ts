import { closeSync, openSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { connect } from '#main/db/connection.ts'
import {
  type WritableDb,
  createUuidv7,
  openDatabase,
  patients,
  sessions,
  settings,
  subKey,
  takeBackup
} from '#main/db/index.ts'
import { type BlobStore, createBlobStore } from '#main/storage/blobs.ts'
import type { SessionId } from '#shared/domain/ids.ts'
import { CalendarDay, UtcMs } from '#shared/domain/units.ts'
import { fileAt } from './photographs.ts'

/** A user-data folder as the app leaves one on a machine without a keychain, with a database to be harmed. */
export type UserData = {
  readonly folder: string
  /** Copies the database as it is into the folder of backups. */
  readonly backUp: () => void
  /** Flips bytes in the middle of the database. */
  readonly damage: () => void
  /** Makes the database look as if another version had written it. */
  readonly setVersion: (version: number) => void
  readonly version: number
}

const MASTER_KEY = Buffer.alloc(32, 9)
const now = (): UtcMs => UtcMs.parse(Date.now())

/** Adds a patient with one session, which is the one that the window opens. */
export function addOpenSession(write: WritableDb, givenName: string): SessionId {
  const details = { familyName: 'Demo', givenName, number: 'DEMO-1', born: null, sex: 'unknown' } as const
  const patient = patients.create(write, details)
  const session = sessions.create(write, { patientId: patient.id, day: CalendarDay.parse('2026-11-20') })
  settings.update(write, { lastSession: session.id })
  return session.id
}

/** Makes a user-data folder and lets a body fill its database and its store. */
export async function seedUserData(
  folder: string,
  fill: (at: { readonly write: WritableDb; readonly blobs: BlobStore }) => unknown
): Promise<UserData> {
  fileAt(join(folder, 'key.bin'), MASTER_KEY)
  const location = {
    file: join(folder, 'retinadesk.db'),
    backupDir: join(folder, 'backups'),
    key: subKey(MASTER_KEY, 'database')
  }
  const database = openDatabase({ ...location, now, ids: createUuidv7(Date.now) })
  const blobs = createBlobStore(join(folder, 'blobs'), subKey(MASTER_KEY, 'blobs'))
  await Promise.resolve(fill({ write: database.write, blobs })).finally(() => database.close())

  const pragma = (statement: string): unknown => {
    const connection = connect(location, 'readWrite')
    try {
      return connection.pragma(statement, { simple: true })
    } finally {
      connection.close()
    }
  }
  return {
    folder,
    backUp: () => void takeBackup(location, now()),
    damage: () => flipBytes(location.file),
    setVersion: (version) => void pragma(`user_version = ${String(version)}`),
    version: Number(pragma('user_version'))
  }
}

function flipBytes(file: string): void {
  const opened = openSync(file, 'r+')
  writeSync(opened, Buffer.alloc(64, 0xa5), 0, 64, Math.floor(statSync(file).size / 2))
  closeSync(opened)
}
