import {
  type ChatHistoryItem,
  type ChatWrapper,
  type Llama,
  LlamaGrammarEvaluationState,
  type LlamaContextSequence,
  type LlamaModel,
  type Token
} from 'node-llama-cpp'
import { AppError } from '#shared/contract/errors.ts'
import { causeInWords } from './backends.ts'
import type { ChatMessage, GenerateRequest, GenerateResult } from './request.ts'

/** What a generation needs of a loaded model. */
export type Writer = {
  readonly llama: Llama
  readonly model: LlamaModel
  readonly sequence: LlamaContextSequence
  readonly chat: ChatWrapper
}

export type GenerateOptions = { readonly signal: AbortSignal; readonly onText: (text: string) => void }

const historyItem = ({ role, content }: ChatMessage): ChatHistoryItem => {
  switch (role) {
    case 'system':
      return { type: 'system', text: content }
    case 'user':
      return { type: 'user', text: content }
    case 'assistant':
      return { type: 'model', response: [content] }
  }
}

/** The conversation in the model's own chat template, up to where its answer begins. */
function promptTokens({ model, chat }: Writer, messages: readonly ChatMessage[]): Token[] {
  const chatHistory = [...messages.map(historyItem), { type: 'model' as const, response: [] }]
  return chat.generateContextState({ chatHistory }).contextText.tokenize(model.tokenizer)
}

/** Keeps what the context already holds of a prompt; at least its last token is evaluated again, to sample from. */
async function reusePrefix(sequence: LlamaContextSequence, prompt: readonly Token[]): Promise<number> {
  await sequence.adaptStateToTokens(prompt.slice(0, -1), false)
  return sequence.nextTokenIndex
}

/** Tokens over which repetition is discouraged, and how much. */
const REPEAT_WINDOW = 32
const REPEAT_PENALTY = 1.05

async function grammarState({ llama, model }: Writer, grammar: string | null) {
  if (grammar === null) return undefined
  return new LlamaGrammarEvaluationState({ model, grammar: await llama.createGrammar({ grammar }) })
}

/** Text is told every other frame: each telling wakes processes that want a core while the model needs them all. */
const TELL_MS = 32

/** Turns tokens into text as they come; a character that is still incomplete waits for its other bytes. */
function teller(model: LlamaModel, onText: (text: string) => void) {
  let waiting: Token[] = []
  let before: readonly Token[] = []
  let toldAt = Number.NEGATIVE_INFINITY
  const tell = (): void => {
    // Some tokens are written differently at the beginning of a text: the ones before tell that it is none.
    const text = model.detokenize(waiting, false, before)
    if (text === '' || text.endsWith('\uFFFD')) return
    before = waiting
    waiting = []
    toldAt = performance.now()
    onText(text)
  }
  return {
    take: (token: Token): void => {
      waiting.push(token)
      if (performance.now() - toldAt >= TELL_MS) tell()
    },
    end: (): void => {
      if (waiting.length > 0) tell()
    }
  }
}

type Run = { readonly reason: GenerateResult['reason']; readonly tokens: number; readonly firstAt: number | null }

async function write(
  writer: Writer,
  request: GenerateRequest,
  { tail, options }: { readonly tail: Token[]; readonly options: GenerateOptions }
): Promise<Run> {
  const { model, sequence } = writer
  const written: Token[] = []
  const grammar = await grammarState(writer, request.grammar)
  const told = teller(model, options.onText)
  let firstAt: number | null = null
  const tokens = sequence.evaluate(tail, {
    temperature: request.temperature,
    seed: request.seed,
    repeatPenalty: { punishTokens: () => written.slice(-REPEAT_WINDOW), penalty: REPEAT_PENALTY },
    ...(grammar === undefined ? {} : { grammarEvaluationState: grammar })
  })
  for await (const token of tokens) {
    options.signal.throwIfAborted()
    firstAt ??= performance.now()
    written.push(token)
    told.take(token)
    if (written.length >= request.maxTokens) break
  }
  told.end()
  return { reason: written.length >= request.maxTokens ? 'length' : 'end', tokens: written.length, firstAt }
}

/**
 * Writes under a grammar from a conversation.
 * @throws the signal's reason when it aborts; AppError language.cannotRun when llama.cpp fails or the prompt does not fit.
 */
export async function generate(
  writer: Writer,
  request: GenerateRequest,
  options: GenerateOptions
): Promise<GenerateResult> {
  const startedAt = performance.now()
  const prompt = promptTokens(writer, request.messages)
  if (prompt.length + request.maxTokens > writer.sequence.contextSize) {
    throw new AppError('language.cannotRun', { cause: 'the question does not fit into the context of the model' })
  }
  try {
    const reused = await reusePrefix(writer.sequence, prompt)
    const { reason, tokens, firstAt } = await write(writer, request, { tail: prompt.slice(reused), options })
    return {
      reason,
      promptTokens: prompt.length,
      reusedTokens: reused,
      tokens,
      firstTokenSeconds: firstAt === null ? null : (firstAt - startedAt) / 1000,
      seconds: (performance.now() - startedAt) / 1000
    }
  } catch (error) {
    if (options.signal.aborted) throw options.signal.reason
    throw error instanceof AppError
      ? error
      : new AppError('language.cannotRun', { cause: causeInWords(error) }, { cause: error })
  }
}
