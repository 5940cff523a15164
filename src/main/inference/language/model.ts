import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import type { Llama, LlamaContext, LlamaContextSequence, LlamaModel } from 'node-llama-cpp'
import { type ChatWrapper, resolveChatWrapper } from 'node-llama-cpp'
import { AppError } from '#shared/contract/errors.ts'
import { backendsToTry, causeInWords, type LanguageBackend, openLlama } from './backends.ts'
import { generate, type GenerateOptions } from './generate.ts'
import { type GgufIdentity, readGguf } from './gguf.ts'
import type { GenerateRequest, GenerateResult, LanguageIdentity } from './request.ts'

export type LanguageSetup = {
  readonly path: string
  readonly threads: number
  readonly acceleration: 'auto' | 'cpu'
  /** Tokens that prompt and answer may take together; the model's own limit when that is smaller. */
  readonly contextTokens: number
}

type Loaded = {
  readonly llama: Llama
  readonly model: LlamaModel
  readonly context: LlamaContext
  readonly sequence: LlamaContextSequence
  readonly chat: ChatWrapper
}

/** SHA-256 of a file, lower-case hex. */
async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}

async function load(setup: LanguageSetup, gguf: GgufIdentity, backend: LanguageBackend): Promise<Loaded> {
  const llama = await openLlama(backend, setup.threads)
  try {
    const model = await llama.loadModel({
      modelPath: setup.path,
      ...(backend === 'cpu' ? { gpuLayers: 0 } : {})
    })
    const context = await model.createContext({
      contextSize: Math.min(setup.contextTokens, gguf.contextLength ?? setup.contextTokens),
      threads: setup.threads
    })
    return { llama, model, context, sequence: context.getSequence(), chat: resolveChatWrapper(model) }
  } catch (error) {
    await llama.dispose()
    throw error
  }
}

/** A backend counts as usable when the model says something on it. */
async function tried(loaded: Loaded): Promise<Loaded> {
  const probe = {
    messages: [{ role: 'user' as const, content: 'Hello' }],
    grammar: null,
    maxTokens: 1,
    temperature: 0,
    seed: 1
  }
  try {
    await generate(loaded, probe, { signal: new AbortController().signal, onText: () => undefined })
    await loaded.sequence.clearHistory()
    return loaded
  } catch (error) {
    await loaded.llama.dispose()
    throw error
  }
}

const versionOf = (gguf: GgufIdentity, sha256: string): string =>
  [gguf.size, gguf.quantisation, sha256.slice(0, 8)].filter((part) => part !== null).join(' ')

/**
 * A GGUF that is loaded and ready to write. Requests are worked on one after another; what two prompts begin with alike is
 * evaluated once.
 */
export class LanguageModelSession {
  readonly identity: LanguageIdentity
  readonly #loaded: Loaded
  #last: Promise<unknown> = Promise.resolve()

  private constructor(loaded: Loaded, identity: LanguageIdentity) {
    this.#loaded = loaded
    this.identity = identity
  }

  /**
   * Loads a GGUF on the best backend on which it runs; the processor is the last resort.
   * @throws AppError language.missing, language.notGguf, or language.cannotRun when no backend runs it.
   */
  static async open(setup: LanguageSetup): Promise<LanguageModelSession> {
    const gguf = await readGguf(setup.path)
    const remarks: string[] = []
    for (const backend of await backendsToTry(setup.acceleration)) {
      try {
        const loaded = await tried(await load(setup, gguf, backend))
        const sha256 = await sha256Of(setup.path)
        return new LanguageModelSession(loaded, {
          id: gguf.name,
          version: versionOf(gguf, sha256),
          architecture: gguf.architecture,
          licence: gguf.licence,
          sha256,
          backend,
          contextTokens: loaded.context.contextSize,
          trainedForPhrasing: gguf.trainedForPhrasing,
          parameters: gguf.parameters,
          remarks
        })
      } catch (error) {
        remarks.push(`${backend}: ${causeInWords(error)}`)
      }
    }
    throw new AppError('language.cannotRun', { cause: remarks.at(-1) ?? 'no backend' })
  }

  /**
   * Writes an answer; its text arrives in stretches as it is sampled.
   * @throws the signal's reason when it aborts; AppError language.cannotRun when the model fails.
   */
  async generate(request: GenerateRequest, options: GenerateOptions): Promise<GenerateResult> {
    const turn = this.#last.then(() => {
      options.signal.throwIfAborted()
      return generate(this.#loaded, request, options)
    })
    this.#last = turn.catch(() => undefined)
    return turn
  }

  /** Frees the model's memory after the request that is being worked on. */
  async close(): Promise<void> {
    await this.#last
    await this.#loaded.llama.dispose()
  }
}
