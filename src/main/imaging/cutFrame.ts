import { enlarge } from './enlarge.ts'
import type { Frame } from './frame.ts'
import type { RgbRaster } from './raster.ts'
import { shrink } from './shrink.ts'

/**
 * Resamples the photograph to a frame, black beyond its border, padded right and bottom to a multiple of `multipleOf`.
 * Shrinks by area averaging, enlarges bicubically.
 */
export async function cutFrame(image: RgbRaster, frame: Frame, multipleOf = 1): Promise<RgbRaster> {
  const crop = { width: frame.cropWidth, height: frame.cropHeight, data: copyCrop(image, frame) }
  const shrinks = frame.width < frame.cropWidth || frame.height < frame.cropHeight
  return padded(shrinks ? await shrink(crop, frame) : enlarge(crop, frame), multipleOf)
}

function padded(image: RgbRaster, multipleOf: number): RgbRaster {
  const sideFor = (side: number): number => Math.ceil(side / multipleOf) * multipleOf
  const [width, height] = [sideFor(image.width), sideFor(image.height)]
  if (width === image.width && height === image.height) return image
  const data = new Uint8Array(3 * width * height)
  for (let y = 0; y < image.height; y++) {
    data.set(image.data.subarray(3 * image.width * y, 3 * image.width * (y + 1)), 3 * width * y)
  }
  return { width, height, data }
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
