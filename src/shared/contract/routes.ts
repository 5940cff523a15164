import { z } from 'zod'
import { Analysis } from '../domain/analysis.ts'
import { ReviewStatus } from '../domain/finding.ts'
import { ImageBox } from '../domain/geometry.ts'
import {
  AnalysisId,
  FileToken,
  FindingId,
  ImageId,
  JobId,
  PatientId,
  SessionId,
  Sha256,
  TurnId
} from '../domain/ids.ts'
import { FundusImage } from '../domain/image.ts'
import { Job } from '../domain/job.ts'
import { AdapterName, DialogueTrack } from '../domain/dataset.ts'
import { Laterality } from '../domain/laterality.ts'
import { LesionType } from '../domain/lesion.ts'
import { Patient, PatientDetails } from '../domain/patient.ts'
import { ReportDraft, ReportEdit } from '../domain/report.ts'
import { Session } from '../domain/session.ts'
import { Settings } from '../domain/settings.ts'
import { CalendarDay } from '../domain/units.ts'
import { QuestionScope, QuestionTurn, SecondReadingTurn, TranscriptFormat, Turn } from '../domain/conversation.ts'
import { SessionView } from '../domain/view.ts'
import { ConversationHits } from './conversationSearch.ts'
import { ErrorData } from './errors.ts'
import { EndpointKey, EndpointTrial, LanguageModels } from './languageModels.ts'
import { ChosenOutput, DatasetPreview, FolderContent, ResearchRequest, ResearchRun } from './research.ts'
import { ChosenFile, PatientEntry, SessionOutline, SystemStatus } from './views.ts'

const nothing = z.object({})

const Question = z.string().trim().min(1).max(2000)

const route = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O) => ({ input, output })

/**
 * Everything the window may ask of main: `area.verb`, input and output. Main parses each input with these, tests parse each
 * output; the router's handlers are an exhaustive map over them.
 */
