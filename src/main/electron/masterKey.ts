import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { safeStorage } from 'electron'
import { AppError } from '#shared/contract/errors.ts'
import { readError } from '../storage/fileErrors.ts'
import { writeFileAtomically } from '../storage/writeFile.ts'

const KEY_BYTES = 32

/** The key of everything that is kept, and whether the operating system's keychain guards it. */
export type MasterKey = { readonly key: Buffer; readonly guarded: boolean }

/**
 * Reads the master key, or makes one at the first start. It is kept sealed by the keychain; on a machine without one it
 * lies in a file that only this user may read, which the status line says.
 * @throws AppError keychain.unavailable when a sealed key cannot be unsealed any more: never a new one in its place.
 */
export async function loadMasterKey(folder: string): Promise<MasterKey> {
  const sealedPath = join(folder, 'key.sealed')
  const plainPath = join(folder, 'key.bin')
  const sealed = readIfThere(sealedPath)
  if (sealed) return { key: unseal(sealed), guarded: true }
  const plain = readIfThere(plainPath)
  if (plain) return { key: plain, guarded: false }
  const key = randomBytes(KEY_BYTES)
  const guarded = safeStorage.isEncryptionAvailable()
  if (guarded) await writeFileAtomically(sealedPath, safeStorage.encryptString(key.toString('base64')))
  else await writeFileAtomically(plainPath, key)
  return { key, guarded }
}

function unseal(sealed: Buffer): Buffer {
  try {
    const key = Buffer.from(safeStorage.decryptString(sealed), 'base64')
    if (key.length === KEY_BYTES) return key
  } catch (cause) {
    throw new AppError('keychain.unavailable', {}, { cause })
  }
  throw new AppError('keychain.unavailable', {})
}

function readIfThere(path: string): Buffer | undefined {
  // Only "not there" means that there is none: a key that cannot be read must never be replaced.
  if (!existsSync(path)) return undefined
  try {
    return readFileSync(path)
  } catch (error) {
    throw readError(error)
  }
}
