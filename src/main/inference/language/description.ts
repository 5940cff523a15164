import { z } from 'zod'

/** What a GGUF says about itself, read from its header alone. */
export const GgufDescription = z.object({
  name: z.string(),
  architecture: z.string(),
  /** A projector gives a language model eyes; it says nothing by itself. */
  role: z.enum(['language', 'projector']),
  /** "135M"; null where the file does not say. */
  size: z.string().nullable(),
  parameters: z.number().positive().nullable(),
  /** Whether its own metadata says that it was trained to put this app's evidence into words. */
  trainedForPhrasing: z.boolean(),
  /** "Q4_1"; null where the file does not say. */
  quantisation: z.string().nullable(),
  licence: z.string().nullable(),
  /** Tokens that the model was trained to see at once. */
  contextLength: z.int().positive().nullable(),
  /** Bytes of the key-value cache for each token of context, in half precision; null where the file does not say. */
  cacheBytesPerToken: z.number().positive().nullable(),
  /** Files that it is split into. */
  parts: z.int().positive()
})
export type GgufDescription = z.infer<typeof GgufDescription>
