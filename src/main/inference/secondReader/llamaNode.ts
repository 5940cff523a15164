import { z } from 'zod'
import { AppError, isAppError } from '#shared/contract/errors.ts'
import type { GgufDescription } from '../language/description.ts'
import { causeInWords } from '../language/backends.ts'
import { readGguf } from '../language/gguf.ts'
import { READER_CONTEXT_TOKENS, type ReaderFiles } from '../readerMethods.ts'
import type { OpenSecondReader, SecondReader } from './port.ts'
import { RUNTIME } from './runtime.ts'

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

const installed = (): Promise<unknown> => import(RUNTIME)

async function openRuntime(loadRuntime: () => Promise<unknown>): Promise<Runtime> {
  try {
    return Runtime.parse(await loadRuntime())
  } catch (cause) {
    throw new AppError('reader.notInstalled', {}, { cause })
  }
}

const ALL_LAYERS = 999

async function describe(part: 'model' | 'projector', path: string): Promise<GgufDescription> {
  try {
    return await readGguf(path)
  } catch (cause) {
    if (isAppError(cause, 'language.missing')) throw new AppError('reader.gone', { part }, { cause })
    throw cause
  }
}

async function assertPair({ model, projector }: ReaderFiles): Promise<void> {
  const [eyes, words] = [await describe('projector', projector), await describe('model', model)]
  if (eyes.role !== 'projector' || words.role !== 'language') throw new AppError('reader.noPair', {})
}

const cannotRun = (cause: unknown): AppError =>
  new AppError('reader.cannotRun', { cause: causeInWords(cause) }, { cause })

async function load(
  runtime: Runtime,
  { model, projector, threads, acceleration }: ReaderFiles
): Promise<RuntimeContext> {
  try {
    const options = { model, n_ctx: READER_CONTEXT_TOKENS, n_threads: threads, use_mmap: true }
    const layers = { n_gpu_layers: acceleration === 'cpu' ? 0 : ALL_LAYERS }
    const context = RuntimeContext.parse(await runtime.loadModel({ ...options, ...layers }))
    if (context.initMultimodal({ path: projector })) return context
    await context.release()
  } catch (error) {
    throw cannotRun(error)
  }
  throw new AppError('reader.noPair', {})
}

const readWith =
  (context: RuntimeContext): SecondReader['read'] =>
  async ({ jpeg, prompt, maxTokens, seed }, { signal, onText }) => {
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
  }

/** Loads vision-language models in llama.cpp. @param loadRuntime imports the runtime; another one than the installed for a test. */
export const secondReaderIn =
  (loadRuntime: () => Promise<unknown>): OpenSecondReader =>
  async (files) => {
    await assertPair(files)
    const context = await load(await openRuntime(loadRuntime), files)
    return { read: readWith(context), close: () => context.release() }
  }

/** Loads a vision-language model in the installed runtime. @throws AppError reader.*, language.notGguf. */
export const openSecondReader = secondReaderIn(installed)
