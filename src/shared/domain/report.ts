import { z } from 'zod'
import { SessionId } from './ids.ts'
import { UtcMs } from './units.ts'

export const PaperSize = z.enum(['A4', 'Letter'])
export type PaperSize = z.infer<typeof PaperSize>

/** What the clinician writes into a session's report; everything else is drawn from the session itself. */
export const ReportDraft = z.object({
  sessionId: SessionId,
  clinic: z.string().max(400),
  reader: z.string().max(200),
  assessment: z.string().max(8000),
  paper: PaperSize,
  /** Findings that nobody has confirmed yet are printed too, marked as the model's. */
  includeProposed: z.boolean(),
  updatedAt: UtcMs,
  signedAt: UtcMs.nullable()
})
export type ReportDraft = z.infer<typeof ReportDraft>

/** The fields that the report pane edits. */
export const ReportEdit = ReportDraft.pick({
  clinic: true,
  reader: true,
  assessment: true,
  paper: true,
  includeProposed: true
})
export type ReportEdit = z.infer<typeof ReportEdit>
