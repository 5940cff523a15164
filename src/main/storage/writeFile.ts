import { randomUUID } from 'node:crypto'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { writeError } from './fileErrors.ts'

/**
 * Writes a file so that it is there whole or not at all: to a neighbour first, flushed to the disk, then renamed.
 * @throws AppError file.diskFull, file.noPermission, file.cannotWrite.
 */
export async function writeFileAtomically(path: string, bytes: Uint8Array): Promise<void> {
  const partial = `${path}.${randomUUID().slice(0, 8)}.part`
  try {
    await mkdir(dirname(path), { recursive: true })
    const file = await open(partial, 'wx', 0o600)
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(partial, path)
  } catch (error) {
    await rm(partial, { force: true }).catch(() => undefined)
    throw writeError(error)
  }
}
