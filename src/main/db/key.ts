import { hkdfSync, timingSafeEqual } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { readError, writeError } from '#main/storage/fileErrors.ts'
import type { EncryptedFile } from './connection.ts'

/** Derives the 32-byte key of another store from the master key (HKDF-SHA256, RFC 5869); one purpose, one key. */
export const subKey = (master: Uint8Array, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', master, Buffer.alloc(0), `retinadesk/${purpose}`, 32))

const checkFile = (file: string): string => `${file}.key-check`
const fingerprint = (key: Buffer): string => subKey(key, 'key-check').toString('hex')

/**
 * Whether the key is the one that the file was last opened with: SQLCipher alone cannot tell a wrong key from a damaged
 * first page. `unknown` when that was never noted down. @throws AppError file.noPermission, file.unreadable.
 */
export function checkKey({ file, key }: EncryptedFile): 'right' | 'wrong' | 'unknown' {
  if (!existsSync(checkFile(file))) return 'unknown'
  try {
    const noted = readFileSync(checkFile(file))
    const expected = Buffer.from(fingerprint(key))
    return noted.length === expected.length && timingSafeEqual(noted, expected) ? 'right' : 'wrong'
  } catch (error) {
    throw readError(error)
  }
}

/** Notes down a one-way fingerprint of the key beside the file. @throws AppError file.diskFull, file.noPermission, file.cannotWrite. */
export function noteKey(location: EncryptedFile): void {
  if (checkKey(location) === 'right') return
  try {
    writeFileSync(checkFile(location.file), fingerprint(location.key), { mode: 0o600 })
  } catch (error) {
    throw writeError(error)
  }
}
