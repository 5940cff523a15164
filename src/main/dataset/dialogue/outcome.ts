import { z } from 'zod'
import type { Description } from '../describe/description.ts'
import { DRAFT_FAULTS, type Draft } from '../generate/generator.ts'
import { FAULTS, faultsOf } from './check.ts'
import { Conversation, conversationOf } from './conversation.ts'

/** Why a dialogue is left out: a fault of its answers, no dialogue at all, or a photograph that had one before. */
export const Rejection = z.enum([...FAULTS, ...DRAFT_FAULTS, 'duplicate'])
export type Rejection = z.infer<typeof Rejection>

/** A dialogue that was left out, with the faults of each answer. */
export const Rejected = z.strictObject({
  id: z.string(),
  reasons: z.array(Rejection).min(1).readonly(),
  turns: z
    .array(z.strictObject({ question: z.string(), answer: z.string(), faults: z.array(z.enum(FAULTS)).readonly() }))
    .readonly()
})
export type Rejected = z.infer<typeof Rejected>

/** What became of a description. */
export type Outcome =
  { readonly kept: true; readonly dialogue: Conversation } | { readonly kept: false; readonly rejected: Rejected }

/** By what a dialogue and its description find each other: set and photograph. */
export const dialogueId = ({ dataset, id }: Pick<Description, 'dataset' | 'id'>): string => `${dataset}/${id}`

/** Checks every answer of a draft; one fault and the dialogue is left out. */
export function judged(description: Description, draft: Draft): Outcome {
  const id = dialogueId(description)
  if (!draft.ok) return { kept: false, rejected: { id, reasons: [draft.fault], turns: [] } }
  const turns = draft.turns.map((turn) => ({ ...turn, faults: faultsOf(turn.answer, description) }))
  const found = new Set(turns.flatMap(({ faults }) => faults))
  if (found.size === 0) return { kept: true, dialogue: conversationOf(id, description.image, draft.turns) }
  return { kept: false, rejected: { id, reasons: FAULTS.filter((fault) => found.has(fault)), turns } }
}

const REJECTED = '{"rejected":'

/** An outcome as one line of JSON; that of a kept dialogue is the line that trainers read. */
export const outcomeLine = (outcome: Outcome): string =>
  JSON.stringify(outcome.kept ? outcome.dialogue : { rejected: outcome.rejected })

/** Whether a line of `outcomeLine` holds a dialogue that was left out. */
export const isRejectedLine = (line: string): boolean => line.startsWith(REJECTED)

const Line = z.union([
  z.strictObject({ rejected: Rejected }).transform(({ rejected }): Outcome => ({ kept: false, rejected })),
  Conversation.transform((dialogue): Outcome => ({ kept: true, dialogue }))
])

/** Reads a line of `outcomeLine`; undefined for anything else. */
export function outcomeIn(line: string): Outcome | undefined {
  try {
    return Line.safeParse(JSON.parse(line)).data
  } catch {
    return undefined
  }
}
