import { blobUrl } from '#shared/contract/bridge.ts'
import type { Sha256 } from '#shared/domain/ids.ts'
import type { FundusImage } from '#shared/domain/image.ts'

/** Pictures that were asked for before anything shows them, until they are taken or others are asked for. */
const ahead = new Map<Sha256, Promise<ImageBitmap>>()

async function fetchPicture(hash: Sha256): Promise<ImageBitmap> {
  const answer = await fetch(blobUrl(hash))
  return createImageBitmap(await answer.blob())
}

/**
 * Fetches a picture by its hash and has it decoded off the window's thread, ready to be drawn.
 * @throws TypeError when nothing arrives, InvalidStateError when what arrives is no picture
 */
export function loadPicture(hash: Sha256): Promise<ImageBitmap> {
  const coming = ahead.get(hash)
  ahead.delete(hash)
  return coming ?? fetchPicture(hash)
}

/** Has a photograph's pictures fetched and decoded while the window makes ready to show it: first the small one, which is there at once. */
export function loadAhead({ displayHash, thumbnailHash }: FundusImage): void {
  ahead.clear()
  for (const hash of [thumbnailHash, displayHash]) {
    const coming = fetchPicture(hash)
    // Whoever takes it learns of a failure; nobody has to take it.
    coming.catch(() => undefined)
    ahead.set(hash, coming)
  }
}
