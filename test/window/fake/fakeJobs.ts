import { AnalysisStage } from '#shared/domain/analysis.ts'
import { JobId, type ImageId } from '#shared/domain/ids.ts'
import type { FundusImage } from '#shared/domain/image.ts'
import { isActive, type Job } from '#shared/domain/job.ts'
import { UtcMs } from '#shared/domain/units.ts'
import { fakeAnalysis } from './fakeAnalysis.ts'
import { newId } from './fakeIds.ts'
import type { World } from './world.ts'

function put(world: World, job: Job): void {
  world.jobs.set(job.imageId, job)
  world.emit('job.changed', job)
}

function finish(world: World, image: FundusImage): void {
  const analysis = fakeAnalysis(image, Date.now())
  world.analyses.set(image.id, analysis)
  world.reviews.delete(image.id)
  if (image.eye.by === 'nobody' && analysis.landmarks.eye)
    world.images.set(image.id, { ...image, eye: { by: 'model', eye: analysis.landmarks.eye.eye } })
  world.emit('session.changed', { id: image.sessionId })
  world.emit('worklist.changed', {})
}

/** Runs an analysis stage by stage at the fake's pace, until it is done or cancelled. */
export function startFakeJob(world: World, image: FundusImage): Job {
  const at = UtcMs.parse(Date.now())
  const job: Job = {
    id: JobId.parse(newId()),
    kind: 'analyse',
    state: 'queued',
    sessionId: image.sessionId,
    imageId: image.id,
    progress: null,
    failure: null,
    attempts: 1,
    createdAt: at,
    endedAt: null
  }
  const stages = AnalysisStage.options
  const run = (done: number): void => {
    const stage = stages[done]
    if (world.stopped.delete(job.id)) put(world, { ...job, state: 'cancelled', endedAt: at })
    else if (stage === undefined) {
      finish(world, image)
      put(world, { ...job, state: 'succeeded', endedAt: at })
    } else {
      put(world, { ...job, state: 'running', progress: { stage, done, total: stages.length } })
      world.later(() => run(done + 1))
    }
  }
  put(world, job)
  world.later(() => run(0))
  return job
}

export function cancelFakeJob(world: World, id: JobId): void {
  const job = [...world.jobs.values()].find((known) => known.id === id)
  if (job && isActive(job)) world.stopped.add(id)
}

/** Leaves a job behind that has ended in a given way. */
export function endedJob(world: World, image: FundusImage, end: Pick<Job, 'state' | 'failure'>): ImageId {
  const at = UtcMs.parse(Date.now())
  world.jobs.set(image.id, {
    id: JobId.parse(newId()),
    kind: 'analyse',
    sessionId: image.sessionId,
    imageId: image.id,
    progress: { stage: 'vessels', done: 3, total: 7 },
    attempts: 2,
    createdAt: at,
    endedAt: at,
    ...end
  })
  return image.id
}
