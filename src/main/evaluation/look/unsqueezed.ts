import sharp from 'sharp'
import { litRegion } from '../../imaging/field.ts'
import type { RgbRaster } from '../../imaging/raster.ts'

/**
 * Widens a photograph that its set pressed into a square until its field is as wide as it is high
 * (training/retinatrain/datasets/grade_set.py: unsqueezed).
 */
export async function unsqueezed(image: RgbRaster): Promise<RgbRaster> {
  const lit = litRegion(image)
  if (!lit) return image
  const [columns, rows] = [new Set<number>(), new Set<number>()]
  for (let i = 0; i < lit.data.length; i++) {
    if (lit.data[i] === 0) continue
    columns.add(i % lit.width)
    rows.add(Math.floor(i / lit.width))
  }
  if (columns.size >= rows.size) return image
  const width = Math.round((image.width * rows.size) / columns.size)
  const { data, info } = await sharp(image.data, { raw: { width: image.width, height: image.height, channels: 3 } })
    .resize(width, image.height, { fit: 'fill', kernel: 'cubic' })
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { width: info.width, height: info.height, data }
}
