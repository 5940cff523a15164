import { isAppError, type AppError } from '#shared/contract/errors.ts'
import { type ChatEndpoint, streamChat } from '../../inference/endpoint/streamChat.ts'
import type { ChatMessage, Phraser } from '../answer/phraser.ts'

export type EndpointPhraserOptions = {
  /** How long the server may stay silent, ms; shorter than what a reader waits, so that it is told as what it is. */
  readonly silenceMs: number
  /** Called after every request: null when the model answered. */
  readonly onOutcome?: (problem: AppError | null) => void
}

/**
 * A model on the clinic's network as a phraser. Nobody but its server holds it to the grammar, so that the check of each sentence
 * decides alone; a request carries the question and the wording of the evidence, nothing else.
 */
export const endpointPhraser = (endpoint: ChatEndpoint, options: EndpointPhraserOptions): Phraser => ({
  generator: { kind: 'model', id: endpoint.model, version: 'endpoint', provider: endpoint.url.host },
  latitude: 'words',
  trained: false,
  phrase: async (request, { signal, onText }) => {
    try {
      await streamChat(endpoint, request, { silenceMs: options.silenceMs, signal, onText })
      options.onOutcome?.(null)
    } catch (error) {
      if (isAppError(error)) options.onOutcome?.(error)
      throw error
    }
  }
})

/** Stands for what is withheld. */
const WITHHELD = 'the patient'
/** A single letter would tear holes into every sentence. */
const SHORTEST = 2

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`)

/** A text without some words, whatever their case; whole words only. */
export function withhold(text: string, words: readonly string[]): string {
  const known = words.map((word) => word.trim()).filter((word) => word.length >= SHORTEST)
  if (known.length === 0) return text
  const either = known.toSorted((a, b) => b.length - a.length).map(escaped)
  return text.replace(new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${either.join('|')})(?![\p{L}\p{N}])`, 'giu'), WITHHELD)
}

/** A phraser that is told nothing that holds some words, such as a patient's name that a question mentions. */
export const withholding = (phraser: Phraser, words: readonly string[]): Phraser => ({
  ...phraser,
  phrase: (request, options) => {
    const messages = request.messages.map((message): ChatMessage => ({
      ...message,
      content: withhold(message.content, words)
    }))
    return phraser.phrase({ ...request, messages }, options)
  }
})
