import { z } from 'zod'

/** Where LLaVA-style trainers put the picture. */
export const IMAGE_MARK = '<image>'

/** One turn as LLaVA-style trainers read it. */
const Message = z.strictObject({ from: z.enum(['human', 'gpt']), value: z.string().min(1) })

/** A dialogue as LLaVA-style trainers read it: `<image>` in the first question, human and gpt in turn. */
export const Conversation = z.strictObject({
  id: z.string().min(1),
  image: z.string().min(1).optional(),
  conversations: z
    .array(Message)
    .min(2)
    .refine(
      (all) => all.length % 2 === 0 && all.every(({ from }, i) => from === (i % 2 === 0 ? 'human' : 'gpt')),
      'human and gpt must take turns'
    )
    .readonly()
})
export type Conversation = z.infer<typeof Conversation>

export type Turn = { readonly question: string; readonly answer: string }

/** The dialogue of a photograph; without an image it is about the text alone. */
export function conversationOf(id: string, image: string | null, turns: readonly Turn[]): Conversation {
  const conversations = turns.flatMap(({ question, answer }, i) => [
    { from: 'human' as const, value: i === 0 && image !== null ? `${IMAGE_MARK}\n${question}` : question },
    { from: 'gpt' as const, value: answer }
  ])
  return { id, ...(image === null ? {} : { image }), conversations }
}
