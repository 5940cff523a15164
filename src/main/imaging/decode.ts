import { decode as decodeBmp } from 'bmp-ts'
import sharp, { type Metadata, type Sharp } from 'sharp'
import { AppError } from '#shared/contract/errors.ts'
import type { ImageFormat } from '#shared/domain/image.ts'
import { detectFormat } from './fileFormat.ts'
import type { RgbRaster } from './raster.ts'

/** Anything smaller shows no retina. */
export const MINIMUM_SIDE_PX = 128
/** About twice the largest fundus camera on sale; keeps one photograph below 400 MB in memory. */
export const MAXIMUM_PIXELS = 120_000_000
export const MAXIMUM_BYTES = 400_000_000

/** What the header of a photograph says, with sizes after turning it upright. */
export type PhotographHeader = {
  readonly format: ImageFormat
  readonly width: number
  readonly height: number
  /** The file is sRGB, 8 bit, upright and of a kind that the window can show as it is. */
  readonly displayable: boolean
  /** The first page's EXIF block, for the time of the photograph. */
  readonly exif: Uint8Array | undefined
}

type Source = { readonly format: ImageFormat; readonly metadata: Metadata; readonly open: () => Sharp }

/**
 * Reads the header of a photograph and checks that it can be worked on.
 * @throws AppError image.* when the bytes are no photograph that can be opened.
 */
export async function readHeader(bytes: Uint8Array): Promise<PhotographHeader> {
  const { format, metadata } = await openSource(bytes)
  const { width, height } = metadata.autoOrient
  return {
    format,
    width,
    height,
    displayable:
      (format === 'jpeg' || format === 'png' || format === 'webp') &&
      metadata.space === 'srgb' &&
      metadata.depth === 'uchar' &&
      metadata.icc === undefined &&
      (metadata.orientation ?? 1) === 1,
    exif: metadata.exif
  }
}

/**
 * Decodes a photograph to upright 8-bit sRGB; greyscale, CMYK, 16 bit and embedded profiles are converted, transparency
 * becomes black as the surround of a fundus photograph is.
 * @throws AppError image.* as `readHeader`; image.truncated when pixels are missing.
 */
export async function decodePhotograph(bytes: Uint8Array): Promise<RgbRaster> {
  const source = await openSource(bytes)
  try {
    const { data, info } = await (await upright(source)).raw().toBuffer({ resolveWithObject: true })
    return { width: info.width, height: info.height, data }
  } catch (error) {
    throw damaged(error)
  }
}

/** The decoding pipeline of a photograph, for those who re-encode it instead of taking its pixels. */
export async function openUpright(bytes: Uint8Array): Promise<Sharp> {
  return upright(await openSource(bytes))
}

async function upright({ metadata, open }: Source): Promise<Sharp> {
  const pipeline = open().autoOrient().flatten({ background: '#000' })
  const filled = metadata.depth === 'ushort' ? pipeline.linear(await sixteenBitGain(open())) : pipeline
  return filled.toColourspace('srgb')
}

/** Going from 16 to 8 bit keeps the high byte; a camera that fills only 10, 12 or 14 bits would come out black. */
async function sixteenBitGain(image: Sharp): Promise<number> {
  const { channels } = await image.stats().catch(rejectDamaged)
  const brightest = Math.max(...channels.map((channel) => channel.max))
  const bits = [10, 12, 14].find((depth) => brightest < 2 ** depth)
  return bits === undefined ? 1 : 2 ** (16 - bits)
}

async function openSource(bytes: Uint8Array): Promise<Source> {
  const format = detectFormat(bytes)
  if (bytes.length > MAXIMUM_BYTES) {
    throw new AppError('image.fileTooLarge', { bytes: bytes.length, maximum: MAXIMUM_BYTES })
  }
  if (format === 'bmp') return openBmp(bytes)
  const open = (): Sharp => sharp(bytes, { failOn: 'truncated', limitInputPixels: false, pages: 1 })
  const metadata = await open().metadata().catch(rejectDamaged)
  checkSize(metadata.width, metadata.height)
  return { format, metadata, open }
}

/** libvips' prebuilt binaries read no BMP. */
async function openBmp(bytes: Uint8Array): Promise<Source> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < 54) throw new AppError('image.truncated', {})
  checkSize(Math.abs(view.getInt32(18, true)), Math.abs(view.getInt32(22, true)))
  const { width, height, data } = readBmp(bytes)
  const raw = { width, height, channels: 3 } as const
  const open = (): Sharp => sharp(data, { raw, limitInputPixels: false })
  return { format: 'bmp', metadata: await open().metadata(), open }
}

function readBmp(bytes: Uint8Array): RgbRaster {
  try {
    const { width, height, data: abgr } = decodeBmp(Buffer.from(bytes))
    const rows = Math.abs(height)
    const data = new Uint8Array(width * rows * 3)
    if (abgr.length < width * rows * 4) throw new AppError('image.truncated', {})
    for (let i = 0, j = 0; i < data.length; i += 3, j += 4) {
      data[i] = abgr[j + 3] ?? 0
      data[i + 1] = abgr[j + 2] ?? 0
      data[i + 2] = abgr[j + 1] ?? 0
    }
    return { width, height: rows, data }
  } catch (error) {
    throw damaged(error)
  }
}

function checkSize(width: number, height: number): void {
  if (width < MINIMUM_SIDE_PX || height < MINIMUM_SIDE_PX) {
    throw new AppError('image.tooSmall', { width, height, minimum: MINIMUM_SIDE_PX })
  }
  if (width * height > MAXIMUM_PIXELS) {
    throw new AppError('image.tooLarge', { width, height, maximumPixels: MAXIMUM_PIXELS })
  }
}

/** The first bytes were those of an image, so what a decoder refuses is an image that is cut off or damaged. */
const damaged = (cause: unknown): AppError =>
  cause instanceof AppError ? cause : new AppError('image.truncated', {}, { cause })

/** For the `catch` of a decoding pipeline. */
export const rejectDamaged = (cause: unknown): Promise<never> => Promise.reject(damaged(cause))
