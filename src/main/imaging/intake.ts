import exifReader from 'exif-reader'
import type { Sha256 } from '#shared/domain/ids.ts'
import type { ImageFormat } from '#shared/domain/image.ts'
import { UtcMs } from '#shared/domain/units.ts'
import type { BlobStore } from '../storage/blobs.ts'
import { openUpright, readHeader, rejectDamaged } from './decode.ts'

const THUMBNAIL_PX = 320
const DISPLAY_QUALITY = 95

/** A photograph that was checked and put into the store: everything but whose it is. */
export type TakenIn = {
  readonly hash: Sha256
  readonly displayHash: Sha256
  readonly thumbnailHash: Sha256
  readonly format: ImageFormat
  readonly width: number
  readonly height: number
  readonly bytes: number
  readonly takenAt: UtcMs | null
}

/**
 * Takes a photograph in: checks every pixel of it, keeps the file as it is, a picture that the window can show (the file
 * itself when it is upright 8-bit sRGB already) and a thumbnail.
 * @throws AppError image.* when it is no photograph that can be opened; file.diskFull and the like from the store.
 */
export async function takeIn(bytes: Uint8Array, store: BlobStore): Promise<TakenIn> {
  const header = await readHeader(bytes)
  const thumbnail = await (
    await openUpright(bytes)
  )
    .resize(THUMBNAIL_PX, THUMBNAIL_PX, { fit: 'inside' })
    .jpeg({ quality: 82 })
    .toBuffer()
    .catch(rejectDamaged)
  const display = header.displayable ? bytes : await displayCopy(bytes)
  const [hash, displayHash, thumbnailHash] = await Promise.all([
    store.put(bytes),
    store.put(display),
    store.put(thumbnail)
  ])
  return {
    hash,
    displayHash,
    thumbnailHash,
    format: header.format,
    width: header.width,
    height: header.height,
    bytes: bytes.length,
    takenAt: timeTaken(header.exif)
  }
}

const displayCopy = async (bytes: Uint8Array): Promise<Uint8Array> =>
  (await openUpright(bytes))
    .jpeg({ quality: DISPLAY_QUALITY, chromaSubsampling: '4:4:4' })
    .toBuffer()
    .catch(rejectDamaged)

/** The camera's clock has no time zone: it is taken as this workstation's. */
function timeTaken(exif: Uint8Array | undefined): UtcMs | null {
  if (!exif) return null
  try {
    const taken = exifReader(Buffer.from(exif)).Photo?.DateTimeOriginal
    // exif-reader reads the clock as UTC.
    return taken ? UtcMs.parse(taken.getTime() + taken.getTimezoneOffset() * 60_000) : null
  } catch {
    // A broken EXIF block says nothing about the picture.
    return null
  }
}
