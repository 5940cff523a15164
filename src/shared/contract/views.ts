import { z } from 'zod'
import { Analysis } from '../domain/analysis.ts'
import { Turn } from '../domain/conversation.ts'
import { Finding, Review, ReviewedFinding, reviewed } from '../domain/finding.ts'
import { Grade } from '../domain/grade.ts'
import { AnalysisId, FileToken, Sha256 } from '../domain/ids.ts'
import { FundusImage } from '../domain/image.ts'
import { Job } from '../domain/job.ts'
import { Patient } from '../domain/patient.ts'
import { ExecutionProvider } from '../domain/provenance.ts'
import { ReportDraft } from '../domain/report.ts'
import { Session } from '../domain/session.ts'
import { SessionView } from '../domain/view.ts'
import { ErrorData } from './errors.ts'

/** What the worklist says about a session at a glance. */
export const SessionStanding = z.enum([
  'empty',
  'analysing',
  'failed',
  'ungradable',
  'refer',
  'noReferral',
  'analysed',
  'signed'
])
export type SessionStanding = z.infer<typeof SessionStanding>

export const SessionSummary = z.object({
  session: Session,
  images: z.int().nonnegative(),
  standing: SessionStanding
})
export type SessionSummary = z.infer<typeof SessionSummary>

/** The worklist holds at most this many patients: more than anybody scrolls through. Who is further down is searched for. */
export const WORKLIST_LIMIT = 200

export const PatientEntry = z.object({ patient: Patient, sessions: z.array(SessionSummary).readonly() })
export type PatientEntry = z.infer<typeof PatientEntry>

/** A photograph with everything that is known about it now. */
export const ImageDetail = z.object({
  image: FundusImage,
  analysis: Analysis.nullable(),
  /** The model's findings and the clinician's own, each with its verdict. */
  findings: z.array(ReviewedFinding).readonly(),
  /** The classifier's grades, and the grades by rule as the findings stand now: rejected ones do not count. */
  grades: z.array(Grade).readonly(),
  job: Job.nullable()
})
export type ImageDetail = z.infer<typeof ImageDetail>

export const SessionDetail = z.object({
  session: Session,
  patient: Patient,
  images: z.array(ImageDetail).readonly(),
  turns: z.array(Turn).readonly(),
  report: ReportDraft,
  view: SessionView,
  /** Why nothing can be changed; null when everything can. */
  readOnly: z.enum(['signed', 'databaseReadOnly']).nullable()
})
export type SessionDetail = z.infer<typeof SessionDetail>

/** A photograph without its analysis, which is large and never changes: the window asks for it once, by its id. */
export const ImageOutline = ImageDetail.omit({ analysis: true, findings: true }).extend({
  analysisId: AnalysisId.nullable(),
  /** The clinician's own findings. */
  ownFindings: z.array(Finding).readonly(),
  reviews: z.array(Review).readonly()
})
export type ImageOutline = z.infer<typeof ImageOutline>

export const SessionOutline = SessionDetail.extend({ images: z.array(ImageOutline).readonly() })
export type SessionOutline = z.infer<typeof SessionOutline>

/** Joins what is known of a photograph with its analysis, which must be the one that the outline names. */
export const imageDetailOf = (
  { image, ownFindings, reviews, grades, job }: ImageOutline,
  analysis: Analysis | null
): ImageDetail => ({
  image,
  analysis,
  findings: reviewed([...(analysis?.findings ?? []), ...ownFindings], reviews),
  grades,
  job
})

/** A session with everything in it, from its outline and the analyses that this names. */
export async function sessionDetailOf(
  outline: SessionOutline,
  analysisOf: (id: AnalysisId) => Promise<Analysis>
): Promise<SessionDetail> {
  const whole = async (image: ImageOutline): Promise<ImageDetail> =>
    imageDetailOf(image, image.analysisId && (await analysisOf(image.analysisId)))
  return { ...outline, images: await Promise.all(outline.images.map(whole)) }
}

/** A file that the user chose, as much as the window may know of it. */
export const ChosenFile = z.object({ token: FileToken, name: z.string() })
export type ChosenFile = z.infer<typeof ChosenFile>

export const PackState = z.object({
  id: z.string(),
  title: z.string(),
  version: z.string(),
  state: z.enum(['ready', 'missing', 'wrongHash', 'badCard']),
  summary: z.string(),
  licence: z.string(),
  sha256: z.array(Sha256).readonly()
})
export type PackState = z.infer<typeof PackState>

export const EngineState = z.object({
  state: z.enum(['starting', 'ready', 'busy', 'restarting', 'stopped', 'unavailable']),
  provider: z.string().nullable(),
  detail: z.string().nullable()
})
export type EngineState = z.infer<typeof EngineState>

export const SystemStatus = z.object({
  app: z.object({ name: z.string(), version: z.string() }),
  platform: z.string(),
  threads: z.int().positive(),
  providers: z
    .array(z.object({ provider: ExecutionProvider, usable: z.boolean(), reason: z.string().nullable() }))
    .readonly(),
  packs: z.array(PackState).readonly(),
  vision: EngineState,
  language: EngineState,
  languageModel: z.object({ id: z.string(), version: z.string() }).nullable(),
  /** Where questions are sent while a model on the network phrases the answers, and why that fails; null while none does. */
  endpoint: z.object({ host: z.string(), problem: ErrorData.nullable() }).nullable(),
  /** `restored`: the last backup is in use since a damaged file was set aside; `startedOver`: an empty one is. */
  database: z.enum(['ready', 'readOnly', 'restored', 'startedOver']),
  encrypted: z.boolean(),
  standIn: z.boolean()
})
export type SystemStatus = z.infer<typeof SystemStatus>
