import { setTimeout } from 'node:timers/promises'
import { AppError, isAppError } from '#shared/contract/errors.ts'
import type { JobId } from '#shared/domain/ids.ts'
import type { Job, JobKind, Progress } from '#shared/domain/job.ts'

export type JobOutcome =
  | { readonly state: 'succeeded' }
  | { readonly state: 'cancelled' }
  | { readonly state: 'failed'; readonly failure: NonNullable<Job['failure']> }

/** Where jobs are kept: the app's database, or the memory of a command. */
export type JobStore = {
  /** The job whose turn it is. */
  readonly next: () => Job | undefined
  readonly start: (id: JobId) => Job
  readonly end: (id: JobId, outcome: JobOutcome) => Job
  /** Back to its old place in the queue, with one attempt more. */
  readonly requeue: (id: JobId) => Job
}

export type JobContext = {
  readonly signal: AbortSignal
  readonly onProgress: (progress: Progress) => void
}

export type JobWork = (job: Job, context: JobContext) => Promise<void>

export type JobRunnerOptions = {
  readonly store: JobStore
  readonly work: Readonly<Record<JobKind, JobWork>>
  /** A job whose engine died is tried this often. */
  readonly maxAttempts: number
  readonly onChanged: (job: Job) => void
  /** The store itself failed; the queue rests until it is woken again. */
  readonly onStoreFailed: (error: unknown) => void
}

type Running = { readonly job: Job; readonly abort: AbortController; progress: Progress | null }

/** A cancelled job ends with this reason. */
const CANCELLED = Symbol('cancelled')
/** The app is closing: the job stays `running` in the store and is recovered at the next start. */
const CLOSING = Symbol('closing')

/** Works through the queue, one job at a time. */
export class JobRunner {
  readonly #options: JobRunnerOptions
  #current: Running | undefined
  #loop: Promise<void> | undefined
  #closed = false

  constructor(options: JobRunnerOptions) {
    this.#options = options
  }

  /** Looks into the queue, at once or after a pause; call it after adding a job. */
  wake(pauseMs = 0): void {
    if (this.#loop || this.#closed) return
    const drained = pauseMs === 0 ? this.#drain() : setTimeout(pauseMs).then(() => this.#drain())
    this.#loop = drained.catch(this.#options.onStoreFailed).finally(() => {
      this.#current = undefined
      this.#loop = undefined
    })
  }

  /** A job with the progress of this moment, which is not kept in the store. */
  live(job: Job): Job {
    return this.#current?.job.id === job.id ? { ...job, progress: this.#current.progress } : job
  }

  /** Cancels a job that waits or runs; one that has ended stays as it is. */
  cancel(id: JobId): void {
    if (this.#current?.job.id === id) return this.#current.abort.abort(CANCELLED)
    this.#options.onChanged(this.#options.store.end(id, { state: 'cancelled' }))
  }

  /** Resolves when nothing waits or runs any more. */
  async idle(): Promise<void> {
    while (this.#loop) await this.#loop
  }

  /** Stops the job that runs; it goes on at the next start. */
  async close(): Promise<void> {
    this.#closed = true
    this.#current?.abort.abort(CLOSING)
    await this.idle()
  }

  async #drain(): Promise<void> {
    for (let job = this.#next(); job; job = this.#next()) await this.#run(job)
  }

  #next(): Job | undefined {
    return this.#closed ? undefined : this.#options.store.next()
  }

  async #run(queued: Job): Promise<void> {
    const { store, work, onChanged } = this.#options
    const job = store.start(queued.id)
    const abort = new AbortController()
    const current: Running = { job, abort, progress: null }
    this.#current = current
    onChanged(job)
    const onProgress = (progress: Progress): void => {
      current.progress = progress
      onChanged({ ...job, progress })
    }
    const outcome = await work[job.kind](job, { signal: abort.signal, onProgress }).then(
      (): JobOutcome => ({ state: 'succeeded' }),
      (error: unknown) => this.#outcomeOf(error, { job, reason: abort.signal.reason })
    )
    this.#current = undefined
    if (outcome === 'leave') return
    onChanged(outcome === 'again' ? store.requeue(job.id) : store.end(job.id, outcome))
  }

  #outcomeOf(error: unknown, { job, reason }: { job: Job; reason: unknown }): JobOutcome | 'again' | 'leave' {
    if (reason === CLOSING) return 'leave'
    if (reason === CANCELLED) return { state: 'cancelled' }
    const died = isAppError(error, 'engine.crashed', 'engine.timedOut')
    if (died && job.attempts + 1 < this.#options.maxAttempts) return 'again'
    return { state: 'failed', failure: failureOf(error) }
  }
}

function failureOf(error: unknown): NonNullable<Job['failure']> {
  const known = error instanceof AppError ? error : new AppError('internal.unexpected', { reference: 'job' })
  return { code: known.code, detail: { ...known.detail } }
}
