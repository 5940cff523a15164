import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { AppError } from '#shared/contract/errors.ts'
import type { SessionId } from '#shared/domain/ids.ts'
import { PatientDetails } from '#shared/domain/patient.ts'
import { CalendarDay } from '#shared/domain/units.ts'
import { images, patients, sessions } from '../db/index.ts'
import { type Desk, sessionChanged } from './context.ts'
import { startAnalysis, takeIn } from './photographs.ts'

const Photograph = z.strictObject({ file: z.string().regex(/^[\w-]+\.jpg$/), attribution: z.string().min(1) })

/** `resources/demo/session.json`: the sessions that a fresh install can show. */
export const Demonstration = z.strictObject({
  sessions: z
    .array(z.strictObject({ patient: PatientDetails, day: CalendarDay, photographs: z.array(Photograph).min(1) }))
    .min(1)
})
export type Demonstration = z.infer<typeof Demonstration>

/** Reads the demonstration's description. @throws ZodError when it is none: it ships with the app. */
export const readDemonstration = async (folder: string): Promise<Demonstration> =>
  Demonstration.parse(JSON.parse(await readFile(join(folder, 'session.json'), 'utf8')))

/** Opens the demonstration, or makes its sessions the first time, their analyses under way. Answers with the first. */
export async function openDemo(desk: Desk): Promise<SessionId> {
  const known = sessions.ofDemonstration(desk.database.read)
  if (known) return known.id
  const [first, ...others] = (await readDemonstration(desk.places.demo)).sessions
  if (!first) throw new AppError('record.notFound', { what: 'session' })
  const id = await makeSession(desk, first)
  for (const other of others) await makeSession(desk, other)
  return id
}

async function makeSession(desk: Desk, described: Demonstration['sessions'][number]): Promise<SessionId> {
  const patient = patients.create(desk.database.write, described.patient, { demo: true })
  const session = sessions.create(desk.database.write, { patientId: patient.id, day: described.day })
  for (const { file, attribution } of described.photographs) {
    const photograph = await takeIn(desk, session.id, { kind: 'path', path: join(desk.places.demo, file) })
    const image = images.add(desk.database.write, { ...photograph, attribution })
    startAnalysis(desk, image.id)
  }
  sessionChanged(desk, session.id)
  return session.id
}
