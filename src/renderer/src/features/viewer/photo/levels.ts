import type { ImageSize } from '#shared/domain/geometry.ts'
import type { PixelFilter, Sample } from '../model/pixels.ts'
import { inSlices } from './slices.ts'

/** A picture at full size and halved again and again, so that drawing it small is fast and does not shimmer. */
export type Levels = { readonly size: ImageSize; readonly bitmaps: readonly ImageBitmap[]; readonly close: () => void }

const STRIP_ROWS = 64
const SMALLEST_SIDE = 400
const SAMPLE_WIDTH = 512

function canvasOf(width: number, height: number): OffscreenCanvasRenderingContext2D {
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })
  if (!context) throw new Error('No 2D canvas')
  return context
}

const strips = (height: number, rows: number): readonly number[] =>
  Array.from({ length: Math.ceil(height / rows) }, (_, index) => index * rows)

/** A small copy of a picture, to learn a filter from. */
export function sampleOf(source: ImageBitmap): Sample {
  const width = Math.min(SAMPLE_WIDTH, source.width)
  const height = Math.max(1, Math.round((source.height * width) / source.width))
  const context = canvasOf(width, height)
  context.drawImage(source, 0, 0, width, height)
  return { data: context.getImageData(0, 0, width, height).data, width, height }
}

function* filterStrips(source: ImageBitmap, filter: PixelFilter, target: OffscreenCanvasRenderingContext2D) {
  const { width, height } = source
  const scratch = canvasOf(width, STRIP_ROWS)
  for (const top of strips(height, STRIP_ROWS)) {
    const rows = Math.min(STRIP_ROWS, height - top)
    yield () => {
      scratch.drawImage(source, 0, top, width, rows, 0, 0, width, rows)
      const pixels = scratch.getImageData(0, 0, width, rows)
      filter({ data: pixels.data, width, top, rows, pictureHeight: height })
      target.putImageData(pixels, 0, top)
    }
  }
}

async function filtered(source: ImageBitmap, filter: PixelFilter, signal: AbortSignal): Promise<ImageBitmap> {
  const whole = canvasOf(source.width, source.height)
  await inSlices(filterStrips(source, filter, whole), signal)
  return whole.canvas.transferToImageBitmap()
}

/** Halves a picture strip by strip; every pixel is the mean of four. */
function* halveStrips(source: ImageBitmap, target: OffscreenCanvasRenderingContext2D) {
  const { width, height } = target.canvas
  const [stepX, stepY] = [source.width / width, source.height / height]
  for (const top of strips(height, STRIP_ROWS)) {
    const rows = Math.min(STRIP_ROWS, height - top)
    yield () => target.drawImage(source, 0, top * stepY, width * stepX, rows * stepY, 0, top, width, rows)
  }
}

/**
 * Builds the levels of a picture in slices; without a filter the picture itself is the first.
 * @throws the signal's reason when aborted; what was built is closed, the picture is not
 */
export async function buildLevels(
  source: ImageBitmap,
  filter: PixelFilter | null,
  signal: AbortSignal
): Promise<Levels> {
  const bitmaps: ImageBitmap[] = []
  const close = (): void => {
    for (const bitmap of bitmaps) bitmap.close()
  }
  try {
    let last = filter ? await filtered(source, filter, signal) : source
    bitmaps.push(last)
    while (Math.min(last.width, last.height) > 2 * SMALLEST_SIDE) {
      const half = canvasOf(Math.ceil(last.width / 2), Math.ceil(last.height / 2))
      await inSlices(halveStrips(last, half), signal)
      last = half.canvas.transferToImageBitmap()
      bitmaps.push(last)
    }
    return { size: { width: source.width, height: source.height }, bitmaps, close }
  } catch (error) {
    for (const bitmap of bitmaps) if (bitmap !== source) bitmap.close()
    throw error
  }
}

/** The smallest level that still has a pixel for every device pixel at a scale. */
export function levelFor(levels: Levels, devicePxPerImagePx: number): ImageBitmap | undefined {
  const wanted = levels.size.width * devicePxPerImagePx
  return levels.bitmaps.findLast((bitmap) => bitmap.width >= wanted) ?? levels.bitmaps[0]
}
