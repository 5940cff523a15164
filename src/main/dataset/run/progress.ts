import type { Progress } from '#shared/domain/job.ts'

/** Told of every record; `total` is what there is to do, the records of an earlier run included. */
export type OnProgress = (progress: Progress) => void
