import { AppError } from '#shared/contract/errors.ts'
import type { RouteName, RouteOutput, Routes } from '#shared/contract/routes.ts'
import {
  type ImageDetail,
  type ImageOutline,
  type PatientEntry,
  type SessionOutline,
  type SessionStanding,
  WORKLIST_LIMIT,
  imageDetailOf
} from '#shared/contract/views.ts'
import type { z } from 'zod'
import type { SessionId } from '#shared/domain/ids.ts'
import type { FundusImage } from '#shared/domain/image.ts'
import { isActive } from '#shared/domain/job.ts'
import { patientName, type Patient } from '#shared/domain/patient.ts'
import { DEFAULT_VIEW } from '#shared/domain/view.ts'
import { reportOf } from './seedWorld.ts'
import { imagesOf, turnsOf, type World } from './world.ts'

type Parsed<R extends RouteName> = z.output<Routes[R]['input']>

export type Handlers = {
  readonly [R in RouteName]: (input: Parsed<R>) => RouteOutput<R> | Promise<RouteOutput<R>>
}

/** @throws AppError record.notFound */
export function found<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new AppError('record.notFound', { what })
  return value
}

function outlineOf(world: World, image: FundusImage): ImageOutline {
  const analysis = world.analyses.get(image.id)
  return {
    image,
    analysisId: analysis?.id ?? null,
    ownFindings: (world.ownFindings.get(image.id) ?? []).filter(({ id }) => !world.removed.has(id)),
    reviews: world.reviews.get(image.id) ?? [],
    grades: analysis?.grades ?? [],
    job: world.jobs.get(image.id) ?? null
  }
}

export const detailsOf = (world: World, sessionId: SessionId): ImageDetail[] =>
  imagesOf(world, sessionId).map((image) =>
    imageDetailOf(outlineOf(world, image), world.analyses.get(image.id) ?? null)
  )

export function sessionOutline(world: World, id: SessionId): SessionOutline {
  const session = found(world.removed.has(id) ? undefined : world.sessions.get(id), 'session')
  const report = reportOf(world, id)
  const readOnly =
    world.status.database === 'readOnly' ? 'databaseReadOnly' : report.signedAt === null ? null : 'signed'
  return {
    session,
    patient: found(world.patients.get(session.patientId), 'patient'),
    images: imagesOf(world, id).map((image) => outlineOf(world, image)),
    turns: turnsOf(world, id),
    report,
    view: world.views.get(id) ?? DEFAULT_VIEW,
    readOnly
  }
}

function standingOf(world: World, id: SessionId): SessionStanding {
  const details = detailsOf(world, id)
  if (reportOf(world, id).signedAt !== null) return 'signed'
  if (details.length === 0) return 'empty'
  if (details.some(({ job }) => job !== null && isActive(job))) return 'analysing'
  if (details.some(({ job }) => job?.state === 'failed')) return 'failed'
  if (details.some(({ analysis }) => analysis === null)) return 'ungradable'
  const levels = details.flatMap(({ analysis }) => analysis?.grades ?? []).filter(({ scale }) => scale === 'icdr')
  return levels.some(({ level }) => level >= 2) ? 'refer' : 'noReferral'
}

const entryOf = (world: World, patient: Patient): PatientEntry => ({
  patient,
  sessions: [...world.sessions.values()]
    .filter((session) => session.patientId === patient.id && !world.removed.has(session.id))
    .map((session) => ({
      session,
      images: imagesOf(world, session.id).length,
      standing: standingOf(world, session.id)
    }))
})

export const worklist = (world: World, query: string): PatientEntry[] =>
  [...world.patients.values()]
    .filter((patient) => `${patientName(patient)} ${patient.number}`.toLowerCase().includes(query.toLowerCase()))
    .slice(0, WORKLIST_LIMIT)
    .map((patient) => entryOf(world, patient))
