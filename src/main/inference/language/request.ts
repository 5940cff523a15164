import { z } from 'zod'

export const ChatMessage = z.object({ role: z.enum(['system', 'user', 'assistant']), content: z.string() })
export type ChatMessage = z.infer<typeof ChatMessage>

/** One generation under a grammar. The same request and seed give the same text on the same backend. */
export const GenerateRequest = z.object({
  messages: z.array(ChatMessage).min(1),
  /** GBNF; null lets the model write freely, which only measurements do. */
  grammar: z.string().nullable(),
  maxTokens: z.int().min(1).max(4096),
  temperature: z.number().min(0).max(2),
  seed: z.int().nonnegative()
})
export type GenerateRequest = z.infer<typeof GenerateRequest>

export const GenerateResult = z.object({
  /** `end`: the model ended by itself. `length`: it used up its tokens. */
  reason: z.enum(['end', 'length']),
  promptTokens: z.int().nonnegative(),
  /** Tokens of the prompt that were still evaluated from the request before. */
  reusedTokens: z.int().nonnegative(),
  tokens: z.int().nonnegative(),
  firstTokenSeconds: z.number().nonnegative().nullable(),
  seconds: z.number().nonnegative()
})
export type GenerateResult = z.infer<typeof GenerateResult>

/** Which model speaks, and where it runs. */
export const LanguageIdentity = z.object({
  /** Name from the file itself. */
  id: z.string(),
  /** Size, quantisation and the first digits of the file's SHA-256: "135M Q4_1 b179c952". */
  version: z.string(),
  architecture: z.string(),
  licence: z.string().nullable(),
  sha256: z.string(),
  backend: z.enum(['cuda', 'metal', 'vulkan', 'cpu']),
  contextTokens: z.int().positive(),
  /** Whether the file was trained to put this app's evidence into words. */
  trainedForPhrasing: z.boolean(),
  /** From the file's own size label; null where it has none. */
  parameters: z.number().positive().nullable(),
  /** What went otherwise than planned, such as a backend that was given up. */
  remarks: z.array(z.string()).readonly()
})
export type LanguageIdentity = z.infer<typeof LanguageIdentity>
