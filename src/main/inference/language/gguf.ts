import { open } from 'node:fs/promises'
import { GgufFileType, readGgufFileInfo } from 'node-llama-cpp'
import { AppError } from '#shared/contract/errors.ts'

/** "GGUF", the first four bytes of every file of the format. */
const MAGIC = 'GGUF'
/** Versions that llama.cpp reads. */
const VERSIONS: ReadonlySet<number> = new Set([2, 3])
const HEADER_BYTES = 8

/** What a GGUF says about itself. */
export type GgufIdentity = {
  readonly name: string
  readonly architecture: string
  /** "135M"; null where the file does not say. */
  readonly size: string | null
  readonly parameters: number | null
  /** Whether its own metadata says that it was trained to put this app's evidence into words. */
  readonly trainedForPhrasing: boolean
  /** "Q4_1"; null where the file does not say. */
  readonly quantisation: string | null
  readonly licence: string | null
  /** Tokens that the model was trained to see at once. */
  readonly contextLength: number | null
}

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

/**
 * Reads a GGUF's own description of itself.
 * @throws AppError language.missing, language.notGguf (also when the header is damaged).
 */
export async function readGguf(path: string): Promise<GgufIdentity> {
  await assertGguf(path)
  try {
    const { metadata, architectureMetadata } = await readGgufFileInfo(path, {
      readTensorInfo: false,
      sourceType: 'filesystem',
      logWarnings: false,
      ignoreKeys: ['tokenizer.ggml.tokens', 'tokenizer.ggml.merges', 'tokenizer.ggml.token_type']
    })
    const { general } = metadata
    return {
      name: text(general.name) ?? text(general.basename) ?? 'unnamed model',
      architecture: general.architecture,
      size: text(general.size_label),
      parameters: parametersOf(text(general.size_label)),
      trainedForPhrasing: isTrained(metadata),
      quantisation: general.file_type === undefined ? null : quantisationName(general.file_type),
      licence: text(general.license),
      contextLength: architectureMetadata.context_length ?? null
    }
  } catch (error) {
    throw new AppError('language.notGguf', {}, { cause: error })
  }
}
