import { AppError, isAppError } from '#shared/contract/errors.ts'
import type { Progress } from '#shared/domain/job.ts'
import { backendsToTry, causeInWords } from './backends.ts'
import { generate } from './generate.ts'
import { readGguf } from './gguf.ts'
import { openModel, openWriter, tryOut } from './loading.ts'
import type { GenerateResult } from './request.ts'
import { bestOf, threadsToTry, type LanguageTuning, type TriedTuning } from './tuning.ts'

export type MeasureSetup = {
  readonly path: string
  readonly acceleration: 'auto' | 'cpu'
  readonly contextTokens: number
  readonly cores: number
}

export type MeasureOptions = { readonly signal: AbortSignal; readonly onProgress: (progress: Progress) => void }

/** About as long as the instructions and the evidence of one answer. */
const PROMPT =
  'You put findings from a fundus photograph into clear clinical English for an ophthalmologist. ' +
  'Write the sentences in the order given. '.repeat(10)
const TOKENS = 16
const REQUEST = {
  messages: [{ role: 'user' as const, content: PROMPT }],
  grammar: null,
  maxTokens: TOKENS,
  temperature: 0,
  seed: 1
}

type Candidate = Pick<TriedTuning, 'backend' | 'threads'> & { readonly gpuLayers?: number }

/** Threads beside a graphics processor, or to compare it with. */
const besideGpu = (cores: number): number => Math.max(1, Math.min(4, cores - 1))

/**
 * A way that takes this many times as long as the quickest so far is given up, and so are more threads than its: where other work
 * holds a core, llama.cpp's threads wait for one another by spinning, a hundred times slower at times.
 */
const HOPELESS = 3

type Measuring = { readonly signal: AbortSignal; readonly onTried: (tried: TriedTuning) => void }

function speedOf({
  tokens,
  seconds,
  firstTokenSeconds
}: GenerateResult): Pick<TriedTuning, 'tokensPerSecond' | 'seconds'> {
  const writing = seconds - (firstTokenSeconds ?? 0)
  return { seconds, tokensPerSecond: writing > 0 ? Math.max(0, tokens - 1) / writing : 0 }
}

/** Measures candidates that share a backend and layers, on weights that are loaded once. */
async function measureAlike(
  { path, contextTokens }: MeasureSetup,
  candidates: readonly [Candidate, ...Candidate[]],
  { signal, onTried }: Measuring
): Promise<void> {
  const most = Math.max(...candidates.map(({ threads }) => threads))
  const open = await openModel({ ...candidates[0], path, threads: most, signal })
  try {
    let quickest = Infinity
    for (const { backend, threads } of candidates) {
      const tooLong = quickest === Infinity ? [] : [AbortSignal.timeout(HOPELESS * quickest * 1000)]
      const bounded = AbortSignal.any([signal, ...tooLong])
      try {
        const writer = await openWriter(open, { contextTokens, threads })
        // The first run reads the weights from the disk.
        await tryOut(writer, bounded)
        const ran = await generate(writer, REQUEST, { signal: bounded, onText: () => undefined })
        await writer.context.dispose()
        quickest = Math.min(quickest, ran.seconds)
        onTried({ backend, threads, gpuLayers: open.model.gpuLayers, ...speedOf(ran) })
      } catch (error) {
        if (!bounded.aborted || signal.aborted) throw error
        return
      }
    }
  } finally {
    await open.close()
  }
}

/**
 * Finds out how a model runs best on this machine, by letting it answer in a few ways: on a graphics processor with as many
 * layers as fit and with half of them, on the processor with several numbers of threads.
 * @throws AppError language.missing, language.notGguf, language.cannotRun when no way works; the signal's reason.
 */
export async function measureModel(
  setup: MeasureSetup,
  { signal, onProgress }: MeasureOptions
): Promise<LanguageTuning> {
  const { contextLength } = await readGguf(setup.path)
  const contextTokens = Math.min(setup.contextTokens, contextLength ?? setup.contextTokens)
  const tried: TriedTuning[] = []
  let cause = 'no backend'
  const measure = async (...candidates: readonly [Candidate, ...Candidate[]]): Promise<void> => {
    const total = tried.length + candidates.length
    const onTried = (one: TriedTuning): void => {
      tried.push(one)
      onProgress({ stage: 'measure', done: tried.length, total })
    }
    try {
      await measureAlike({ ...setup, contextTokens }, candidates, { signal, onTried })
    } catch (error) {
      signal.throwIfAborted()
      cause = isAppError(error, 'language.cannotRun') ? error.detail.cause : causeInWords(error)
    }
  }
  for (const backend of await backendsToTry(setup.acceleration)) {
    const threads = besideGpu(setup.cores)
    if (backend !== 'cpu') {
      await measure({ backend, threads })
      const layers = tried.at(-1)?.gpuLayers ?? 0
      if (layers > 1) await measure({ backend, threads, gpuLayers: Math.floor(layers / 2) })
    } else if (tried.length > 0) await measure({ backend, threads })
    else {
      const [least = 1, ...more] = threadsToTry(setup.cores)
      await measure({ backend, threads: least }, ...more.map((count) => ({ backend, threads: count })))
    }
  }
  const best = bestOf(tried)
  if (!best) throw new AppError('language.cannotRun', { cause })
  return { contextTokens, best, tried }
}
