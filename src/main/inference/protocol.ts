import { z } from 'zod'
import { ErrorData } from '#shared/contract/errors.ts'
import { Progress } from '#shared/domain/job.ts'

/** Both sides refuse to talk to another version; it is raised with every change of a message. */
export const PROTOCOL_VERSION = 1

/** An engine is a process of its own: it crashes, loads and grows apart from the window and the database. */
export const EngineName = z.enum(['imaging', 'vision', 'language', 'reader', 'research'])
export type EngineName = z.infer<typeof EngineName>

const RequestId = z.int().positive()

/** What the host sends to an engine. */
export const HostMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('request'), id: RequestId, method: z.string(), input: z.unknown() }),
  z.object({ type: z.literal('cancel'), id: RequestId })
])
export type HostMessage = z.infer<typeof HostMessage>

/** What an engine sends to its host; `hello` comes first, then exactly one `result` or `error` for each request. */
export const EngineMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('hello'), engine: EngineName, protocol: z.int() }),
  z.object({ type: z.literal('progress'), id: RequestId, progress: Progress }),
  z.object({ type: z.literal('token'), id: RequestId, text: z.string() }),
  z.object({ type: z.literal('result'), id: RequestId, output: z.unknown() }),
  z.object({ type: z.literal('error'), id: RequestId, error: ErrorData }),
  /** The request was cancelled; cancellation is not an error. */
  z.object({ type: z.literal('cancelled'), id: RequestId })
])
export type EngineMessage = z.infer<typeof EngineMessage>

export type Method = { readonly input: z.ZodType; readonly output: z.ZodType }

/** Bytes that travel as they are, by structured clone. */
export const Bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array)

/** The methods of an engine, by name: `M extends Methods<M>` keeps each name's own schemas. */
export type Methods<M> = { readonly [K in keyof M]: Method }
