import { CalendarDay, UtcMs } from '#shared/domain/units.ts'
import { createUuidv7, images, openDatabase, patients, sessions, transact } from '#main/db/index.ts'
import { anImage } from '#test/fixtures/session.ts'

/** A process of its own that commits a patient with a session and a photograph, names the patient, and goes on. */
const { DATABASE = '', KEY = '' } = process.env

const database = openDatabase({
  file: DATABASE,
  key: Buffer.from(KEY, 'hex'),
  backupDir: `${DATABASE}-backups`,
  now: () => UtcMs.parse(Date.now()),
  ids: createUuidv7(Date.now)
})

function writeOne(): string {
  const db = database.write
  return transact(db, () => {
    const details = { familyName: 'Demo', givenName: '', number: '', born: null, sex: 'unknown' as const }
    const patient = patients.create(db, details)
    const session = sessions.create(db, { patientId: patient.id, day: CalendarDay.parse('2026-11-20') })
    images.add(db, anImage({ sessionId: session.id }))
    return patient.id
  })
}

const goOn = (): void => {
  process.stdout.write(`${writeOne()}\n`)
  setImmediate(goOn)
}
goOn()
