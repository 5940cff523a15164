import { isAppError } from '#shared/contract/errors.ts'
import type { EngineHost } from '../../inference/host.ts'
import type { LanguageChoice, LanguageMethods } from '../../inference/languageMethods.ts'
import type { DialogueGenerator, Draft, DraftTask } from './generator.ts'
import { PROMPT_VERSION, type Prompt, draftIn, promptFor } from './prompt.ts'

const CONTEXT_TOKENS = 4096
/** A model of several gigabytes on a slow disk. */
const LOAD_MS = 300_000
const GENERATE_MS = 600_000
/** A model that is to say a draft in other words may stray a little. */
export const GGUF_TEMPERATURE = 0.7

export type GgufOptions = {
  readonly engine: Pick<EngineHost<LanguageMethods>, 'request'>
  /** The GGUF file. */
  readonly path: string
  readonly acceleration: LanguageChoice['acceleration']
  readonly temperature: number
  readonly signal: AbortSignal
}

/**
 * Loads a GGUF to word dialogues with; its grammar allows nothing but a dialogue of the length that is wanted.
 * @throws AppError language.*, engine.*; the signal's reason when cancelled.
 */
export async function openGguf(options: GgufOptions): Promise<DialogueGenerator> {
  const { engine, path, acceleration, temperature, signal } = options
  const choice: LanguageChoice = { path, acceleration, contextTokens: CONTEXT_TOKENS }
  const { id, version, sha256, licence } = await engine.request('load', choice, { signal, deadlineMs: LOAD_MS })
  return {
    identity: { kind: 'gguf', model: id, version, sha256, licence, prompt: PROMPT_VERSION, temperature },
    concurrency: 1,
    costly: true,
    draft: (task, stop) => draft(task, { engine, choice, temperature, signal: stop })
  }
}

type Run = {
  readonly engine: GgufOptions['engine']
  readonly choice: LanguageChoice
  readonly temperature: number
  readonly signal: AbortSignal
}

async function draft(task: DraftTask, { engine, choice, temperature, signal }: Run): Promise<Draft> {
  const prompt = promptFor(task, { facts: false, image: false })
  const messages = [
    { role: 'system' as const, content: prompt.system },
    { role: 'user' as const, content: prompt.user }
  ]
  const request = { messages, grammar: grammarOf(prompt), maxTokens: roomFor(prompt), temperature, seed: prompt.seed }
  let text = ''
  const onToken = (more: string): void => void (text += more)
  try {
    await engine.request(
      'generate',
      { choice, request },
      { signal, onToken, priority: 'batch', deadlineMs: GENERATE_MS }
    )
  } catch (error) {
    // Too long for the model, or too slow on this machine: this photograph's dialogue only.
    if (isAppError(error, 'language.cannotRun', 'engine.timedOut')) return { ok: false, fault: 'refused' }
    throw error
  }
  return draftIn(text, task.track)
}

/** Tokens that the dialogue may take: twice the draft's words, and the signs round them. */
const roomFor = ({ turns, words }: Prompt): number => Math.min(2048, 40 * turns + 3 * words)

/** GBNF of the JSON that is wanted, with so many turns. */
function grammarOf({ turns }: Prompt): string {
  const all = Array.from({ length: turns }, () => 'turn').join(' "," ')
  return [
    String.raw`root ::= "{\"turns\":[" ${all} "]}"`,
    String.raw`turn ::= "{\"question\":" text ",\"answer\":" text "}"`,
    String.raw`text ::= "\"" [^"\\\x00-\x1f]+ "\""`
  ].join('\n')
}
