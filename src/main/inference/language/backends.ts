import { getLlama, getLlamaGpuTypes, type Llama, type LlamaGpuType, LlamaLogLevel } from 'node-llama-cpp'

/** Where llama.cpp can run, best first; `cpu` is always there. */
export type LanguageBackend = 'cuda' | 'metal' | 'vulkan' | 'cpu'

type BackendCheck = {
  readonly backend: LanguageBackend
  readonly usable: boolean
  /** Why it is not usable; null when it is. */
  readonly reason: string | null
}

const BEST_FIRST: readonly LanguageBackend[] = ['cuda', 'metal', 'vulkan', 'cpu']

const gpuType = (backend: LanguageBackend): LlamaGpuType => (backend === 'cpu' ? false : backend)

const backendOf = (type: LlamaGpuType): LanguageBackend => (type === false ? 'cpu' : type)

/** Opens llama.cpp on one backend from a prebuilt binary; nothing is ever compiled or fetched. */
export const openLlama = (backend: LanguageBackend, threads?: number): Promise<Llama> =>
  getLlama({
    gpu: gpuType(backend),
    build: 'never',
    skipDownload: true,
    progressLogs: false,
    logLevel: LlamaLogLevel.error,
    logger: () => undefined,
    ...(threads === undefined ? {} : { maxThreads: threads })
  })

/** First line of what went wrong, without paths: it is shown to the user. */
export function causeInWords(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  const [line = ''] = message.split('\n')
  return line.replace(/(?:[a-z]:)?[\\/][^\s"']+/giu, '…').slice(0, 200)
}

async function check(backend: LanguageBackend): Promise<BackendCheck> {
  try {
    const llama = await openLlama(backend)
    const got = backendOf(llama.gpu)
    await llama.dispose()
    return got === backend
      ? { backend, usable: true, reason: null }
      : { backend, usable: false, reason: `opened ${got} instead` }
  } catch (error) {
    return { backend, usable: false, reason: causeInWords(error) }
  }
}

/** Tries every backend that this platform could have, best first. Loads native libraries: call it in an engine's process. */
export async function languageBackends(): Promise<BackendCheck[]> {
  const possible = new Set((await getLlamaGpuTypes('allValid')).map(backendOf))
  const supported = new Set((await getLlamaGpuTypes('supported')).map(backendOf))
  const checks: BackendCheck[] = []
  for (const backend of BEST_FIRST) {
    if (backend !== 'cpu' && !possible.has(backend)) continue
    checks.push(
      backend === 'cpu' || supported.has(backend)
        ? await check(backend)
        : { backend, usable: false, reason: 'its driver or library is not installed' }
    )
  }
  return checks
}

/** Backends to try in turn: the usable ones, best first, the processor last. */
export async function backendsToTry(acceleration: 'auto' | 'cpu'): Promise<LanguageBackend[]> {
  if (acceleration === 'cpu') return ['cpu']
  const supported = new Set((await getLlamaGpuTypes('supported')).map(backendOf))
  return BEST_FIRST.filter((backend) => backend === 'cpu' || supported.has(backend))
}
