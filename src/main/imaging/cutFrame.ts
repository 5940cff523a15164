import sharp from 'sharp'
import type { Frame } from './frame.ts'
import type { RgbRaster } from './raster.ts'

/**
 * Resamples the photograph to a frame, black beyond its border, padded right and bottom to a multiple of `multipleOf`.
 * Shrinks by area averaging, enlarges bicubically.
 */
export async function cutFrame(image: RgbRaster, frame: Frame, multipleOf = 1): Promise<RgbRaster> {
  const pad = (cells: number): number => (multipleOf - (cells % multipleOf)) % multipleOf
  const { data, info } = await sharp(copyCrop(image, frame), {
    raw: { width: frame.cropWidth, height: frame.cropHeight, channels: 3 },
    limitInputPixels: false
  })
    .resize(frame.width, frame.height, { fit: 'fill', kernel: frame.width < frame.cropWidth ? 'linear' : 'cubic' })
    .extend({ right: pad(frame.width), bottom: pad(frame.height), background: '#000' })
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { width: info.width, height: info.height, data }
}

function copyCrop(image: RgbRaster, { left, top, cropWidth, cropHeight }: Frame): Uint8Array {
  const crop = new Uint8Array(cropWidth * cropHeight * 3)
  const from = Math.max(0, left)
  const to = Math.min(image.width, left + cropWidth)
  if (to <= from) return crop
  for (let y = Math.max(0, top); y < Math.min(image.height, top + cropHeight); y++) {
    const row = image.data.subarray(3 * (y * image.width + from), 3 * (y * image.width + to))
    crop.set(row, 3 * ((y - top) * cropWidth + from - left))
  }
  return crop
}
