import { createHash } from 'node:crypto'
import { extname } from 'node:path'
import { z } from 'zod'
import { AppError } from '#shared/contract/errors.ts'
import { Description } from '../describe/description.ts'
import { Conversation } from '../dialogue/conversation.ts'
import { readJson } from './readJson.ts'
import { type JsonLine, readJsonl } from './readJsonl.ts'

/** What the lines of a set may be: descriptions, or dialogues. */
export const SetLine = z.union([Conversation, Description])
export type SetLine = z.infer<typeof SetLine>

export const isDialogue = (line: SetLine): line is Conversation => 'conversations' in line

/** The photograph that a line is about: dialogues are named by set and photograph. */
export const keyOf = (line: SetLine): string => (isDialogue(line) ? line.id : `${line.dataset}/${line.id}`)

/**
 * Reads the lines of a JSONL file, or the items of a LLaVA-style `.json` array, whose official example ends in a comma that no
 * JSON allows.
 * @throws AppError file.*; dataset.unusable for a `.json` that is no array, or too large.
 */
export async function* readSetLines(path: string): AsyncGenerator<JsonLine<SetLine>, void> {
  if (extname(path).toLowerCase() !== '.json') return yield* readJsonl(path, SetLine)
  for (const [i, item] of (await arrayIn(path)).entries()) {
    const read = SetLine.safeParse(item)
    if (read.success) yield { line: i + 1, ok: true, value: read.data }
    else yield { line: i + 1, ok: false, fault: 'neither a dialogue nor a description' }
  }
}

async function arrayIn(path: string): Promise<readonly unknown[]> {
  const parsed = z.array(z.unknown()).safeParse(await readJson(path))
  if (parsed.success) return parsed.data
  throw new AppError('dataset.unusable', { problem: 'a .json file is no array of dialogues; give JSONL as .jsonl' })
}

/** Why a line is not taken. */
export type LineFault = 'unreadable' | 'duplicate' | 'contradiction'

/** A photograph may have several dialogues, which begin with questions of their own, and one description. */
const nameOf = (line: SetLine): string =>
  isDialogue(line) ? `${keyOf(line)}\n${line.conversations[0]?.value ?? ''}` : keyOf(line)

/**
 * Passes each line once: a later one of the same name is a duplicate where it says the same, else a contradiction. Only hashes
 * are remembered.
 */
export function lineFilter(): (line: JsonLine<SetLine>) => { readonly value: SetLine } | { readonly fault: LineFault } {
  const seen = new Map<string, string>()
  return (line) => {
    if (!line.ok) return { fault: 'unreadable' }
    const { value } = line
    const key = digest(nameOf(value))
    const content = digest(JSON.stringify(value))
    const before = seen.get(key)
    if (before !== undefined) return { fault: before === content ? 'duplicate' : 'contradiction' }
    seen.set(key, content)
    return { value }
  }
}

const digest = (text: string): string => createHash('sha256').update(text).digest('base64').slice(0, 16)

export const SPLITS = ['train', 'validation', 'test'] as const
export type SplitName = (typeof SPLITS)[number]

/**
 * The side of a split on which a group lies, by its hash: the same for every file of a set, and whole patients together.
 * @param shares of validation and test; the rest is for training.
 */
export function sideOf(
  group: string,
  { seed, validation, test }: { readonly seed: number; readonly validation: number; readonly test: number }
): SplitName {
  const place = createHash('sha256').update(`${seed}/${group}`).digest().readUInt32BE() / 2 ** 32
  if (place < test) return 'test'
  return place < test + validation ? 'validation' : 'train'
}
