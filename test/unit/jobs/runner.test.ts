import { describe, expect, it } from 'vitest'
import { AppError } from '#shared/contract/errors.ts'
import type { Job } from '#shared/domain/job.ts'
import { type JobStore, JobRunner, type JobWork } from '#main/jobs/runner.ts'
import { at, imageId, jobId, sessionId } from '#test/fixtures/ids.ts'

const aJob = (n: number): Job => ({
  id: jobId(n),
  kind: 'analyse',
  state: 'queued',
  sessionId: sessionId(),
  imageId: imageId(n),
  progress: null,
  failure: null,
  attempts: 0,
  createdAt: at(n),
  endedAt: null
})

/** The store's rules over an array. */
function memoryStore(count: number): JobStore & { readonly jobs: () => Job[] } {
  let jobs = Array.from({ length: count }, (_, i) => aJob(i + 1))
  const change = (id: Job['id'], update: (job: Job) => Partial<Job>): Job => {
    jobs = jobs.map((job) => (job.id === id ? { ...job, ...update(job) } : job))
    return jobs.find((job) => job.id === id) ?? aJob(0)
  }
  return {
    jobs: () => jobs,
    next: () => jobs.find((job) => job.state === 'queued'),
    start: (id) => change(id, () => ({ state: 'running' })),
    end: (id, outcome) =>
      change(id, () => ({ state: outcome.state, failure: outcome.state === 'failed' ? outcome.failure : null })),
    requeue: (id) => change(id, (job) => ({ state: 'queued', attempts: job.attempts + 1 }))
  }
}

function run(count: number, analyse: JobWork) {
  const store = memoryStore(count)
  const told: string[] = []
  const runner = new JobRunner({
    store,
    work: { analyse },
    maxAttempts: 2,
    onChanged: (job) => told.push(`${job.id.slice(-1)} ${job.progress ? job.progress.stage : job.state}`),
    onStoreFailed: (error) => told.push(`store: ${String(error)}`)
  })
  return { store, told, runner }
}

const states = (jobs: readonly Job[]): string[] => jobs.map((job) => job.state)
const untilAborted: JobWork = (_, { signal }) =>
  new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)))

describe('the job runner', () => {
  it('works through the queue in order and tells each step', async () => {
    const { store, told, runner } = run(2, async (_, { onProgress }) =>
      onProgress({ stage: 'vessels', done: 3, total: 7 })
    )
    runner.wake()
    await runner.idle()
    expect(states(store.jobs())).toEqual(['succeeded', 'succeeded'])
    expect(told).toEqual(['1 running', '1 vessels', '1 succeeded', '2 running', '2 vessels', '2 succeeded'])
  })

  it('begins after the pause that it is given, and not at all when it is closed before', async () => {
    const waiting = run(1, async () => undefined)
    waiting.runner.wake(5)
    expect(waiting.told).toEqual([])
    await waiting.runner.idle()
    expect(waiting.told).toEqual(['1 running', '1 succeeded'])
    const closed = run(1, async () => undefined)
    closed.runner.wake(5)
    await closed.runner.close()
    expect(closed.told).toEqual([])
  })

  it('tries a job again whose engine died, once, then fails it with the reason', async () => {
    const { store, told, runner } = run(1, async () => {
      throw new AppError('engine.crashed', { engine: 'vision', attempts: 1 })
    })
    runner.wake()
    await runner.idle()
    expect(told).toEqual(['1 running', '1 queued', '1 running', '1 failed'])
    expect(store.jobs()[0]?.failure).toEqual({ code: 'engine.crashed', detail: { engine: 'vision', attempts: 1 } })
  })

  it('does not try again what would fail the same way', async () => {
    let tries = 0
    const { store, runner } = run(1, async () => {
      tries++
      throw new AppError('image.truncated', {})
    })
    runner.wake()
    await runner.idle()
    expect(tries).toBe(1)
    expect(store.jobs()[0]?.failure?.code).toBe('image.truncated')
  })

  it('goes on with the next job after one that failed or was cancelled', async () => {
    const { store, runner } = run(3, async (job, context) => {
      if (job.id === jobId(1)) throw new TypeError('a bug')
      if (job.id === jobId(2)) await untilAborted(job, context)
    })
    runner.wake()
    await new Promise((resolve) => setTimeout(resolve, 5))
    runner.cancel(jobId(2))
    await runner.idle()
    expect(states(store.jobs())).toEqual(['failed', 'cancelled', 'succeeded'])
    expect(store.jobs()[0]?.failure).toEqual({ code: 'internal.unexpected', detail: { reference: 'job' } })
  })

  it('cancels a job that still waits without starting it', async () => {
    const started: string[] = []
    const { store, runner } = run(2, async (job) => void started.push(job.id))
    runner.cancel(jobId(1))
    runner.wake()
    await runner.idle()
    expect(started).toEqual([jobId(2)])
    expect(states(store.jobs())).toEqual(['cancelled', 'succeeded'])
  })

  it('leaves a job running in the store when the app closes, for the next start to recover', async () => {
    const { store, runner } = run(2, untilAborted)
    runner.wake()
    await runner.close()
    expect(states(store.jobs())).toEqual(['running', 'queued'])
  })

  it('shows the progress of this moment with the job that runs', async () => {
    const { store, runner } = run(1, async (job, context) => {
      context.onProgress({ stage: 'lesions', done: 4, total: 7 })
      await untilAborted(job, context)
    })
    runner.wake()
    const [job] = store.jobs()
    expect(job && runner.live(job).progress).toEqual({ stage: 'lesions', done: 4, total: 7 })
    await runner.close()
  })

  it('rests when its store fails, and tells so', async () => {
    const { told, store } = run(0, async () => undefined)
    const broken = new JobRunner({
      store: {
        ...store,
        next: () => {
          throw new Error('disk')
        }
      },
      work: { analyse: async () => undefined },
      maxAttempts: 2,
      onChanged: () => undefined,
      onStoreFailed: (error) => told.push(`store: ${String(error)}`)
    })
    broken.wake()
    await broken.idle()
    expect(told).toEqual(['store: Error: disk'])
  })
})
