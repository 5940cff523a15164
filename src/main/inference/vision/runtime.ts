import { InferenceSession, Tensor, env, listSupportedBackends } from 'onnxruntime-node'
import { AppError } from '#shared/contract/errors.ts'
import type { ExecutionProvider } from '#shared/domain/provenance.ts'
import type { RgbRaster } from '../../imaging/raster.ts'

env.logLevel = 'fatal'

/** The library that runs the graphs. */
export const runtimeName = (): { name: string; version: string } => ({
  name: 'onnxruntime-node',
  version: env.versions.common
})

/** One output of a graph: its values and its shape, batch first. */
export type Output = { readonly data: Float32Array; readonly shape: readonly number[] }

/** A graph that is loaded and can be run on a picture. */
export type GraphRunner = {
  readonly run: (image: RgbRaster) => Promise<ReadonlyMap<string, Output>>
  /** Where it runs now; `cpu` after a provider was given up. */
  readonly provider: () => ExecutionProvider
}

export type Runtime = {
  readonly threads: number
  readonly provider: ExecutionProvider
  readonly load: (path: string, pack: string) => Promise<GraphRunner>
  /** Words about providers that were given up since the last call. */
  readonly takeRemarks: () => string[]
  /** Seconds that were spent inside ONNX Runtime since the last call. */
  readonly takeSeconds: () => number
}

/** Whether a provider can be used on this machine, and if not, why. */
export type ProviderCheck = {
  readonly provider: ExecutionProvider
  readonly usable: boolean
  readonly reason: string | null
}

/** Fastest first; the processor is the answer that the others are checked against. */
const PREFERENCE = ['cuda', 'dml', 'coreml', 'webgpu'] as const satisfies readonly ExecutionProvider[]
/** Largest difference between two providers' probabilities that is rounding and not an error. */
const TOLERANCE = 0.02

const openSession = (path: string, provider: ExecutionProvider, threads: number): Promise<InferenceSession> =>
  InferenceSession.create(path, {
    executionProviders: [provider],
    graphOptimizationLevel: 'all',
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    // A plan for each size of picture would keep its own block beside what the first run left: a third more memory.
    enableMemPattern: false
  })

async function runSession(session: InferenceSession, image: RgbRaster): Promise<Map<string, Output>> {
  const [name = 'image'] = session.inputNames
  const results = await session.run({ [name]: new Tensor('uint8', image.data, [1, image.height, image.width, 3]) })
  const outputs = new Map<string, Output>()
  for (const [key, tensor] of Object.entries(results)) {
    if (tensor.data instanceof Float32Array) outputs.set(key, { data: tensor.data, shape: tensor.dims })
  }
  return outputs
}

/**
 * Tries every execution provider that this build knows on a small graph and compares it with the processor's answer.
 * @param probe path of a graph with one uint8 NHWC picture as its input.
 */
export async function checkProviders(probe: string, threads: number): Promise<ProviderCheck[]> {
  const image = testPicture(96)
  const truth = await runSession(await openSession(probe, 'cpu', threads), image)
  const known = new Set(listSupportedBackends().map((backend) => backend.name))
  const checks: ProviderCheck[] = []
  for (const provider of PREFERENCE) {
    if (!known.has(provider)) continue
    checks.push({ provider, ...(await tryProvider(provider, { probe, threads, image, truth })) })
  }
  return [...checks, { provider: 'cpu', usable: true, reason: null }]
}

type Trial = { probe: string; threads: number; image: RgbRaster; truth: ReadonlyMap<string, Output> }

async function tryProvider(
  provider: ExecutionProvider,
  { probe, threads, image, truth }: Trial
): Promise<Omit<ProviderCheck, 'provider'>> {
  try {
    const session = await openSession(probe, provider, threads)
    const answer = await runSession(session, image)
    await session.release()
    const worst = largestDifference(truth, answer)
    return worst <= TOLERANCE
      ? { usable: true, reason: null }
      : { usable: false, reason: 'its answer differs from the processor’s' }
  } catch {
    return { usable: false, reason: 'no device or driver for it on this machine' }
  }
}

/** A picture with some of everything, the same every time. */
function testPicture(side: number): RgbRaster {
  const data = new Uint8Array(side * side * 3)
  for (let i = 0; i < data.length; i++) data[i] = (i * 7919 + ((i * i) >> 5)) % 251
  return { width: side, height: side, data }
}

function largestDifference(truth: ReadonlyMap<string, Output>, answer: ReadonlyMap<string, Output>): number {
  let worst = 0
  for (const [name, { data }] of truth) {
    const other = answer.get(name)?.data
    if (other?.length !== data.length) return Infinity
    for (let i = 0; i < data.length; i++) {
      const difference = Math.abs((data[i] ?? 0) - (other[i] ?? 0))
      if (!(difference <= worst)) worst = Number.isNaN(difference) ? Infinity : difference
    }
  }
  return worst
}

/**
 * Opens graphs on a provider that was checked before. A graph that fails there later goes on on the processor, once and
 * for all, with a remark for the analysis's provenance.
 */
export function createRuntime(provider: ExecutionProvider, threads: number): Runtime {
  let remarks: string[] = []
  let seconds = 0
  const load = async (path: string, pack: string): Promise<GraphRunner> => {
    let current = provider
    let session: InferenceSession | undefined
    const cannotRun = (cause: unknown): AppError =>
      new AppError('model.cannotRun', { pack, cause: cause instanceof Error ? cause.name : 'unknown' }, { cause })
    const attempt = async (image: RgbRaster): Promise<Map<string, Output>> => {
      const started = performance.now()
      session ??= await openSession(path, current, threads)
      const outputs = await runSession(session, image)
      seconds += (performance.now() - started) / 1000
      return outputs
    }
    const run = async (image: RgbRaster): Promise<Map<string, Output>> => {
      try {
        return await attempt(image)
      } catch (error) {
        if (current === 'cpu') throw cannotRun(error)
        remarks.push(`${pack}: ${current} failed, went on on the processor`)
        current = 'cpu'
        session = undefined
        return attempt(image).catch((again: unknown) => Promise.reject(cannotRun(again)))
      }
    }
    return { run, provider: () => current }
  }
  return {
    threads,
    provider,
    load: (path, pack) => load(path, pack),
    takeRemarks: () => {
      const taken = remarks
      remarks = []
      return taken
    },
    takeSeconds: () => {
      const taken = seconds
      seconds = 0
      return taken
    }
  }
}
