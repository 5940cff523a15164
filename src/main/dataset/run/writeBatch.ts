import { existsSync } from 'node:fs'
import type { Track } from '../dialogue/compose.ts'
import { BATCH_LIMITS, batchRequest } from '../generate/batchFiles.ts'
import { photographIn } from '../generate/photograph.ts'
import { hashFile } from '../jsonl/hashFile.ts'
import { ResumableFile } from '../jsonl/resumableFile.ts'
import { describedIn } from './descriptions.ts'
import type { OnProgress } from './progress.ts'

export type BatchSource = {
  /** A file of descriptions, JSONL. */
  readonly descriptions: string
  readonly track: Track
  readonly seed: number
  readonly model: string
  readonly temperature?: number
  /** Folder of the photographs that go along; none go without. */
  readonly images?: string
  /** Descriptions, at most. */
  readonly limit?: number
}

export type BatchOptions = BatchSource & {
  /** Beginning of the files' names: `OUT.001.jsonl`, `OUT.002.jsonl` … */
  readonly out: string
  /** What one file holds, at most. */
  readonly maxRequests?: number
  readonly maxMegabytes?: number
}

export type BatchRun = {
  readonly files: readonly string[]
  readonly requests: number
  /** Whether a file of an earlier, longer run still lies behind the last one. */
  readonly isFollowed: boolean
  /** Lines that are no descriptions, photographs that had one before, and photographs that cannot be opened. */
  readonly leftOut: { readonly badLines: number; readonly duplicates: number; readonly imagesMissing: number }
}

/**
 * Writes requests for dialogues in the format of OpenAI's batches, as many to a file as it may hold; the same for the same seed.
 * @throws AppError file.*; the signal's reason when cancelled.
 */
export async function writeBatch(
  options: BatchOptions,
  onProgress: OnProgress,
  signal: AbortSignal
): Promise<BatchRun> {
  const { out, limit = Infinity, maxRequests = BATCH_LIMITS.requests, maxMegabytes = BATCH_LIMITS.megabytes } = options
  const leftOut = { badLines: 0, duplicates: 0, imagesMissing: 0 }
  const total = Math.min(limit, (await hashFile(options.descriptions)).lines)
  const parts = partWriter(out, { requests: maxRequests, bytes: maxMegabytes * 1e6 })
  let done = 0
  try {
    for await (const request of requestsOf(options, signal)) {
      onProgress({ stage: 'requests', done: Math.min(++done, total), total })
      if (typeof request === 'string') await parts.append(request)
      else leftOut[request.leftOut]++
    }
  } catch (error) {
    await parts.discard()
    throw error
  }
  return { ...(await parts.finish()), leftOut }
}

type LeftOut = { readonly leftOut: keyof BatchRun['leftOut'] }

/** Requests without writing them; what is left out says why. @throws as `writeBatch`. */
export async function* requestsOf(source: BatchSource, signal: AbortSignal): AsyncGenerator<string | LeftOut, void> {
  const { track, seed, model, temperature = null, images } = source
  let badLines = 0
  for await (const { description, isDuplicate } of describedIn({ ...source, onBadLine: () => badLines++ }, signal)) {
    for (; badLines > 0; badLines--) yield { leftOut: 'badLines' }
    if (isDuplicate) {
      yield { leftOut: 'duplicates' }
      continue
    }
    const image = images === undefined ? null : await photographIn(images, description.image)
    if (image === undefined) yield { leftOut: 'imagesMissing' }
    else yield batchRequest({ description, track, seed }, { model, temperature }, image)
  }
  for (; badLines > 0; badLines--) yield { leftOut: 'badLines' }
}

type PartLimits = { readonly requests: number; readonly bytes: number }

/** Writes lines into numbered files, a new one when a line would be too many or too much. */
function partWriter(out: string, limits: PartLimits) {
  const files: string[] = []
  let [part, inPart, bytes, requests]: [ResumableFile | undefined, number, number, number] = [undefined, 0, 0, 0]
  const nextPath = (): string => `${out}.${String(files.length + 1).padStart(3, '0')}.jsonl`
  const next = async (): Promise<ResumableFile> => {
    await part?.finish()
    const path = nextPath()
    files.push(path)
    ;[inPart, bytes] = [0, 0]
    // Another time each time: nothing of an earlier run is gone on with.
    return ResumableFile.open(path, { at: Date.now() }, { together: 1 })
  }
  return {
    append: async (line: string): Promise<void> => {
      const size = Buffer.byteLength(line) + 1
      if (!part || inPart >= limits.requests || bytes + size > limits.bytes) part = await next()
      await part.append(line)
      ;[inPart, bytes, requests] = [inPart + 1, bytes + size, requests + 1]
    },
    finish: async () => {
      await part?.finish()
      return { files, requests, isFollowed: existsSync(nextPath()) }
    },
    discard: async () => part?.discard()
  }
}
