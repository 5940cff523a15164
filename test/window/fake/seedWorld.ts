import type { SystemStatus } from '#shared/contract/views.ts'
import { FileToken, ImageId, PatientId, SessionId, Sha256 } from '#shared/domain/ids.ts'
import type { FundusImage } from '#shared/domain/image.ts'
import type { Laterality } from '#shared/domain/laterality.ts'
import type { Patient } from '#shared/domain/patient.ts'
import type { ReportDraft } from '#shared/domain/report.ts'
import type { Session } from '#shared/domain/session.ts'
import { DEFAULT_SETTINGS } from '#shared/domain/settings.ts'
import { CalendarDay, UtcMs } from '#shared/domain/units.ts'
import { blobHash } from './blobName.ts'
import { fakeAnalysis } from './fakeAnalysis.ts'
import { newId } from './fakeIds.ts'
import { fakeShelf } from './fakeShelf.ts'
import type { World } from './world.ts'

const now = (): UtcMs => UtcMs.parse(Date.now())

const dayFrom = (offset: number): CalendarDay => {
  const at = new Date(Date.now() - offset * 86_400_000)
  const two = (part: number): string => String(part).padStart(2, '0')
  return CalendarDay.parse(`${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`)
}

const status = (): SystemStatus => ({
  app: { name: 'RetinaDesk', version: '0.1.0' },
  platform: 'linux',
  threads: 2,
  providers: [
    { provider: 'cpu', usable: true, reason: null },
    { provider: 'cuda', usable: false, reason: 'no NVIDIA driver was found' }
  ],
  packs: [
    ['quality', 'Image quality', 'Sorts photographs into good, usable and not gradable.'],
    ['landmarks', 'Disc, cup and fovea', 'Outlines the optic disc and cup and finds the fovea.'],
    ['vessels', 'Vessels', 'Segments retinal vessels and tells arteries from veins.'],
    ['lesions', 'Lesions of diabetic retinopathy', 'Outlines microaneurysms, haemorrhages, hard and soft exudates.']
  ].map(([id = '', title = '', summary = ''], index) => ({
    id,
    title,
    version: '1.0.0',
    state: 'ready',
    summary,
    licence: 'CC BY 4.0',
    sha256: [Sha256.parse(String(index + 1).padStart(64, '7c3e'))]
  })),
  vision: { state: 'ready', provider: 'cpu', detail: null },
  language: { state: 'ready', provider: 'cpu', detail: null },
  languageModel: { id: 'smollm2-135m', version: '1.0.0' },
  endpoint: null,
  database: 'ready',
  encrypted: true,
  standIn: false
})

/** An empty main. */
export const emptyWorld = (): World => ({
  patients: new Map(),
  sessions: new Map(),
  images: new Map(),
  analyses: new Map(),
  reviews: new Map(),
  ownFindings: new Map(),
  jobs: new Map(),
  turns: new Map(),
  places: new Map(),
  reports: new Map(),
  views: new Map(),
  files: new Map(),
  removed: new Set(),
  stopped: new Set(),
  startFailures: [],
  languageModels: fakeShelf,
  readerFails: false,
  settings: { ...DEFAULT_SETTINGS, clinic: 'Eye Clinic, Example Street 1', reader: 'Reader, Demo' },
  status: status(),
  chosen: [],
  later: () => undefined,
  emit: () => undefined
})

type PatientSeed = { readonly name: string; readonly number: string; readonly born: string; readonly demo?: boolean }

export function addPatient(world: World, { name, number, born, demo = false }: PatientSeed): Patient {
  const patient: Patient = {
    id: PatientId.parse(newId()),
    familyName: 'Demo',
    givenName: name,
    number,
    born: CalendarDay.parse(born),
    sex: 'unknown',
    createdAt: now(),
    demo
  }
  world.patients.set(patient.id, patient)
  return patient
}

export function reportOf(world: World, sessionId: SessionId): ReportDraft {
  const { clinic, reader, paper } = world.settings
  return (
    world.reports.get(sessionId) ?? {
      sessionId,
      clinic,
      reader,
      assessment: '',
      paper,
      includeProposed: true,
      updatedAt: now(),
      signedAt: null
    }
  )
}

export function addSession(world: World, patientId: PatientId, daysAgo: number): Session {
  const session: Session = {
    id: SessionId.parse(newId()),
    patientId,
    day: dayFrom(daysAgo),
    note: '',
    createdAt: now(),
    updatedAt: now()
  }
  world.sessions.set(session.id, session)
  return session
}

export type ImageSeed = {
  readonly seed: number
  readonly eye: Laterality | null
  readonly size?: { readonly width: number; readonly height: number }
  readonly analysed?: boolean
  readonly attribution?: string
}

export function addImage(world: World, sessionId: SessionId, wanted: ImageSeed): FundusImage {
  const size = wanted.size ?? { width: 2048, height: 1536 }
  const hash = blobHash({ kind: 'photograph', seed: wanted.seed, ...size })
  const image: FundusImage = {
    id: ImageId.parse(newId()),
    sessionId,
    hash,
    displayHash: hash,
    thumbnailHash: blobHash({ kind: 'thumbnail', seed: wanted.seed, width: 172, height: 128 }),
    format: 'jpeg',
    size,
    bytes: 412_000,
    eye: wanted.eye === null ? { by: 'nobody' } : { by: 'clinician', eye: wanted.eye },
    takenAt: now(),
    addedAt: now(),
    attribution: wanted.attribution ?? null
  }
  world.images.set(image.id, image)
  if (wanted.analysed !== false) world.analyses.set(image.id, fakeAnalysis(image, Date.now()))
  return image
}

export const newToken = (): FileToken => FileToken.parse(newId())
