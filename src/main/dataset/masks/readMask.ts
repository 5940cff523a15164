import { readFile } from 'node:fs/promises'
import sharp from 'sharp'
import type { Mask } from '../../imaging/mask.ts'
import { readError } from '../../storage/fileErrors.ts'

/**
 * Reads a lesion mask: every pixel that is not black is set, whatever its colour (IDRiD's masks are indexed or red).
 * Undefined for a file that is no picture.
 * @throws AppError file.*
 */
export async function readMask(path: string): Promise<Mask | undefined> {
  const bytes = await readFile(path).catch((cause: unknown) => Promise.reject(readError(cause)))
  try {
    const { data, info } = await sharp(bytes, { limitInputPixels: false })
      .removeAlpha()
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true })
    return { width: info.width, height: info.height, data: setPixels(data, info.channels) }
  } catch {
    return undefined
  }
}

function setPixels(data: Buffer, channels: number): Uint8Array {
  const set = new Uint8Array(data.length / channels)
  for (let i = 0; i < data.length; i++) if (data[i] !== 0) set[Math.floor(i / channels)] = 1
  return set
}
