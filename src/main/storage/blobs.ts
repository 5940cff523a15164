import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto'
import { access, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '#shared/contract/errors.ts'
import { Sha256 } from '#shared/domain/ids.ts'
import { readError } from './fileErrors.ts'
import { writeFileAtomically } from './writeFile.ts'

/** Photographs and masks, kept encrypted under the hash of their bytes. */
export type BlobStore = {
  /** Keeps the bytes and returns their hash; the same bytes are kept once. */
  readonly put: (bytes: Uint8Array) => Promise<Sha256>
  /** @throws AppError file.notFound; file.unreadable with errno EAUTH when the file was changed or the key is another. */
  readonly get: (hash: Sha256) => Promise<Uint8Array>
  readonly remove: (hash: Sha256) => Promise<void>
}

const MAGIC = Buffer.from('RDB1')
const NONCE_BYTES = 12
const TAG_BYTES = 16

export const sha256Of = (bytes: Uint8Array): Sha256 => Sha256.parse(createHash('sha256').update(bytes).digest('hex'))

/**
 * Opens a store in a folder. Files are AES-256-GCM; their names are keyed, so that somebody who holds a photograph cannot
 * tell from the folder whether its patient was here.
 * @param key 32 bytes.
 */
export function createBlobStore(folder: string, key: Uint8Array): BlobStore {
  const pathOf = (hash: Sha256): string => {
    const name = createHmac('sha256', key).update(hash).digest('hex')
    return join(folder, name.slice(0, 2), name.slice(2))
  }
  return {
    put: async (bytes) => {
      const hash = sha256Of(bytes)
      const path = pathOf(hash)
      const kept = await access(path).then(
        () => true,
        () => false
      )
      if (!kept) await writeFileAtomically(path, seal(bytes, key))
      return hash
    },
    get: async (hash) => {
      const sealed = await readFile(pathOf(hash)).catch((error: unknown) => Promise.reject(readError(error)))
      return unseal(sealed, key)
    },
    remove: (hash) => rm(pathOf(hash), { force: true })
  }
}

/** A store that lives as long as the process, for the command line. */
export function createMemoryBlobStore(): BlobStore {
  const blobs = new Map<Sha256, Uint8Array>()
  return {
    put: async (bytes) => {
      const hash = sha256Of(bytes)
      blobs.set(hash, bytes)
      return hash
    },
    get: async (hash) => {
      const bytes = blobs.get(hash)
      if (!bytes) throw new AppError('file.notFound', {})
      return bytes
    },
    remove: async (hash) => void blobs.delete(hash)
  }
}

function seal(bytes: Uint8Array, key: Uint8Array): Buffer {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  return Buffer.concat([MAGIC, nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()])
}

function unseal(sealed: Buffer, key: Uint8Array): Uint8Array {
  const body = MAGIC.length + NONCE_BYTES
  const end = sealed.length - TAG_BYTES
  const unreadable = (cause?: unknown): AppError => new AppError('file.unreadable', { errno: 'EAUTH' }, { cause })
  if (end < body || !sealed.subarray(0, MAGIC.length).equals(MAGIC)) throw unreadable()
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(MAGIC.length, body))
    decipher.setAuthTag(sealed.subarray(end))
    return Buffer.concat([decipher.update(sealed.subarray(body, end)), decipher.final()])
  } catch (error) {
    throw unreadable(error)
  }
}
