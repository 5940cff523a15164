import { AppError } from '#shared/contract/errors.ts'
import { backendsToTry, causeInWords, type LanguageBackend } from './backends.ts'
import type { GgufDescription } from './description.ts'
import { hashFile } from './fileHash.ts'
import { generate, type GenerateOptions } from './generate.ts'
import { readGguf } from './gguf.ts'
import { type OpenWriter, openModel, openWriter, tryOut } from './loading.ts'
import type { GenerateRequest, GenerateResult, LanguageIdentity } from './request.ts'

export type LanguageSetup = {
  readonly path: string
  readonly threads: number
  readonly acceleration: 'auto' | 'cpu'
  /** Tokens that prompt and answer may take together; the model's own limit when that is smaller. */
  readonly contextTokens: number
  /** Layers on the graphics processor; undefined: as many as fit. */
  readonly gpuLayers?: number | undefined
  /** The file's hash where the caller knows it already; it is read anew otherwise. */
  readonly sha256?: string | undefined
}

async function load(setup: LanguageSetup, gguf: GgufDescription, backend: LanguageBackend): Promise<OpenWriter> {
  const open = await openModel({ ...setup, backend })
  try {
    const contextTokens = Math.min(setup.contextTokens, gguf.contextLength ?? setup.contextTokens)
    const writer = await openWriter(open, { contextTokens, threads: setup.threads })
    await tryOut(writer)
    return writer
  } catch (error) {
    await open.close()
    throw error
  }
}

const versionOf = (gguf: GgufDescription, sha256: string): string =>
  [gguf.size, gguf.quantisation, sha256.slice(0, 8)].filter((part) => part !== null).join(' ')

/**
 * A GGUF that is loaded and ready to write. Requests are worked on one after another; what two prompts begin with alike is
 * evaluated once.
 */
export class LanguageModelSession {
  readonly identity: LanguageIdentity
  readonly #loaded: OpenWriter
  #last: Promise<unknown> = Promise.resolve()

  private constructor(loaded: OpenWriter, identity: LanguageIdentity) {
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
        const loaded = await load(setup, gguf, backend)
        const sha256 = setup.sha256 ?? (await hashFile(setup.path))
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
