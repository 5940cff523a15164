import { z } from 'zod'

const Completion = z.object({
  model: z.string().optional(),
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish(),
        message: z.object({ content: z.string().nullish(), refusal: z.string().nullish() })
      })
    )
    .min(1)
})
export type Completion = z.infer<typeof Completion>

/** A chat completion in a value; undefined for anything else. */
export const completionIn = (value: unknown): Completion | undefined => Completion.safeParse(value).data

/** A piece of a completion that is streamed; the last ones of some servers hold no choice. */
const Chunk = z.object({ choices: z.array(z.object({ delta: z.object({ content: z.string().nullish() }).nullish() })) })

/** The text in a streamed piece; undefined for what is none. */
export function textInChunk(value: unknown): string | undefined {
  const chunk = Chunk.safeParse(value).data
  return chunk && (chunk.choices[0]?.delta?.content ?? '')
}

/** JSON in a text; undefined for anything else. */
export function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
