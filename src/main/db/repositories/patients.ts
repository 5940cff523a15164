import { PatientId } from '#shared/domain/ids.ts'
import { Patient, PatientDetails } from '#shared/domain/patient.ts'
import { type ReadableDb, type WritableDb, execute, found, query, selectFirst, transact } from '../access.ts'
import { flag, toFlag } from '../columns.ts'
import { searchKey } from '../searchKey.ts'
import * as audit from './audit.ts'

export const patientColumns = `p.id, p.family_name AS familyName, p.given_name AS givenName, p.number, p.born, p.sex,
  p.demo, p.created_at AS createdAt`
export const PatientRow = Patient.extend({ demo: flag })

const byId = query(PatientRow, `SELECT ${patientColumns} FROM patients p WHERE p.id = @id`)

/** @throws AppError record.notFound. */
export const get = (db: ReadableDb, id: PatientId): Patient => found(selectFirst(db, byId, { id }), 'patient')

/** Registers a patient; `demo` marks the one whom a fresh install offers. */
export function create(db: WritableDb, details: PatientDetails, { demo } = { demo: false }): Patient {
  const patient = { ...PatientDetails.parse(details), id: PatientId.parse(db.newId()), createdAt: db.now(), demo }
  return transact(db, () => {
    execute(
      db,
      `INSERT INTO patients (id, family_name, given_name, number, born, sex, demo, created_at, search_key, worklist_day)
       VALUES (@id, @familyName, @givenName, @number, @born, @sex, @demo, @createdAt, @searchKey,
               date(@createdAt / 1000, 'unixepoch'))`,
      { ...patient, demo: toFlag(demo), searchKey: searchKey(patient) }
    )
    audit.append(db, 'patient.created', { subject: patient.id, detail: {} })
    return patient
  })
}

/** @throws AppError record.notFound. */
export function update(db: WritableDb, id: PatientId, details: PatientDetails): Patient {
  return transact(db, () => {
    const before = get(db, id)
    const after = PatientDetails.parse(details)
    const fields = PatientDetails.keyof().options.filter((field) => before[field] !== after[field])
    if (fields.length === 0) return before
    execute(
      db,
      `UPDATE patients SET family_name = @familyName, given_name = @givenName, number = @number, born = @born,
              sex = @sex, search_key = @searchKey
       WHERE id = @id`,
      { ...after, id, searchKey: searchKey(after) }
    )
    audit.append(db, 'patient.updated', { subject: id, detail: { fields } })
    return { ...before, ...after }
  })
}
