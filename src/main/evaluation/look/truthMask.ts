import { readFile } from 'node:fs/promises'
import sharp from 'sharp'
import { AppError } from '#shared/contract/errors.ts'
import type { ImageOutline, ImageSize } from '#shared/domain/geometry.ts'
import { rejectDamaged } from '../../imaging/decode.ts'
import { type Mask, emptyMask } from '../../imaging/mask.ts'
import type { GreyRaster } from '../../imaging/raster.ts'
import { readError } from '../../storage/fileErrors.ts'

/**
 * Reads the codes of a mask file, one byte a pixel, as they stand in its first channel.
 * @throws AppError file.* or image.* when it cannot be read; dataset.unusable when its size is not the photograph's.
 */
export async function readCodes(path: string, size: ImageSize): Promise<GreyRaster> {
  const bytes = await readFile(path).catch((cause: unknown) => Promise.reject(readError(cause)))
  const { data, info } = await sharp(bytes, { limitInputPixels: false })
    .extractChannel(0)
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true })
    .catch(rejectDamaged)
  if (info.width !== size.width || info.height !== size.height) {
    throw new AppError('dataset.unusable', { problem: 'a mask is not of its photograph’s size' })
  }
  return { width: info.width, height: info.height, data }
}

/** Reads a mask file; every code but 0 is inside. @throws as `readCodes`. */
export async function readTruthMask(path: string, size: ImageSize): Promise<Mask> {
  const codes = await readCodes(path, size)
  return { ...codes, data: codes.data.map((code) => (code === 0 ? 0 : 1)) }
}

/** What a file of arteries and veins says; crossings belong to both, and only `certain` pixels are one of the two. */
export type ArteriesAndVeins = { readonly artery: Mask; readonly vein: Mask; readonly certain: Mask }

const CROSSING = 3

/** Reads a file of 0 background, 1 artery, 2 vein, 3 crossing. @throws as `readCodes`; dataset.unusable for other codes. */
export async function readArteriesAndVeins(path: string, size: ImageSize): Promise<ArteriesAndVeins> {
  const codes = await readCodes(path, size)
  if (codes.data.some((code) => code > CROSSING)) {
    throw new AppError('dataset.unusable', { problem: 'a mask of arteries and veins holds a code above 3' })
  }
  const where = (holds: (code: number) => boolean): Mask => ({
    ...codes,
    data: codes.data.map((code) => (holds(code) ? 1 : 0))
  })
  return {
    artery: where((code) => (code & 1) !== 0),
    vein: where((code) => (code & 2) !== 0),
    certain: where((code) => code === 1 || code === 2)
  }
}

/** Sets every pixel whose centre lies inside a closed outline, by the even–odd rule. */
export function fillOutline(outline: ImageOutline, size: ImageSize): Mask {
  const mask = emptyMask(size.width, size.height)
  for (let y = 0; y < size.height; y++) {
    const crossings = crossingsAt(outline, y + 0.5)
    for (let k = 0; k + 1 < crossings.length; k += 2) {
      const from = Math.max(0, Math.ceil((crossings[k] ?? 0) - 0.5))
      const to = Math.min(size.width, Math.ceil((crossings[k + 1] ?? 0) - 0.5))
      if (to > from) mask.data.fill(1, y * size.width + from, y * size.width + to)
    }
  }
  return mask
}

function crossingsAt(outline: ImageOutline, y: number): number[] {
  const crossings: number[] = []
  const points = outline.length / 2
  for (let i = 0; i < points; i++) {
    const j = (i + 1) % points
    const [x0, y0, x1, y1] = [
      outline[2 * i] ?? 0,
      outline[2 * i + 1] ?? 0,
      outline[2 * j] ?? 0,
      outline[2 * j + 1] ?? 0
    ]
    if (y0 <= y !== y1 <= y) crossings.push(x0 + ((y - y0) / (y1 - y0)) * (x1 - x0))
  }
  return crossings.toSorted((a, b) => a - b)
}