export const routes = {
  'system.status': route(nothing, SystemStatus),
  'system.openDemo': route(nothing, z.object({ sessionId: SessionId })),
  /**
   * Tries again to open the database after the start failed; until then every other route answers with the reason.
   * `startOver` makes a new one where the old one is damaged and no backup is good; the damaged one is kept.
   */
  'system.reopen': route(z.object({ startOver: z.boolean() }), nothing),

  'settings.get': route(nothing, Settings),
  'settings.update': route(Settings.exactPartial(), Settings),

  /** The language models of this workstation; files are looked at anew. */
  'language.models': route(nothing, LanguageModels),
  /** Asks for GGUF files, or for a folder that holds some, and adds them; `language.changed` tells how far that is. */
  'language.addFiles': route(nothing, nothing),
  'language.addFolder': route(nothing, nothing),
  /** Tries a model and takes it into use; null for the app's own. `done` is false when the reader stopped it. */
  'language.use': route(z.object({ id: Sha256.nullable() }), z.object({ done: z.boolean() })),
  /** Measures anew how a model runs best on this machine. */
  'language.measure': route(z.object({ id: Sha256 }), z.object({ done: z.boolean() })),
  /** Takes a model off the list; its file stays. */
  'language.remove': route(z.object({ id: Sha256 }), nothing),
  'language.stop': route(nothing, nothing),
  /** Asks for the files of a vision-language model: a model, its projector, or both. They take the place of those before. */
  'language.chooseReader': route(nothing, nothing),
  /** Goes without a second reader; its files stay. */
  'language.removeReader': route(nothing, nothing),

  /** Where the key of the model on the network is kept; the key itself never comes back. */
  'endpoint.key': route(nothing, z.object({ kept: EndpointKey })),
  'endpoint.setKey': route(z.object({ key: z.string().trim().max(500) }), z.object({ kept: EndpointKey })),
  /** Asks the model on the network for one word; nothing of any patient is sent. */
  'endpoint.try': route(nothing, EndpointTrial),

  'patient.list': route(z.object({ query: z.string().max(200) }), z.array(PatientEntry)),
  'patient.create': route(PatientDetails, Patient),
  'patient.update': route(PatientDetails.extend({ id: PatientId }), Patient),

  'session.create': route(z.object({ patientId: PatientId, day: CalendarDay }), Session),
  'session.open': route(z.object({ id: SessionId }), SessionOutline),
  'session.annotate': route(z.object({ id: SessionId, note: z.string().max(4000) }), Session),
  'session.remove': route(z.object({ id: SessionId }), nothing),
  'session.restore': route(z.object({ id: SessionId }), nothing),
  'session.saveView': route(z.object({ id: SessionId, view: SessionView }), nothing),

  'image.choose': route(nothing, z.array(ChosenFile)),
  'image.import': route(
    z.object({ sessionId: SessionId, tokens: z.array(FileToken).min(1).max(200) }),
    z.object({
      imported: z.array(FundusImage),
      refused: z.array(z.object({ name: z.string(), error: ErrorData }))
    })
  ),
  'image.assignEye': route(z.object({ id: ImageId, eye: Laterality.nullable() }), FundusImage),
  'image.remove': route(z.object({ id: ImageId }), nothing),
  'image.restore': route(z.object({ id: ImageId }), nothing),

  'analysis.get': route(z.object({ id: AnalysisId }), Analysis),
  'analysis.start': route(z.object({ imageId: ImageId }), Job),
  'job.cancel': route(z.object({ id: JobId }), nothing),

  'finding.review': route(
    z.object({ analysisId: AnalysisId, findings: z.array(FindingId).min(1), status: ReviewStatus }),
    nothing
  ),
  'finding.add': route(z.object({ imageId: ImageId, lesion: LesionType, box: ImageBox }), z.object({ id: FindingId })),
  'finding.remove': route(z.object({ imageId: ImageId, id: FindingId }), nothing),
  'finding.restore': route(z.object({ imageId: ImageId, id: FindingId }), nothing),

  'conversation.ask': route(z.object({ sessionId: SessionId, question: Question, scope: QuestionScope }), QuestionTurn),
  /** Words a question anew: the new turn takes the old one's place; `conversation.exchange` undoes it. */
  'conversation.revise': route(z.object({ id: TurnId, question: Question }), QuestionTurn),
  /** Puts one turn away and takes back the one that stood in its place. */
  'conversation.exchange': route(z.object({ away: TurnId, back: TurnId }), nothing),
  /** Lets the second reader look at a photograph; its words stream in by `turn.changed`. */
  'conversation.readAgain': route(z.object({ imageId: ImageId }), SecondReadingTurn),
  'conversation.again': route(z.object({ id: TurnId }), Turn),
  'conversation.stop': route(z.object({ id: TurnId }), nothing),
  'conversation.pick': route(z.object({ id: TurnId, picked: z.boolean() }), Turn),
  'conversation.remove': route(z.object({ id: TurnId }), nothing),
  'conversation.restore': route(z.object({ id: TurnId }), nothing),
  /** Turns of all sessions that hold every word of the query. */
  'conversation.search': route(z.object({ query: z.string().max(200) }), ConversationHits),
  /** Asks where to save, writes the conversation there. `saved` is null when the user changed their mind. */
  'conversation.export': route(
    z.object({ sessionId: SessionId, format: TranscriptFormat }),
    z.object({ saved: z.string().nullable() })
  ),

  'report.save': route(ReportEdit.exactPartial().extend({ sessionId: SessionId }), ReportDraft),
  'report.sign': route(z.object({ sessionId: SessionId }), ReportDraft),
  'report.reopen': route(z.object({ sessionId: SessionId }), ReportDraft),
  /** Asks where to save, writes the PDF there. `saved` is null when the user changed their mind. */
  'report.export': route(z.object({ sessionId: SessionId }), z.object({ saved: z.string().nullable() })),

  /** Asks for the folder of a public set; null when the user changed their mind. */
  'research.chooseFolder': route(nothing, ChosenFile.nullable()),
  'research.identify': route(z.object({ folder: FileToken }), FolderContent),
  'research.preview': route(z.object({ folder: FileToken, adapter: AdapterName }), DatasetPreview),
  /** Asks where the dialogues go; null when the user changed their mind. */
  'research.chooseOutput': route(z.object({ adapter: AdapterName, track: DialogueTrack }), ChosenOutput.nullable()),
  /** Starts a run, or goes on with one; there is one at a time. */
  'research.start': route(ResearchRequest, ResearchRun),
  'research.stop': route(nothing, nothing),
  'research.latest': route(nothing, ResearchRun.nullable()),
  /** Shows a chosen file in the system's file manager. */
  'research.reveal': route(z.object({ output: FileToken }), nothing)
} as const

export type Routes = typeof routes
export type RouteName = keyof Routes
export type RouteInput<R extends RouteName> = z.input<Routes[R]['input']>
export type RouteOutput<R extends RouteName> = z.output<Routes[R]['output']>

export const isRouteName = (name: unknown): name is RouteName => typeof name === 'string' && Object.hasOwn(routes, name)
