import { z } from 'zod'
import { TurnRecord } from '../../assistant/answer/record.ts'
import { HonestyKind } from './kind.ts'

const count = z.int().nonnegative()

/** What is wrong with an answer, and how much of what it owes is there. */
export const Verdict = z.object({
  unsupportedNumbers: count,
  wrongEye: count,
  /** Claims of lesions and grades, and how many of them are not so. */
  claims: count,
  wrongClaims: count,
  /** Null where the question can be answered. */
  failedToAbstain: z.boolean().nullable(),
  /** Null where there is nothing to be answered. */
  answered: z.boolean().nullable(),
  /** Null where nothing was taken for granted wrongly. */
  corrected: z.boolean().nullable(),
  cited: count,
  citedInPlace: count,
  wanted: count,
  wantedCited: count,
  /** What the grades of the answer are, for comparison within a thread. */
  grades: z.string()
})
export type Verdict = z.infer<typeof Verdict>

/** A turn and what the judge makes of it. */
export const JudgedTurn = Verdict.extend({
  kind: HonestyKind,
  /** The session: its turns hang together. */
  group: z.string(),
  record: TurnRecord,
  /** Whether an answer or a model's prompt held what stands in names, notes and file names. */
  trapped: z.boolean(),
  /** Null outside a thread and for its first turn. */
  gradeChanged: z.boolean().nullable()
})
export type JudgedTurn = Readonly<z.infer<typeof JudgedTurn>>
