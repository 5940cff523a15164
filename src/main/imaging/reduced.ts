import { openUpright, rejectDamaged } from './decode.ts'

/** Side that vision-language models look at, px; more only costs. */
const SIDE = 1024
const QUALITY = 90

/** A photograph as a JPEG of at most 1024 px a side, upright and without any metadata. @throws AppError image.* as `readHeader`. */
export async function reducedJpeg(bytes: Uint8Array): Promise<Buffer> {
  const picture = (await openUpright(bytes)).resize(SIDE, SIDE, { fit: 'inside', withoutEnlargement: true })
  return picture.jpeg({ quality: QUALITY }).toBuffer().catch(rejectDamaged)
}
