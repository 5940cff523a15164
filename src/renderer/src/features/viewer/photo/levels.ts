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
export function sampleOf(source: CanvasImageSource, size: ImageSize): Sample {
  const width = Math.min(SAMPLE_WIDTH, size.width)
  const height = Math.max(1, Math.round((size.height * width) / size.width))
  const context = canvasOf(width, height)
  context.drawImage(source, 0, 0, width, height)
  return { data: context.getImageData(0, 0, width, height).data, width, height }
}

type Job = { readonly source: CanvasImageSource; readonly size: ImageSize; readonly filter: PixelFilter | null }

function* copyStrips({ source, size, filter }: Job, target: OffscreenCanvasRenderingContext2D) {
  const scratch = canvasOf(size.width, STRIP_ROWS)
  for (const top of strips(size.height, STRIP_ROWS)) {
    const rows = Math.min(STRIP_ROWS, size.height - top)
    if (!filter) {
      yield () => target.drawImage(source, 0, top, size.width, rows, 0, top, size.width, rows)
      continue
    }
    yield () => {
      scratch.drawImage(source, 0, top, size.width, rows, 0, 0, size.width, rows)
      const pixels = scratch.getImageData(0, 0, size.width, rows)
      filter({ data: pixels.data, width: size.width, top, rows, pictureHeight: size.height })
      target.putImageData(pixels, 0, top)
    }
  }
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

/** Builds the levels of a picture in slices. @throws the signal's reason when aborted; what was built is closed */
export async function buildLevels(job: Job, signal: AbortSignal): Promise<Levels> {
  const bitmaps: ImageBitmap[] = []
  const close = (): void => {
    for (const bitmap of bitmaps) bitmap.close()
  }
  try {
    const whole = canvasOf(job.size.width, job.size.height)
    await inSlices(copyStrips(job, whole), signal)
    let last = whole.canvas.transferToImageBitmap()
    bitmaps.push(last)
    while (Math.min(last.width, last.height) > 2 * SMALLEST_SIDE) {
      const half = canvasOf(Math.ceil(last.width / 2), Math.ceil(last.height / 2))
      await inSlices(halveStrips(last, half), signal)
      last = half.canvas.transferToImageBitmap()
      bitmaps.push(last)
    }
    return { size: job.size, bitmaps, close }
  } catch (error) {
    close()
    throw error
  }
}

/** The smallest level that still has a pixel for every device pixel at a scale. */
export function levelFor(levels: Levels, devicePxPerImagePx: number): ImageBitmap | undefined {
  const wanted = levels.size.width * devicePxPerImagePx
  return levels.bitmaps.findLast((bitmap) => bitmap.width >= wanted) ?? levels.bitmaps[0]
}
