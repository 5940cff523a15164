import { blobUrl } from '#shared/contract/bridge.ts'
import type { Sha256 } from '#shared/domain/ids.ts'

/**
 * Fetches and decodes a picture by its hash. It is asked for across origins so that its pixels may be read.
 * @throws EncodingError when the picture does not arrive or cannot be decoded
 */
export async function loadPicture(hash: Sha256): Promise<HTMLImageElement> {
  const picture = new Image()
  picture.crossOrigin = 'anonymous'
  picture.decoding = 'async'
  picture.src = blobUrl(hash)
  await picture.decode()
  return picture
}
