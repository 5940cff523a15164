import { createHash } from 'node:crypto'
import { z } from 'zod'
import { type Track, composeDialogue } from '../dialogue/compose.ts'
import { IMAGE_MARK, type Turn } from '../dialogue/conversation.ts'
import type { Draft, DraftTask } from './generator.ts'

/** Raise it when the same task gives another prompt than before. */
export const PROMPT_VERSION = 1

/** What a model is asked: to say a composed dialogue in its own words. Ids and file names stay out of it. */
export type Prompt = {
  readonly system: string
  readonly user: string
  /** Turns of the dialogue that is wanted. */
  readonly turns: number
  /** Words of the composed dialogue. */
  readonly words: number
  /** The same for the same task, below 2^31. */
  readonly seed: number
}

const SYSTEM = [
  'You write training dialogues about photographs of the retina.',
  'You are given a draft. Say every question and every answer in other words, in the same order and for the same reader.',
  'Keep every number, eye, place, grade and name of a finding. Add nothing: no other finding, number, place or advice.',
  'Answer with JSON alone: {"turns":[{"question":"...","answer":"..."}]}'
].join(' ')

const WITH_IMAGE = 'The photograph is attached; where it seems to differ from the facts, the facts count.'

type PromptOptions = {
  /** Whether everything that is known of the photograph is told, too; a small model only loses its way in it. */
  readonly facts: boolean
  readonly image: boolean
}

/** The prompt for a description, from its facts, the track and the seed alone. */
export function promptFor({ description, track, seed }: DraftTask, { facts, image }: PromptOptions): Prompt {
  const draft = composeDialogue(description, track, seed)
  const lines = [
    ...(facts ? [`Facts: ${description.text}`] : []),
    ...(image ? [WITH_IMAGE] : []),
    `Draft with ${draft.length} ${draft.length === 1 ? 'turn' : 'turns'}:`,
    JSON.stringify({ turns: draft })
  ]
  const words = draft.flatMap(({ question, answer }) => `${question} ${answer}`.split(/\s+/u)).length
  const key = `${PROMPT_VERSION}/${seed}/${track}/${description.dataset}/${description.id}`
  return { system: SYSTEM, user: lines.join('\n'), turns: draft.length, words, seed: seedOf(key) }
}

const seedOf = (key: string): number => createHash('sha256').update(key).digest().readUInt32LE() >>> 1

/** The fewest and most turns of a dialogue, by track. */
const TURNS: Readonly<Record<Track, readonly [number, number]>> = { instruction: [3, 6], alignment: [1, 1] }

const Text = z
  .string()
  .trim()
  .min(1)
  .refine((text) => !text.includes(IMAGE_MARK))
const Answered = z.object({ turns: z.array(z.object({ question: Text, answer: Text })) })

/** Reads what a model wrote, fenced in Markdown or not; anything but a dialogue of the track's length is malformed. */
export function draftIn(text: string, track: Track): Draft {
  const [least, most] = TURNS[track]
  const turns: readonly Turn[] | undefined = Answered.safeParse(jsonIn(text)).data?.turns
  if (!turns || turns.length < least || turns.length > most) return { ok: false, fault: 'malformed' }
  return { ok: true, turns }
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1))
  } catch {
    return undefined
  }
}
