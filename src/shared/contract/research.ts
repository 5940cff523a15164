import { z } from 'zod'
import { AdapterName, DatasetProblem, DialogueTrack, ProblemKind } from '../domain/dataset.ts'
import { FileToken } from '../domain/ids.ts'
import { Progress } from '../domain/job.ts'
import { Laterality } from '../domain/laterality.ts'
import { ErrorData } from './errors.ts'

const count = z.int().nonnegative()

/** A set that can be read, and whether its tables lie in the folder. */
export const KnownSet = z.object({
  adapter: AdapterName,
  title: z.string(),
  licence: z.string(),
  recognised: z.boolean()
})
export type KnownSet = z.infer<typeof KnownSet>

/** What a folder holds: image files, masks included, and every set that can be read, recognised and likely ones first. */
export const FolderContent = z.object({ images: count, sets: z.array(KnownSet).readonly() })
export type FolderContent = z.infer<typeof FolderContent>

/** A label in the field's words. A grade or a mark is `present`. */
export const RecordLabel = z.object({ text: z.string(), state: z.enum(['present', 'suspected', 'absent']) })
export type RecordLabel = z.infer<typeof RecordLabel>

/** A record as it is shown before anything is written. */
export const RecordPreview = z.object({
  id: z.string(),
  /** Null where the set has features only. */
  photograph: z.enum(['present', 'missing']).nullable(),
  eye: Laterality.nullable(),
  /** What must stay on one side of a split; null for a record on its own. */
  group: z.string().nullable(),
  labels: z.array(RecordLabel).readonly(),
  /** Labels of what is absent that are only counted. */
  absent: count,
  /** Whether there are outlines of lesions, which only a run looks at. */
  outlines: z.boolean(),
  /** The description in English, as far as the tables tell it. */
  text: z.string()
})
export type RecordPreview = z.infer<typeof RecordPreview>

/** Problems of one kind: all are counted, the first are told. */
export const CountedProblems = z.object({
  kind: ProblemKind,
  count: z.int().positive(),
  first: z.array(DatasetProblem).readonly()
})
export type CountedProblems = z.infer<typeof CountedProblems>

/** A set as it stands in its tables: how much there is, its first records, and what is wrong with it. */
export const DatasetPreview = z.object({
  records: count,
  groups: count,
  missingPhotographs: count,
  first: z.array(RecordPreview).readonly(),
  problems: z.array(CountedProblems).readonly()
})
export type DatasetPreview = z.infer<typeof DatasetPreview>

/** A file to write that the user chose; `unfinished` where an earlier run left a part of it. */
export const ChosenOutput = z.object({ token: FileToken, name: z.string(), unfinished: z.boolean() })
export type ChosenOutput = z.infer<typeof ChosenOutput>

export const DialogueGeneratorName = z.enum(['composer', 'gguf'])
export type DialogueGeneratorName = z.infer<typeof DialogueGeneratorName>

/** Everything that decides what a run writes, and where. */
export const ResearchRequest = z.object({
  folder: FileToken,
  output: FileToken,
  adapter: AdapterName,
  track: DialogueTrack,
  generator: DialogueGeneratorName,
  seed: z.int().min(0).max(0xffff_ffff),
  /** Records, at most; null for all. */
  limit: z.int().positive().nullable()
})
export type ResearchRequest = z.infer<typeof ResearchRequest>

export const DialogueTurn = z.object({ question: z.string(), answer: z.string() })
export type DialogueTurn = z.infer<typeof DialogueTurn>

/** A dialogue of a run, under the name that it has in the file. */
export const DialogueSample = z.object({ id: z.string(), turns: z.array(DialogueTurn).readonly() })
export type DialogueSample = z.infer<typeof DialogueSample>

/** Why a dialogue is left out: a fault of its answers, no dialogue at all, or a photograph that had one before. */
export const RejectionReason = z.enum([
  'number',
  'eye',
  'place',
  'grade',
  'polarity',
  'unsupported',
  'empty',
  'malformed',
  'refused',
  'imageMissing',
  'resultMissing',
  'resultFailed',
  'duplicate'
])
export type RejectionReason = z.infer<typeof RejectionReason>

/** Rejected dialogues by a reason, of which one may have several; with the first turns that have it, where there are turns. */
export const CountedRejections = z.object({
  reason: RejectionReason,
  count: z.int().positive(),
  first: z.array(z.object({ id: z.string(), turn: DialogueTurn.nullable() })).readonly()
})
export type CountedRejections = z.infer<typeof CountedRejections>

/** What a run made. Shares and BLEU as in `dataset dialogues --report`. */
export const ResearchReport = z.object({
  described: count,
  kept: count,
  rejected: count,
  turns: count,
  meanWords: z.number().nonnegative(),
  distinct: z.object({ '1': z.number(), '2': z.number(), '3': z.number() }),
  selfBleu: z.number().nullable(),
  samples: z.array(DialogueSample).readonly(),
  rejections: z.array(CountedRejections).readonly(),
  problems: z.array(CountedProblems).readonly(),
  /** Names of the files that were written, the dialogues first. */
  files: z.array(z.string()).readonly()
})
export type ResearchReport = z.infer<typeof ResearchReport>

/** How a run stands. A stopped or failed one goes on where it was when it is started again. */
export const RunStanding = z.discriminatedUnion('state', [
  z.object({ state: z.literal('running'), progress: Progress.nullable() }),
  z.object({ state: z.literal('stopped'), progress: Progress.nullable() }),
  z.object({ state: z.literal('failed'), error: ErrorData }),
  z.object({ state: z.literal('done'), report: ResearchReport })
])
export type RunStanding = z.infer<typeof RunStanding>

/** The run of this start of the app that was begun last. */
export const ResearchRun = z.object({
  request: ResearchRequest,
  folderName: z.string(),
  outputName: z.string(),
  standing: RunStanding
})
export type ResearchRun = z.infer<typeof ResearchRun>
