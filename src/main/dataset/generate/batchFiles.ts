import { createHash } from 'node:crypto'
import { z } from 'zod'
import { readJsonl } from '../jsonl/readJsonl.ts'
import { hashFile } from '../jsonl/hashFile.ts'
import { type Completion, completionIn } from '../../inference/endpoint/completion.ts'
import { type CompletionSettings, completionBody, draftOf } from './chatCompletion.ts'
import type { DialogueGenerator, DraftTask } from './generator.ts'
import { PROMPT_VERSION, promptFor } from './prompt.ts'

/** What one file of requests may hold at most: OpenAI takes 50,000 requests and 200 MB. */
export const BATCH_LIMITS = { requests: 50_000, megabytes: 200 } as const

/** Ties a result to its description, track and seed; another description gives another id. */
const batchId = (task: DraftTask): string =>
  createHash('sha256')
    .update(JSON.stringify([PROMPT_VERSION, task.track, task.seed, task.description]))
    .digest('hex')
    .slice(0, 32)

/** A line of a file of requests in the format of OpenAI's batches. */
export function batchRequest(task: DraftTask, settings: CompletionSettings, image: Buffer | null): string {
  const body = completionBody(promptFor(task, { facts: true, image: image !== null }), settings, image)
  return JSON.stringify({ custom_id: batchId(task), method: 'POST', url: '/v1/chat/completions', body })
}

const Result = z.object({
  custom_id: z.string(),
  response: z.object({ status_code: z.number(), body: z.unknown() }).nullish()
})

/** Results of a batch as a generator that looks dialogues up. */
export type BatchResults = {
  readonly generator: DialogueGenerator
  readonly results: number
  /** Lines that are no results. */
  readonly badLines: number
  /** Results that no description asked for so far. */
  readonly unasked: () => number
}

/**
 * Reads files of results, in any order; of several results for one request a successful one counts.
 * @throws AppError file.*; the signal's reason when cancelled.
 */
export async function readBatchResults(paths: readonly string[], signal: AbortSignal): Promise<BatchResults> {
  const known = new Map<string, Completion | undefined>()
  const models = new Set<string>()
  const hashes: string[] = []
  let badLines = 0
  for (const path of paths) {
    hashes.push((await hashFile(path)).sha256)
    for await (const line of readJsonl(path, Result)) {
      signal.throwIfAborted()
      if (!line.ok) {
        badLines++
        continue
      }
      const { custom_id: id, response } = line.value
      const completion = response?.status_code === 200 ? completionIn(response.body) : undefined
      if (completion?.model !== undefined) models.add(completion.model)
      known.set(id, known.get(id) ?? completion)
    }
  }
  const identity = { kind: 'batch', models: [...models].toSorted(), results: hashes, prompt: PROMPT_VERSION } as const
  const asked = new Set<string>()
  const draft: DialogueGenerator['draft'] = (task) => {
    const id = batchId(task)
    if (known.has(id)) asked.add(id)
    const completion = known.get(id)
    if (completion) return Promise.resolve(draftOf(completion, task.track))
    return Promise.resolve({ ok: false, fault: known.has(id) ? 'resultFailed' : 'resultMissing' })
  }
  return {
    generator: { identity, concurrency: 1, costly: false, draft },
    results: known.size,
    badLines,
    unasked: () => known.size - asked.size
  }
}
