import { AppError } from '#shared/contract/errors.ts'
import { FindingId, PatientId, SessionId } from '#shared/domain/ids.ts'
import { boxCentre } from '#shared/domain/geometry.ts'
import { UtcMs } from '#shared/domain/units.ts'
import { newId } from './fakeIds.ts'
import { cancelFakeJob, startFakeJob } from './fakeJobs.ts'
import { found, sessionOutline, worklist, type Handlers } from './handlers.ts'
import { addImage, addPatient, addSession, newToken } from './seedWorld.ts'
import type { FakeFile, World } from './world.ts'

const now = (): UtcMs => UtcMs.parse(Date.now())

export const sessionHandlers = (world: World) =>
  ({
    'patient.list': ({ query }) => worklist(world, query),
    'patient.create': (details) => {
      const patient = { ...details, id: PatientId.parse(newId()), createdAt: now(), demo: false }
      world.patients.set(patient.id, patient)
      return patient
    },
    'patient.update': ({ id, ...details }) => {
      const patient = { ...found(world.patients.get(id), 'patient'), ...details }
      world.patients.set(id, patient)
      return patient
    },
    'session.create': ({ patientId, day }) => {
      const session = { id: SessionId.parse(newId()), patientId, day, note: '', createdAt: now(), updatedAt: now() }
      world.sessions.set(session.id, session)
      return session
    },
    'session.open': ({ id }) => sessionOutline(world, id),
    'session.annotate': ({ id, note }) => {
      const session = { ...found(world.sessions.get(id), 'session'), note }
      world.sessions.set(id, session)
      return session
    },
    'session.remove': ({ id }) => {
      world.removed.add(id)
      return {}
    },
    'session.restore': ({ id }) => {
      world.removed.delete(id)
      return {}
    },
    'session.saveView': ({ id, view }) => {
      world.views.set(id, view)
      return {}
    },
    'system.openDemo': () => {
      const patient = addPatient(world, { name: 'IDRiD', number: 'DEMO', born: '1960-01-01', demo: true })
      const session = addSession(world, patient.id, 0)
      const attribution = 'IDRiD (Porwal et al. 2018), CC BY 4.0'
      addImage(world, session.id, { seed: 1, eye: 'OD', attribution })
      addImage(world, session.id, { seed: 2, eye: 'OS', attribution })
      return { sessionId: session.id }
    }
  }) satisfies Partial<Handlers>

/** Makes files known, as the preload script would; a name that begins with "bad" is refused on import. */
export function registerFake(world: World, files: readonly FakeFile[]) {
  return files.map((file) => {
    const token = newToken()
    world.files.set(token, file)
    return { token, name: file.name }
  })
}

export const imageHandlers = (world: World) =>
  ({
    'image.choose': () => registerFake(world, world.chosen),
    'image.import': ({ sessionId, tokens }) => {
      const imported = []
      const refused = []
      for (const token of tokens) {
        const file = world.files.get(token)
        const error = file ? file.refusedWith : 'file.unknownToken'
        if (error === null && file) {
          const image = addImage(world, sessionId, { seed: file.seed, eye: null, analysed: false })
          imported.push(image)
          startFakeJob(world, image)
        } else {
          refused.push({
            name: file?.name ?? '',
            error: { code: 'image.notAnImage' as const, detail: {}, retryable: false }
          })
        }
      }
      return { imported, refused }
    },
    'image.assignEye': ({ id, eye }) => {
      const image = found(world.images.get(id), 'image')
      const assigned = {
        ...image,
        eye: eye === null ? ({ by: 'nobody' } as const) : ({ by: 'clinician', eye } as const)
      }
      world.images.set(id, assigned)
      return assigned
    },
    'image.remove': ({ id }) => {
      world.removed.add(id)
      return {}
    },
    'image.restore': ({ id }) => {
      world.removed.delete(id)
      return {}
    },
    'analysis.get': ({ id }) =>
      found(
        [...world.analyses.values()].find((analysis) => analysis.id === id),
        'analysis'
      ),
    'analysis.start': ({ imageId }) => startFakeJob(world, found(world.images.get(imageId), 'image')),
    'job.cancel': ({ id }) => {
      cancelFakeJob(world, id)
      return {}
    },
    'finding.review': ({ analysisId, findings, status }) => {
      const [imageId] = [...world.analyses].find(([, analysis]) => analysis.id === analysisId) ?? []
      const id = found(imageId, 'analysis')
      const known = world.reviews.get(id) ?? []
      const fresh = findings.map((findingId) => ({ findingId, status, at: now() }))
      world.reviews.set(id, [...known.filter(({ findingId }) => !findings.includes(findingId)), ...fresh])
      return {}
    },
    'finding.add': ({ imageId, lesion, box }) => {
      const id = FindingId.parse(newId())
      const own = {
        id,
        lesion,
        box,
        outline: null,
        centroid: boxCentre(box),
        areaPx: box.width * box.height,
        area: null,
        place: { quadrant: 'superiorTemporal', etdrs: null, foveaDistance: null },
        confidence: null,
        origin: { by: 'clinician', at: now() }
      } as const
      world.ownFindings.set(imageId, [...(world.ownFindings.get(imageId) ?? []), own])
      return { id }
    },
    'finding.remove': ({ imageId, id }) => {
      const own = world.ownFindings.get(imageId) ?? []
      if (!own.some((finding) => finding.id === id)) throw new AppError('record.notFound', { what: 'finding' })
      world.removed.add(id)
      return {}
    },
    'finding.restore': ({ id }) => {
      world.removed.delete(id)
      return {}
    }
  }) satisfies Partial<Handlers>
