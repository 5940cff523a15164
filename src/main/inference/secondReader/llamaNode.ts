import { basename } from 'node:path'
import { z } from 'zod'
import { AppError } from '#shared/contract/errors.ts'
import { causeInWords } from '../language/backends.ts'
import { readGguf } from '../language/gguf.ts'
import type { SecondReader } from './port.ts'

/** Installed by `node scripts/second-reader.ts`, which is optional: no other file knows of it. */
const RUNTIME = '@fugood/llama.node'

const isFunction = (value: unknown): boolean => typeof value === 'function'

/** As much of the runtime's context as is used here. */
type RuntimeContext = {
  readonly initMultimodal: (options: { readonly path: string }) => boolean
  readonly completion: (
    options: object,
    onToken: (data: { readonly token?: string }) => void
  ) => Promise<{ readonly text: string }>
  readonly stopCompletion: () => void
  readonly release: () => Promise<void>
}

const RuntimeContext = z.custom<RuntimeContext>(
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    ['initMultimodal', 'completion', 'stopCompletion', 'release'].every((name) => isFunction(Reflect.get(value, name)))
)

type Runtime = { readonly loadModel: (options: object) => Promise<unknown> }
const Runtime = z.custom<Runtime>(
  (value) => typeof value === 'object' && value !== null && isFunction(Reflect.get(value, 'loadModel'))
)

/** @throws AppError reader.notInstalled */
async function openRuntime(): Promise<Runtime> {
  try {
    return Runtime.parse(await import(RUNTIME))
  } catch (cause) {
    throw new AppError('reader.notInstalled', {}, { cause })
  }
}

export type ReaderFiles = {
  readonly model: string
  /** The projector of the same model, its "mmproj" file. */
  readonly projector: string
  readonly threads: number
  readonly acceleration: 'auto' | 'cpu'
}

/** Room for the photograph's tokens, the request and the reading. */
const CONTEXT_TOKENS = 8192
const ALL_LAYERS = 999

/** @throws AppError language.missing, language.notGguf, reader.noPair for files that do not belong together. */
async function assertPair({ model, projector }: ReaderFiles): Promise<void> {
  const [eyes, words] = [await readGguf(projector), await readGguf(model)]
  if (eyes.role !== 'projector' || words.role !== 'language') throw new AppError('reader.noPair', {})
}

const cannotRun = (cause: unknown): AppError =>
  new AppError('language.cannotRun', { cause: causeInWords(cause) }, { cause })

/**
 * Loads a vision-language model.
 * @throws AppError reader.notInstalled, reader.noPair, language.missing, language.notGguf, language.cannotRun.
 */
export async function openSecondReader(files: ReaderFiles): Promise<SecondReader> {
  await assertPair(files)
  const runtime = await openRuntime()
  const context = await load(runtime, files)
  return {
    name: basename(files.model, '.gguf'),
    read: async ({ jpeg, prompt, maxTokens, seed }, { signal, onText }) => {
      signal.throwIfAborted()
      const stop = (): void => context.stopCompletion()
      signal.addEventListener('abort', stop, { once: true })
      const url = `data:image/jpeg;base64,${Buffer.from(jpeg).toString('base64')}`
      const content = [
        { type: 'image_url', image_url: { url } },
        { type: 'text', text: prompt }
      ]
      try {
        const { text } = await context.completion(
          { messages: [{ role: 'user', content }], n_predict: maxTokens, temperature: 0, seed },
          ({ token = '' }) => onText(token)
        )
        signal.throwIfAborted()
        return text
      } catch (error) {
        signal.throwIfAborted()
        throw cannotRun(error)
      } finally {
        signal.removeEventListener('abort', stop)
      }
    },
    close: () => context.release()
  }
}

async function load(
  runtime: Runtime,
  { model, projector, threads, acceleration }: ReaderFiles
): Promise<RuntimeContext> {
  try {
    const options = { model, n_ctx: CONTEXT_TOKENS, n_threads: threads, use_mmap: true }
    const layers = { n_gpu_layers: acceleration === 'cpu' ? 0 : ALL_LAYERS }
    const context = RuntimeContext.parse(await runtime.loadModel({ ...options, ...layers }))
    if (context.initMultimodal({ path: projector })) return context
    await context.release()
  } catch (error) {
    throw cannotRun(error)
  }
  throw new AppError('reader.noPair', {})
}
