import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { TextDecoder } from 'node:util'
import { readError } from '../../storage/fileErrors.ts'

export type TextEncoding = 'utf-8' | 'utf-16le' | 'latin1'

const UTF16_MARK = Buffer.from([0xff, 0xfe])

/**
 * Tells how a text file is encoded: by its byte order mark, else UTF-8 where all of it is valid UTF-8, else Latin-1
 * (as the tables of RFMiD 2.0 are). Reads the file once, without keeping it.
 * @throws AppError file.*
 */
async function encodingOf(path: string): Promise<TextEncoding> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let first = true
  for await (const chunk of bytesOf(path)) {
    if (first && chunk.subarray(0, 2).equals(UTF16_MARK)) return 'utf-16le'
    first = false
    if (!isValid(decoder, chunk)) return 'latin1'
  }
  return isValid(decoder) ? 'utf-8' : 'latin1'
}

function isValid(decoder: TextDecoder, chunk?: Buffer): boolean {
  try {
    decoder.decode(chunk, { stream: chunk !== undefined })
    return true
  } catch {
    return false
  }
}

async function* bytesOf(path: string): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of createReadStream(path)) if (chunk instanceof Buffer) yield chunk
  } catch (error) {
    throw readError(error)
  }
}

/**
 * Streams a text file in its own encoding, without a byte order mark.
 * @throws AppError file.*
 */
export async function* textOf(path: string): AsyncGenerator<string> {
  const encoding = await encodingOf(path)
  const decoder = new TextDecoder(encoding === 'latin1' ? 'windows-1252' : encoding)
  for await (const chunk of bytesOf(path)) {
    const text = decoder.decode(chunk, { stream: true })
    if (text !== '') yield text
  }
  const rest = decoder.decode()
  if (rest !== '') yield rest
}

/** The first bytes of a file. @throws AppError file.* */
export async function headOf(path: string, bytes: number): Promise<Buffer> {
  try {
    const file = await open(path, 'r')
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(bytes), 0, bytes, 0)
      return buffer.subarray(0, bytesRead)
    } finally {
      await file.close()
    }
  } catch (error) {
    throw readError(error)
  }
}
