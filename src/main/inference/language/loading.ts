import { stat } from 'node:fs/promises'
import type { Llama, LlamaContext, LlamaModel } from 'node-llama-cpp'
import { resolveChatWrapper } from 'node-llama-cpp'
import { type LanguageBackend, openLlama } from './backends.ts'
import { generate, type Writer } from './generate.ts'
import { isSmallModel } from './threads.ts'

/** A model's weights in memory. */
export type OpenModel = { readonly llama: Llama; readonly model: LlamaModel; readonly close: () => Promise<void> }

export type ModelPlace = {
  readonly path: string
  readonly backend: LanguageBackend
  /** Most threads that its contexts will use. */
  readonly threads: number
  /** Layers on the graphics processor; undefined: as many as fit. */
  readonly gpuLayers?: number | undefined
  readonly signal?: AbortSignal
}

/** Loads weights on one backend. @throws what llama.cpp throws; the signal's reason. */
export async function openModel({ path, backend, threads, gpuLayers, signal }: ModelPlace): Promise<OpenModel> {
  const llama = await openLlama(backend, threads)
  const layers = backend === 'cpu' ? 0 : gpuLayers
  try {
    const model = await llama.loadModel({
      modelPath: path,
      // llama.cpp lays a small model's weights out anew for the processor: mapped besides, the file counts twice.
      useMmap: backend !== 'cpu' || !isSmallModel({ bytes: (await stat(path)).size }),
      ...(layers === undefined ? {} : { gpuLayers: layers }),
      ...(signal ? { loadSignal: signal } : {})
    })
    return { llama, model, close: () => llama.dispose() }
  } catch (error) {
    await llama.dispose()
    throw error
  }
}

/** A model with room to write in. */
export type OpenWriter = Writer & { readonly context: LlamaContext }

/** Makes a context over loaded weights. @throws what llama.cpp throws, also when it does not fit into memory. */
export async function openWriter(
  { llama, model }: OpenModel,
  room: { readonly contextTokens: number; readonly threads: number }
): Promise<OpenWriter> {
  const context = await model.createContext({ contextSize: room.contextTokens, threads: room.threads })
  return { llama, model, context, sequence: context.getSequence(), chat: resolveChatWrapper(model) }
}

const PROBE = {
  messages: [{ role: 'user' as const, content: 'Hello' }],
  grammar: null,
  maxTokens: 1,
  temperature: 0,
  seed: 1
}

/** Lets a model say one token: only then does a backend count as usable. */
export async function tryOut(writer: OpenWriter, signal: AbortSignal = new AbortController().signal): Promise<void> {
  await generate(writer, PROBE, { signal, onText: () => undefined })
  await writer.sequence.clearHistory()
}
