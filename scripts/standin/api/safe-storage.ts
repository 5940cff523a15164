import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { emulated } from '../page/not-emulated.ts'
import { isReady } from '../runtime.ts'
import { getPath } from './app-paths.ts'

// A ciphertext is version, nonce (12 bytes), tag (16 bytes), AES-256-GCM of the text.
const version = Buffer.from('v10')
const nonceEnd = version.length + 12
const tagEnd = nonceEnd + 16

let plainTextAllowed = false

/** `STANDIN_KEYCHAIN=basic_text` is a Linux desktop without a keyring. */
const hasKeyring = (): boolean => process.env['STANDIN_KEYCHAIN'] !== 'basic_text'

const isAvailable = (): boolean => isReady() && (hasKeyring() || plainTextAllowed)

/** A key of the user-data folder, in a file that its owner alone may read. */
const key = (): Buffer => {
  const file = join(getPath('userData'), 'standin-keychain')
  try {
    writeFileSync(file, randomBytes(32), { flag: 'wx', mode: 0o600 })
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'EEXIST')) throw cause
  }
  return readFileSync(file)
}

const requireAvailable = (doing: string): void => {
  if (!isAvailable()) throw new Error(`Error while ${doing}. Encryption is not available.`)
}

const encryptString = (text: string): Buffer => {
  requireAvailable('encrypting the text provided to safeStorage.encryptString')
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key(), nonce)
  const encrypted = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([version, nonce, cipher.getAuthTag(), encrypted])
}

const decryptString = (encrypted: Buffer): string => {
  const doing = 'decrypting the ciphertext provided to safeStorage.decryptString'
  requireAvailable(doing)
  if (!encrypted.subarray(0, version.length).equals(version)) throw new Error(`Error while ${doing}.`)
  const decipher = createDecipheriv('aes-256-gcm', key(), encrypted.subarray(version.length, nonceEnd))
  decipher.setAuthTag(encrypted.subarray(nonceEnd, tagEnd))
  try {
    return Buffer.concat([decipher.update(encrypted.subarray(tagEnd)), decipher.final()]).toString('utf8')
  } catch (cause) {
    throw new Error(`Error while ${doing}.`, { cause })
  }
}

/** Electron's `safeStorage`, with a file for a keychain: what it encrypts is no safer than the user-data folder. */
export const safeStorage = emulated('safeStorage', {
  isEncryptionAvailable: isAvailable,
  isAsyncEncryptionAvailable: () => Promise.resolve(isAvailable()),
  encryptString,
  decryptString,
  encryptStringAsync: async (text: string) => encryptString(text),
  decryptStringAsync: async (encrypted: Buffer) => ({ result: decryptString(encrypted), shouldReEncrypt: false }),
  getSelectedStorageBackend: () => (isReady() ? (hasKeyring() ? 'gnome_libsecret' : 'basic_text') : 'unknown'),
  setUsePlainTextEncryption: (usePlainText: boolean) => {
    plainTextAllowed = usePlainText
  }
} satisfies Partial<Electron.SafeStorage>)
