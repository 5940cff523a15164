import { open } from 'node:fs/promises'
import { GgufFileType, readGgufFileInfo } from 'node-llama-cpp'
import { AppError } from '#shared/contract/errors.ts'
import type { GgufDescription } from './description.ts'

/** "GGUF", the first four bytes of every file of the format. */
const MAGIC = 'GGUF'
/** Versions that llama.cpp reads. */
const VERSIONS: ReadonlySet<number> = new Set([2, 3])
const HEADER_BYTES = 8

async function header(path: string): Promise<Buffer> {
  const file = await open(path, 'r').catch((error: unknown) => {
    throw new AppError('language.missing', {}, { cause: error })
  })
  try {
    const bytes = Buffer.alloc(HEADER_BYTES)
    const { bytesRead } = await file.read(bytes, 0, HEADER_BYTES, 0)
    return bytes.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

/**
 * Checks a file's first bytes, so that nothing else is ever handed to llama.cpp.
 * @throws AppError language.missing without a readable file, language.notGguf for anything else than a GGUF.
 */
export async function assertGguf(path: string): Promise<void> {
  const bytes = await header(path)
  const genuine =
    bytes.length === HEADER_BYTES && bytes.toString('latin1', 0, 4) === MAGIC && VERSIONS.has(bytes.readUInt32LE(4))
  if (!genuine) throw new AppError('language.notGguf', {})
}

/** "Q4_1" for llama.cpp's file type MOSTLY_Q4_1. */
const quantisationName = (type: number): string | null => GgufFileType[type]?.replace(/^(?:MOSTLY|ALL)_/u, '') ?? null

const MULTIPLES: Readonly<Record<string, number>> = { K: 1e3, M: 1e6, B: 1e9, T: 1e12 }

/** Parameters behind a size label such as "135M" or "8x7B". */
function parametersOf(label: string | null): number | null {
  const found = /^(?:(\d+)x)?(\d+(?:\.\d+)?)([KMBT])/u.exec(label ?? '')
  if (!found) return null
  const [, experts = '1', number = '', unit = ''] = found
  return Number(experts) * Number(number) * (MULTIPLES[unit] ?? 1)
}

/** `retinadesk.phrasing` in the metadata of a model that our own recipe trained. */
function isTrained(metadata: object): boolean {
  const own = 'retinadesk' in metadata ? metadata.retinadesk : undefined
  return typeof own === 'object' && own !== null && 'phrasing' in own && own.phrasing === true
}

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

/** Bytes of a half-precision number, in which llama.cpp keeps keys and values unless told otherwise. */
const HALF = 2

type Shape = {
  readonly block_count?: number
  readonly embedding_length?: number
  readonly attention?: {
    readonly head_count?: number | readonly number[]
    readonly head_count_kv?: number | readonly number[]
    readonly key_length?: number
    readonly value_length?: number
  }
}

/** One number for each layer, where a file may give one for all. */
const perLayer = (value: number | readonly number[], layers: number): number =>
  typeof value === 'number' ? value * layers : value.reduce((sum, one) => sum + one, 0)

/**
 * Keys and values of all layers for one token: Σ over layers of key-value heads × (key length + value length) × 2 bytes.
 * Layers with a sliding window need less; this is the most that it can be.
 */
function cacheBytes({ block_count: layers, embedding_length: width, attention }: Shape): number | null {
  const heads = attention?.head_count
  const cached = attention?.head_count_kv ?? heads
  if (layers === undefined || cached === undefined) return null
  const mean = heads === undefined ? undefined : perLayer(heads, layers) / layers
  const ofHead = width !== undefined && mean !== undefined && mean > 0 ? width / mean : undefined
  const keys = attention?.key_length ?? ofHead
  const values = attention?.value_length ?? ofHead
  if (keys === undefined || values === undefined) return null
  return perLayer(cached, layers) * (keys + values) * HALF || null
}

/** `split.count` in the metadata of a file that is one of several. */
function partsOf(metadata: object): number {
  const split = 'split' in metadata ? metadata.split : undefined
  const count = typeof split === 'object' && split !== null && 'count' in split ? split.count : undefined
  return typeof count === 'number' && count > 1 ? count : 1
}

/** The architecture of image encoders and their projectors ("mmproj" files). */
const PROJECTOR = 'clip'

/**
 * Reads a GGUF's own description of itself.
 * @throws AppError language.missing, language.notGguf (also when the header is damaged).
 */
export async function readGguf(path: string): Promise<GgufDescription> {
  await assertGguf(path)
  try {
    const { metadata, architectureMetadata } = await readGgufFileInfo(path, {
      readTensorInfo: false,
      sourceType: 'filesystem',
      spliceSplitFiles: false,
      logWarnings: false,
      ignoreKeys: ['tokenizer.ggml.tokens', 'tokenizer.ggml.merges', 'tokenizer.ggml.token_type']
    })
    const { general } = metadata
    const architecture: string = general.architecture
    return {
      name: text(general.name) ?? text(general.basename) ?? 'unnamed model',
      architecture,
      role: architecture === PROJECTOR ? 'projector' : 'language',
      size: text(general.size_label),
      parameters: parametersOf(text(general.size_label)),
      trainedForPhrasing: isTrained(metadata),
      quantisation: general.file_type === undefined ? null : quantisationName(general.file_type),
      licence: text(general.license),
      contextLength: architectureMetadata.context_length ?? null,
      cacheBytesPerToken: cacheBytes(architectureMetadata),
      parts: partsOf(metadata)
    }
  } catch (error) {
    throw new AppError('language.notGguf', {}, { cause: error })
  }
}
