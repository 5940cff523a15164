import type { ErrorCode, ErrorData } from '#shared/contract/errors.ts'
import type { EventName } from '#shared/contract/events.ts'
import type { LanguageModels } from '#shared/contract/languageModels.ts'
import type { SystemStatus } from '#shared/contract/views.ts'
import type { Turn } from '#shared/domain/conversation.ts'
import type { Finding, Review } from '#shared/domain/finding.ts'
import type { FileToken, ImageId, JobId, PatientId, SessionId, TurnId } from '#shared/domain/ids.ts'
import type { FundusImage } from '#shared/domain/image.ts'
import type { Analysis } from '#shared/domain/analysis.ts'
import type { Job } from '#shared/domain/job.ts'
import type { Patient } from '#shared/domain/patient.ts'
import type { ReportDraft } from '#shared/domain/report.ts'
import type { Session } from '#shared/domain/session.ts'
import type { Settings } from '#shared/domain/settings.ts'
import type { SessionView } from '#shared/domain/view.ts'

export type FakeFile = { readonly name: string; readonly seed: number; readonly refusedWith: ErrorCode | null }

/** Everything that the fake main remembers. */
export type World = {
  readonly patients: Map<PatientId, Patient>
  readonly sessions: Map<SessionId, Session>
  readonly images: Map<ImageId, FundusImage>
  readonly analyses: Map<ImageId, Analysis>
  readonly reviews: Map<ImageId, Review[]>
  readonly ownFindings: Map<ImageId, Finding[]>
  readonly jobs: Map<ImageId, Job>
  readonly turns: Map<TurnId, Turn>
  /** The turn whose place a question took that was worded anew. */
  readonly places: Map<TurnId, TurnId>
  readonly reports: Map<SessionId, ReportDraft>
  readonly views: Map<SessionId, SessionView>
  readonly files: Map<FileToken, FakeFile>
  /** Taken away, but kept for undo. */
  readonly removed: Set<string>
  readonly stopped: Set<JobId | TurnId>
  /** Why the database cannot be opened, now and at each further try; every route answers with the first. */
  startFailures: ErrorData[]
  settings: Settings
  status: SystemStatus
  languageModels: LanguageModels
  /** Whether the second reader ends unexpectedly when it is asked to read. */
  readerFails: boolean
  /** What the system's file dialog will answer. */
  chosen: FakeFile[]
  /** Does the next stage of an analysis or piece of an answer: after a moment, or when a test says so. */
  later: (work: () => void) => void
  emit: (name: EventName, payload: unknown) => void
}

/** What a test can see and do beside the window. */
export type FakeControls = {
  readonly calls: { readonly route: string; readonly input: unknown }[]
  /** Lets the next request of a route fail. */
  readonly failNext: (route: string, error: ErrorData) => void
  readonly emit: (name: EventName, payload: unknown) => void
  readonly choose: (files: readonly FakeFile[]) => void
  /** Does the next thing that waits, where the fake goes on by hand; answers whether something waited. */
  readonly step: () => boolean
  readonly world: World
}

export const imagesOf = (world: World, sessionId: SessionId): FundusImage[] =>
  [...world.images.values()].filter((image) => image.sessionId === sessionId && !world.removed.has(image.id))

/** The turn that was asked first where a turn stands. */
export const placeOf = (world: World, id: TurnId): TurnId => world.places.get(id) ?? id

export function turnsOf(world: World, sessionId: SessionId): Turn[] {
  const order = [...world.turns.keys()]
  return [...world.turns.values()]
    .filter((turn) => turn.sessionId === sessionId && !world.removed.has(turn.id))
    .toSorted((a, b) => order.indexOf(placeOf(world, a.id)) - order.indexOf(placeOf(world, b.id)))
}
