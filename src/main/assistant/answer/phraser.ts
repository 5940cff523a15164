import type { Generator } from '#shared/domain/conversation.ts'
import type { Latitude } from '../lock/grammar.ts'

export type ChatMessage = { readonly role: 'system' | 'user' | 'assistant'; readonly content: string }

/** What a language model is asked to put into words. */
export type PhraseRequest = {
  readonly messages: readonly ChatMessage[]
  /** GBNF; nothing else can be sampled. */
  readonly grammar: string
  readonly maxTokens: number
  readonly temperature: number
  readonly seed: number
}

type PhraseOptions = { readonly signal: AbortSignal; readonly onText: (text: string) => void }

/** A language model that puts planned sentences into words. Its text arrives in stretches, in order. */
export type Phraser = {
  readonly generator: Extract<Generator, { kind: 'model' }>
  /** How freely it may write: by what it was trained for and how large it is. */
  readonly latitude: Latitude
  /** Whether it was trained to word this app's evidence, so that nothing has to be explained to it. */
  readonly trained: boolean
  /** Resolves when the model has ended, rejects when it failed or was aborted. */
  readonly phrase: (request: PhraseRequest, options: PhraseOptions) => Promise<void>
}
