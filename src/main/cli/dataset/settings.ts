import { z } from 'zod'
import { AdapterName } from '../../dataset/record.ts'
import { BATCH_LIMITS } from '../../dataset/generate/batchFiles.ts'

const text = z.string().min(1)
const share = z.number().min(0).lt(1)
const seed = z.int().min(0).max(0xffff_ffff).default(1)
const TRACKS = ['instruction', 'alignment'] as const
const track = z.enum(TRACKS).default('instruction')
const temperature = z.number().min(0).max(2).exactOptional()

/** What every command knows. */
const everywhere = {
  limit: z.int().min(1).exactOptional().describe('records or lines, at most'),
  dryRun: z.boolean().default(false).describe('show what would be done, and write nothing')
}
const card = text.exactOptional().describe('where the dataset card goes; beside the output without')
const files = z.array(text).min(1).describe('JSONL, or LLaVA’s nested JSON')

export const DescribeSettings = z.strictObject({
  ...everywhere,
  adapter: AdapterName,
  data: text,
  out: text,
  automorph: text.exactOptional(),
  measure: z.boolean().default(false),
  threads: z.int().min(1).exactOptional(),
  cpu: z.boolean().default(false),
  boxes: text.exactOptional(),
  problems: text.exactOptional(),
  card
})
export type DescribeSettings = z.infer<typeof DescribeSettings>

export const DialoguesSettings = z.strictObject({
  ...everywhere,
  in: text,
  out: text,
  track,
  seed,
  generator: z.enum(['composer', 'gguf', 'endpoint']).default('composer'),
  model: text.exactOptional().describe('GGUF file'),
  cpu: z.boolean().default(false),
  endpoint: text.exactOptional().describe('where /chat/completions is'),
  endpointModel: text.exactOptional(),
  images: text.exactOptional().describe('folder of the photographs that are sent along'),
  temperature,
  concurrency: z.int().min(1).max(256).default(4),
  requestsPerMinute: z.number().positive().exactOptional(),
  timeout: z.number().positive().default(120).describe('seconds'),
  retries: z.int().min(0).default(6),
  report: text.exactOptional(),
  rejects: text.exactOptional(),
  card
})
export type DialoguesSettings = z.infer<typeof DialoguesSettings>

const composed = { limit: true, dryRun: true, out: true, seed: true, card: true } as const
/** What a config file fills in for models: without a meaning where none words anything. */
const filledIn = { cpu: true, concurrency: true, timeout: true, retries: true } as const

/** `dialogues --track knowledge`: about the knowledge base, so that neither descriptions nor a model are needed. */
export const KnowledgeDialoguesSettings = DialoguesSettings.pick({ ...composed, ...filledIn }).extend({
  track: z.literal('knowledge'),
  generator: z.literal('composer').default('composer')
})
export type KnowledgeDialoguesSettings = z.infer<typeof KnowledgeDialoguesSettings>

const OnKnowledge = KnowledgeDialoguesSettings.pick({ track: true }).loose()

/** Settings of `dialogues`, by their track; faults are told as those of the track's own settings. */
export const AnyDialoguesSettings = z
  .unknown()
  .transform((given, context): DialoguesSettings | KnowledgeDialoguesSettings => {
    const isOnKnowledge = OnKnowledge.safeParse(given).success
    const read = isOnKnowledge ? KnowledgeDialoguesSettings.safeParse(given) : DialoguesSettings.safeParse(given)
    if (read.success) return read.data
    for (const { message, path } of read.error.issues) context.addIssue({ code: 'custom', message, path: [...path] })
    return z.NEVER
  })

export const BatchWriteSettings = z.strictObject({
  ...everywhere,
  in: text,
  out: text,
  track,
  seed,
  endpointModel: text,
  images: text.exactOptional(),
  temperature,
  maxRequests: z.int().min(1).default(BATCH_LIMITS.requests),
  maxMegabytes: z.number().positive().default(BATCH_LIMITS.megabytes)
})
export type BatchWriteSettings = z.infer<typeof BatchWriteSettings>

export const BatchReadSettings = z.strictObject({
  ...everywhere,
  files: files.describe('result files'),
  in: text,
  out: text,
  track,
  seed,
  report: text.exactOptional(),
  rejects: text.exactOptional(),
  card
})
export type BatchReadSettings = z.infer<typeof BatchReadSettings>

/** `validate` and `stats`. */
export const ReadSettings = z.strictObject({ ...everywhere, files })
export type ReadSettings = z.infer<typeof ReadSettings>

/** `fix` and `convert`. */
export const RewriteSettings = z.strictObject({ ...everywhere, files, out: text, card })
export type RewriteSettings = z.infer<typeof RewriteSettings>

export const MergeSettings = RewriteSettings.extend({
  deduplicate: z.boolean().default(false).describe('leave out what says nearly the same of the same photograph'),
  similarity: z.number().gt(0).max(1).default(0.8)
})
export type MergeSettings = z.infer<typeof MergeSettings>

export const SplitSettings = z.strictObject({
  ...everywhere,
  files,
  out: text.describe('beginning of the files’ names'),
  groups: text.exactOptional(),
  validation: share.default(0.1),
  test: share.default(0.1),
  seed
})
export type SplitSettings = z.infer<typeof SplitSettings>

/** Settings of one or more commands in a file, so that a job can be repeated; what a flag says wins. */
export const DatasetConfig = z
  .strictObject({
    $schema: z.string(),
    describe: DescribeSettings.partial(),
    dialogues: DialoguesSettings.extend({ track: z.enum([...TRACKS, 'knowledge']) }).partial(),
    batchWrite: BatchWriteSettings.partial(),
    batchRead: BatchReadSettings.partial(),
    validate: ReadSettings.partial(),
    stats: ReadSettings.partial(),
    fix: RewriteSettings.partial(),
    convert: RewriteSettings.partial(),
    merge: MergeSettings.partial(),
    split: SplitSettings.partial()
  })
  .partial()
export type DatasetConfig = z.infer<typeof DatasetConfig>
export type ConfigSection = Exclude<keyof DatasetConfig, '$schema'>
