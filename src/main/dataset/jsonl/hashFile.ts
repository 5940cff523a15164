import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readError } from '../../storage/fileErrors.ts'

const NEWLINE = 0x0a

export type FileFacts = {
  readonly sha256: string
  readonly bytes: number
  /** A last line counts without its end, too. */
  readonly lines: number
}

/** Reads a file once for its hash and its size. @throws AppError file.* */
export async function hashFile(path: string): Promise<FileFacts> {
  const hash = createHash('sha256')
  let [bytes, lines, last] = [0, 0, NEWLINE]
  try {
    for await (const chunk of createReadStream(path)) {
      if (!(chunk instanceof Buffer)) continue
      hash.update(chunk)
      bytes += chunk.length
      for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, at + 1)) lines++
      last = chunk.at(-1) ?? last
    }
  } catch (error) {
    throw readError(error)
  }
  return { sha256: hash.digest('hex'), bytes, lines: last === NEWLINE ? lines : lines + 1 }
}
