import { z } from 'zod'
import { ImageId, JobId, SessionId } from './ids.ts'
import { UtcMs } from './units.ts'

export const JobState = z.enum(['queued', 'running', 'succeeded', 'failed', 'cancelled'])
export type JobState = z.infer<typeof JobState>

export const Progress = z.object({ stage: z.string(), done: z.int().nonnegative(), total: z.int().positive() })
export type Progress = z.infer<typeof Progress>

export const JobKind = z.enum(['analyse'])
export type JobKind = z.infer<typeof JobKind>

/** Work that outlives a click: it is kept in a table, shown with its progress, and can be cancelled. */
export const Job = z.object({
  id: JobId,
  kind: JobKind,
  state: JobState,
  sessionId: SessionId,
  imageId: ImageId,
  progress: Progress.nullable(),
  /** Code and detail of the error that ended it. */
  failure: z.object({ code: z.string(), detail: z.record(z.string(), z.unknown()) }).nullable(),
  attempts: z.int().nonnegative(),
  createdAt: UtcMs,
  endedAt: UtcMs.nullable()
})
export type Job = z.infer<typeof Job>

export const isActive = (job: Pick<Job, 'state'>): boolean => job.state === 'queued' || job.state === 'running'
