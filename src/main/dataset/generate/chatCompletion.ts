import type { Completion } from '../../inference/endpoint/completion.ts'
import type { Track } from '../dialogue/compose.ts'
import type { Draft } from './generator.ts'
import { type Prompt, draftIn } from './prompt.ts'

/** Settings of a request that its body holds. */
export type CompletionSettings = {
  readonly model: string
  /** Null leaves it to the endpoint; some models allow no other. */
  readonly temperature: number | null
}

/**
 * The body of a request to `/chat/completions` as OpenAI-compatible endpoints read it.
 * @param image a JPEG that is sent along as a data URL.
 */
export function completionBody(prompt: Prompt, { model, temperature }: CompletionSettings, image: Buffer | null) {
  const text = prompt.user
  const url = image && `data:image/jpeg;base64,${image.toString('base64')}`
  return {
    model,
    messages: [
      { role: 'system', content: prompt.system },
      {
        role: 'user',
        content: url
          ? [
              { type: 'image_url', image_url: { url } },
              { type: 'text', text }
            ]
          : text
      }
    ],
    seed: prompt.seed,
    ...(temperature === null ? {} : { temperature })
  }
}

/** The dialogue in a completion. What the model or a filter would not say is refused. */
export function draftOf({ choices: [choice] }: Completion, track: Track): Draft {
  const content = choice?.message.content
  if (typeof content !== 'string' || choice?.finish_reason === 'content_filter') return { ok: false, fault: 'refused' }
  return draftIn(content, track)
}
