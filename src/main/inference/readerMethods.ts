import { z } from 'zod'
import { Bytes } from './protocol.ts'

/** Room for the photograph's tokens, the request and the reading. */
export const READER_CONTEXT_TOKENS = 8192

/** The two files of a vision-language model, and how to run it; each request brings them along, as with the other engines. */
export const ReaderFiles = z.object({
  model: z.string(),
  /** The projector of the same model, its "mmproj" file. */
  projector: z.string(),
  threads: z.int().positive(),
  acceleration: z.enum(['auto', 'cpu'])
})
export type ReaderFiles = z.infer<typeof ReaderFiles>

/** What a vision-language model is shown and asked. */
export const ReadRequest = z.object({
  /** A photograph as JPEG, without any metadata. */
  jpeg: Bytes,
  prompt: z.string(),
  maxTokens: z.int().positive(),
  seed: z.int()
})
export type ReadRequest = z.infer<typeof ReadRequest>

/** What the second reader's engine can be asked. Its words arrive as tokens; progress is told as the stages `load` and `look`. */
export const readerMethods = {
  read: {
    input: z.object({ files: ReaderFiles, request: ReadRequest }),
    output: z.object({ text: z.string() })
  }
} as const
export type ReaderMethods = typeof readerMethods
