import { AppError } from '#shared/contract/errors.ts'
import { completionsUrl, requestHeaders } from '../../inference/endpoint/address.ts'
import { completionIn, jsonIn } from '../../inference/endpoint/completion.ts'
import { completionBody, draftOf } from './chatCompletion.ts'
import { type Clock, systemClock } from './clock.ts'
import type { DialogueGenerator, Draft, DraftTask } from './generator.ts'
import { type Pacer, backOffMs, createPacer, retryAfterMs } from './pacing.ts'
import { photographIn } from './photograph.ts'
import { PROMPT_VERSION, promptFor } from './prompt.ts'

export type EndpointOptions = {
  /** Where `/chat/completions` is, such as `https://host/v1`. */
  readonly url: string
  readonly model: string
  /** Sent as a bearer token, and kept nowhere else. */
  readonly key?: string
  /** Folder of the photographs that go along; none go without. */
  readonly images?: string
  readonly temperature?: number
  readonly concurrency: number
  readonly requestsPerMinute?: number
  readonly timeoutMs: number
  /** How often a request is made again before the run stops. */
  readonly retries: number
  readonly clock?: Clock
  readonly random?: () => number
}

/** Someone who is told to wait longer had better run the command again later. */
const LONGEST_WAIT_MS = 600_000
/** So many refused requests from the first on mean that something is wrong with all of them. */
const HOPELESS = 10
const AGAIN: ReadonlySet<number> = new Set([408, 409, 425, 429])

type Answer =
  | { readonly kind: 'draft'; readonly draft: Draft }
  | { readonly kind: 'again'; readonly problem: string; readonly waitMs: number | null }

/**
 * Asks an OpenAI-compatible endpoint for dialogues. Time-outs, broken answers, 429 and 5xx are tried again; what the endpoint
 * refuses for one photograph is left out; what it would refuse for all stops the run.
 * @throws AppError endpoint.badSetting for an address or a key that cannot be used.
 */
export function createEndpoint(options: EndpointOptions): DialogueGenerator {
  const { model, images, temperature = null, concurrency, clock = systemClock } = options
  const url = completionsUrl(options.url)
  const pacer = createPacer(options.requestsPerMinute ?? null, clock)
  const post = poster(url, options)
  const settle = settler()
  return {
    identity: {
      kind: 'endpoint',
      model,
      host: url.host,
      images: images !== undefined,
      prompt: PROMPT_VERSION,
      temperature
    },
    concurrency,
    costly: true,
    draft: async (task, signal) => {
      const image = images === undefined ? null : await photographIn(images, task.description.image)
      if (image === undefined) return { ok: false, fault: 'imageMissing' }
      const prompt = promptFor(task, { facts: true, image: image !== null })
      const body = JSON.stringify(completionBody(prompt, { model, temperature }, image))
      return settle(await persistently({ ...options, clock, pacer }, signal, () => post(body, task, signal)))
    }
  }
}

type Persistence = Pick<EndpointOptions, 'retries' | 'random'> & { readonly clock: Clock; readonly pacer: Pacer }

async function persistently(
  { retries, random = Math.random, clock, pacer }: Persistence,
  signal: AbortSignal,
  once: () => Promise<Answer>
): Promise<Draft> {
  for (let attempt = 0; ; attempt++) {
    await pacer.turn(signal)
    const answer = await once()
    if (answer.kind === 'draft') return answer.draft
    const { problem, waitMs } = answer
    if (attempt >= retries || (waitMs ?? 0) > LONGEST_WAIT_MS) throw new AppError('endpoint.unavailable', { problem })
    if (waitMs !== null) pacer.pause(waitMs)
    await clock.sleep(Math.max(waitMs ?? 0, backOffMs(attempt, random)), signal)
  }
}

/** Makes one request. What the endpoint writes about an error stays unread: it may quote the key. */
function poster(url: URL, { key, timeoutMs, clock = systemClock }: EndpointOptions) {
  const headers = requestHeaders(key)
  return async (body: string, { track }: DraftTask, signal: AbortSignal): Promise<Answer> => {
    const timeout = AbortSignal.timeout(timeoutMs)
    try {
      const either = AbortSignal.any([signal, timeout])
      const response = await fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal: either })
      const text = await response.text()
      if (response.ok) return answerIn(text, track)
      return refusalOf(response, clock.now())
    } catch (error) {
      if (error instanceof AppError) throw error
      signal.throwIfAborted()
      return again(timeout.aborted ? `no answer within ${timeoutMs / 1000} s` : 'the connection failed or broke off')
    }
  }
}

const again = (problem: string, waitMs: number | null = null): Answer => ({ kind: 'again', problem, waitMs })

function answerIn(text: string, track: DraftTask['track']): Answer {
  const completion = completionIn(jsonIn(text))
  return completion ? { kind: 'draft', draft: draftOf(completion, track) } : again('an answer was no chat completion')
}

/** @throws AppError endpoint.refused for what the endpoint would refuse for every photograph. */
function refusalOf({ status, headers }: Response, now: number): Answer {
  if (status >= 500 || AGAIN.has(status)) {
    return again(`the endpoint answers ${status}`, retryAfterMs(headers.get('retry-after'), now))
  }
  if (status === 400 || status === 413 || status === 422)
    return { kind: 'draft', draft: { ok: false, fault: 'refused' } }
  throw new AppError('endpoint.refused', { status })
}

/** Tells a photograph that is refused from a request that always is. */
function settler(): (draft: Draft) => Draft {
  let [refused, isHopeful] = [0, false]
  return (draft) => {
    if (draft.ok || draft.fault !== 'refused') isHopeful = true
    else if (!isHopeful && ++refused >= HOPELESS) throw new AppError('endpoint.refused', { status: 400 })
    return draft
  }
}
