import { create } from 'zustand'
import type { JobId } from '#shared/domain/ids.ts'
import { isActive, type Job } from '#shared/domain/job.ts'

type RunningJobs = { readonly jobs: ReadonlyMap<JobId, Job> }

/** The jobs of all sessions that are under way, oldest first, as far as main has told of them since the window opened. */
export const useRunningJobs = create<RunningJobs>(() => ({ jobs: new Map() }))

/** Takes a job in, or drops it once it has ended. */
export function noteJob(job: Job): void {
  useRunningJobs.setState(({ jobs }) => {
    const next = new Map(jobs)
    if (isActive(job)) next.set(job.id, job)
    else next.delete(job.id)
    return { jobs: next }
  })
}
