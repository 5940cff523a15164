import { AppError } from '#shared/contract/errors.ts'
import type { ChatMessage, GenerateRequest } from '../language/request.ts'
import { completionIn, jsonIn, textInChunk } from './completion.ts'
import { eventData } from './eventStream.ts'

/** A model behind an address. */
export type ChatEndpoint = {
  /** Where conversations go; nothing goes anywhere else. */
  readonly url: URL
  readonly model: string
  readonly headers: Readonly<Record<string, string>>
}

export type ChatOptions = {
  readonly signal: AbortSignal
  readonly onText: (text: string) => void
  /** How long the server may stay silent, ms: before its first text, and between one and the next. */
  readonly silenceMs: number
}

export type ChatRequest = Readonly<Omit<GenerateRequest, 'messages'>> & { readonly messages: readonly ChatMessage[] }

/** llama-server reads `grammar`, vLLM `structured_outputs`; each leaves the other's aside. */
const grammarFields = (grammar: string | null) => (grammar === null ? {} : { grammar, structured_outputs: { grammar } })

const bodyOf = (model: string, { messages, grammar, maxTokens, temperature, seed }: ChatRequest): string =>
  JSON.stringify({ model, messages, max_tokens: maxTokens, temperature, seed, stream: true, ...grammarFields(grammar) })

const unavailable = (problem: string): AppError => new AppError('endpoint.unavailable', { problem })

/** What a server answers that does not know a field of the request. */
const UNKNOWN_FIELD: ReadonlySet<number> = new Set([400, 422])

/**
 * Lets the model behind an endpoint write; its text arrives in stretches. A server that takes no grammar is asked again without
 * one. What the server writes about an error stays unread, redirects are not followed.
 * @returns whether the grammar was taken.
 * @throws AppError endpoint.refused, endpoint.unavailable; the signal's reason.
 */
export async function streamChat(
  endpoint: ChatEndpoint,
  request: ChatRequest,
  options: ChatOptions
): Promise<{ readonly tookGrammar: boolean }> {
  const enough = new AbortController()
  const timer = setTimeout(() => enough.abort(), options.silenceMs)
  const signal = AbortSignal.any([options.signal, enough.signal])
  const onText = (text: string): void => {
    timer.refresh()
    options.onText(text)
  }
  try {
    const first = await post(endpoint, request, signal)
    const isRefused = request.grammar !== null && UNKNOWN_FIELD.has(first.status)
    if (isRefused) await first.body?.cancel()
    const response = isRefused ? await post(endpoint, { ...request, grammar: null }, signal) : first
    if (!response.ok) throw refusalOf(response)
    await readAnswer(response, onText)
    return { tookGrammar: request.grammar !== null && !isRefused }
  } catch (error) {
    if (error instanceof AppError) throw error
    options.signal.throwIfAborted()
    throw unavailable(
      enough.signal.aborted ? `no text for ${options.silenceMs / 1000} s` : 'the connection failed or broke off'
    )
  } finally {
    clearTimeout(timer)
  }
}

const post = ({ url, model, headers }: ChatEndpoint, request: ChatRequest, signal: AbortSignal): Promise<Response> =>
  fetch(url, { method: 'POST', headers, body: bodyOf(model, request), redirect: 'manual', signal })

const refusalOf = ({ status }: Response): AppError =>
  status >= 500 || status === 408 || status === 429
    ? unavailable(`the endpoint answers ${status}`)
    : new AppError('endpoint.refused', { status })

async function readAnswer(response: Response, onText: (text: string) => void): Promise<void> {
  const type = response.headers.get('content-type') ?? ''
  if (!type.includes('text/event-stream') || !response.body) {
    const content = completionIn(jsonIn(await response.text()))?.choices[0]?.message.content
    if (typeof content !== 'string') throw unavailable('an answer was no chat completion')
    return onText(content)
  }
  for await (const data of eventData(response.body)) {
    if (data === '[DONE]') return
    const text = textInChunk(jsonIn(data))
    if (text === undefined) throw unavailable('an answer was no chat completion')
    if (text !== '') onText(text)
  }
}
