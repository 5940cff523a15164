import type { FileHandle } from 'node:fs/promises'
import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { createInflateRaw } from 'node:zlib'
import { PassThrough } from 'node:stream'

// Record layouts: PKWARE APPNOTE 6.3.10, 4.3.
const END_SIGNATURE = 0x06054b50
const ENTRY_SIGNATURE = 0x02014b50
const END_BYTES = 22
const ENTRY_BYTES = 46
const LOCAL_BYTES = 30
const LONGEST_COMMENT = 65_535

type Entry = {
  readonly name: string
  readonly method: number
  readonly compressedBytes: number
  readonly headerAt: number
}

async function readAt(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length)
  const { bytesRead } = await file.read(bytes, 0, length, at)
  return bytes.subarray(0, bytesRead)
}

async function centralDirectory(file: FileHandle): Promise<Buffer> {
  const { size } = await file.stat()
  const from = Math.max(0, size - END_BYTES - LONGEST_COMMENT)
  const tail = await readAt(file, from, size - from)
  for (let at = tail.length - END_BYTES; at >= 0; at--) {
    if (tail.readUInt32LE(at) === END_SIGNATURE) {
      return readAt(file, tail.readUInt32LE(at + 16), tail.readUInt32LE(at + 12))
    }
  }
  throw new Error('The archive has no directory')
}

function entriesIn(directory: Buffer): Entry[] {
  const entries: Entry[] = []
  let at = 0
  while (at + ENTRY_BYTES <= directory.length && directory.readUInt32LE(at) === ENTRY_SIGNATURE) {
    const nameLength = directory.readUInt16LE(at + 28)
    entries.push({
      name: directory.toString('utf8', at + ENTRY_BYTES, at + ENTRY_BYTES + nameLength),
      method: directory.readUInt16LE(at + 10),
      compressedBytes: directory.readUInt32LE(at + 20),
      headerAt: directory.readUInt32LE(at + 42)
    })
    at += ENTRY_BYTES + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32)
  }
  return entries
}

/**
 * Writes the first file of a zip archive whose name ends as given (stored or deflated, no ZIP64).
 * @throws Error when there is none, or when it is packed in another way.
 */
export async function extractFrom(file: FileHandle, ending: string, target: string): Promise<void> {
  const entry = entriesIn(await centralDirectory(file)).find(({ name }) => name.endsWith(ending))
  if (!entry) throw new Error(`The archive holds no ${ending} file`)
  if (entry.method !== 0 && entry.method !== 8) throw new Error('The archive is packed in an unknown way')
  const local = await readAt(file, entry.headerAt, LOCAL_BYTES)
  const start = entry.headerAt + LOCAL_BYTES + local.readUInt16LE(26) + local.readUInt16LE(28)
  const packed = file.createReadStream({ start, end: start + entry.compressedBytes - 1, autoClose: false })
  await pipeline(packed, entry.method === 8 ? createInflateRaw() : new PassThrough(), createWriteStream(target))
}
