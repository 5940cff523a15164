import { z } from 'zod'
import type { Description } from '../describe/description.ts'
import { type Track, composeDialogue } from '../dialogue/compose.ts'
import type { Turn } from '../dialogue/conversation.ts'

/** Who worded the dialogues of a file, with everything besides track and seed that decides how; it stands in the file's card. */
export const GeneratorIdentity = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('composer'), version: z.int() }),
  z.strictObject({
    kind: z.literal('gguf'),
    model: z.string(),
    version: z.string(),
    sha256: z.string(),
    licence: z.string().nullable(),
    prompt: z.int(),
    temperature: z.number()
  }),
  z.strictObject({
    kind: z.literal('endpoint'),
    model: z.string(),
    host: z.string(),
    images: z.boolean(),
    prompt: z.int(),
    temperature: z.number().nullable()
  }),
  z.strictObject({
    kind: z.literal('batch'),
    models: z.array(z.string()).readonly(),
    /** SHA-256 of the result files. */
    results: z.array(z.string()).readonly(),
    prompt: z.int()
  })
])
export type GeneratorIdentity = z.infer<typeof GeneratorIdentity>

/** Why a generator gave no dialogue; the others go on. */
export const DRAFT_FAULTS = ['malformed', 'refused', 'imageMissing', 'resultMissing', 'resultFailed'] as const
export type DraftFault = (typeof DRAFT_FAULTS)[number]

/** A dialogue that nobody has checked yet, or why there is none. */
export type Draft =
  { readonly ok: true; readonly turns: readonly Turn[] } | { readonly ok: false; readonly fault: DraftFault }

export type DraftTask = { readonly description: Description; readonly track: Track; readonly seed: number }

/** Words dialogues about descriptions. */
export type DialogueGenerator = {
  readonly identity: GeneratorIdentity
  /** Dialogues that may be in the making at the same time. */
  readonly concurrency: number
  /** True where a dialogue costs time or money, so that each is written down at once. */
  readonly costly: boolean
  /** @throws AppError when no further dialogue can be had either; the signal's reason. */
  readonly draft: (task: DraftTask, signal: AbortSignal) => Promise<Draft>
}

/** Composes without any model: the same dialogue for the same seed on every machine. */
export const composer: DialogueGenerator = {
  identity: { kind: 'composer', version: 1 },
  concurrency: 1,
  costly: false,
  draft: ({ description, track, seed }) =>
    Promise.resolve({ ok: true, turns: composeDialogue(description, track, seed) })
}
