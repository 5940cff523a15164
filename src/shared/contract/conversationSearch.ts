import { z } from 'zod'
import { SessionId, TurnId } from '../domain/ids.ts'
import { Patient } from '../domain/patient.ts'
import { CalendarDay } from '../domain/units.ts'

/** A search shows at most this many turns, the newest; who wants an older one types another word. */
export const SEARCH_LIMIT = 50

/** A text cut into stretches, in order; those that match what was searched for are marked. */
export const MarkedText = z.array(z.object({ text: z.string().min(1), marked: z.boolean() })).readonly()
export type MarkedText = z.infer<typeof MarkedText>

/** A turn of a conversation, of any patient, that holds what was searched for. */
export const ConversationHit = z.object({
  kind: z.enum(['question', 'secondReading']),
  turnId: TurnId,
  sessionId: SessionId,
  patient: Patient.pick({ familyName: true, givenName: true, number: true }),
  day: CalendarDay,
  /** Empty for a second reading. */
  question: MarkedText,
  /** The words of the answer, or the second reading, about a match; null where the question alone holds it. */
  answer: MarkedText.nullable()
})
export type ConversationHit = z.infer<typeof ConversationHit>

export const ConversationHits = z.object({
  hits: z.array(ConversationHit).readonly(),
  /** True where older turns match that are not among the hits. */
  more: z.boolean()
})
export type ConversationHits = z.infer<typeof ConversationHits>
