import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { Sha256 } from '#shared/domain/ids.ts'
import type { Progress } from '#shared/domain/job.ts'
import { readError } from '../../storage/fileErrors.ts'

const CHUNK = 2 ** 20
/** Progress is told this often. */
const EVERY_BYTES = 32 * CHUNK

type HashOptions = { readonly signal?: AbortSignal; readonly onProgress?: (progress: Progress) => void }

/**
 * SHA-256 of a file, lower-case hex, with progress in bytes.
 * @throws AppError file.notFound, file.noPermission, file.unreadable; the signal's reason.
 */
export async function hashFile(path: string, { signal, onProgress }: HashOptions = {}): Promise<Sha256> {
  try {
    const { size } = await stat(path)
    const hash = createHash('sha256')
    let [done, told] = [0, 0]
    const through = async (chunks: AsyncIterable<Buffer>): Promise<void> => {
      for await (const chunk of chunks) {
        hash.update(chunk)
        done += chunk.length
        if (done - told < EVERY_BYTES) continue
        told = done
        onProgress?.({ stage: 'hash', done, total: Math.max(size, done) })
      }
    }
    await pipeline(createReadStream(path, { highWaterMark: CHUNK }), through, signal ? { signal } : {})
    return Sha256.parse(hash.digest('hex'))
  } catch (error) {
    signal?.throwIfAborted()
    throw readError(error)
  }
}
