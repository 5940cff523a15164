import { z } from 'zod'
import { PatientId, SessionId } from './ids.ts'
import { CalendarDay, UtcMs } from './units.ts'

/** One visit of one patient. */
export const Session = z.object({
  id: SessionId,
  patientId: PatientId,
  /** The day of the visit, in the clinic's calendar. */
  day: CalendarDay,
  note: z.string().max(4000),
  createdAt: UtcMs,
  updatedAt: UtcMs
})
export type Session = z.infer<typeof Session>
