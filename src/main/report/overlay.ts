import sharp, { type OverlayOptions, type Sharp } from 'sharp'
import { AppError } from '#shared/contract/errors.ts'
import type { Analysis } from '#shared/domain/analysis.ts'
import type { ReviewedFinding } from '#shared/domain/finding.ts'
import { pictureFrame, type PictureFrame, type PictureView } from './overlay/frame.ts'
import { marksSvg, surroundSvg } from './overlay/svg.ts'
import { vesselTints, type MaskBytes } from './overlay/tint.ts'

type PictureFormat = 'png' | 'jpeg'

export type PictureRequest = {
  /** The photograph as it is displayed: upright, sRGB, 8 bit, encoded. */
  readonly image: Uint8Array
  readonly analysis: Analysis
  /** Longest side of the picture, px. */
  readonly maxSide: number
  readonly view: PictureView
  readonly format: PictureFormat
}

export type OverlayRequest = PictureRequest & {
  /** Those with their review; rejected ones are never drawn. */
  readonly findings: readonly ReviewedFinding[]
  /** The masks of the analysis; a layer whose bytes are missing is left out. */
  readonly masks: MaskBytes
}

const JPEG_QUALITY = 84

/** The photograph cut to a frame; its stored pixels may be fewer or more than those that were analysed. */
async function framed(request: PictureRequest, frame: PictureFrame): Promise<Sharp> {
  const { imageSize } = request.analysis
  const stored = await sharp(request.image).metadata()
  const x = stored.width / imageSize.width
  const y = stored.height / imageSize.height
  const left = Math.min(stored.width - 1, Math.round(frame.crop.x * x))
  const top = Math.min(stored.height - 1, Math.round(frame.crop.y * y))
  return sharp(request.image)
    .extract({
      left,
      top,
      width: Math.max(1, Math.min(stored.width - left, Math.round(frame.crop.width * x))),
      height: Math.max(1, Math.min(stored.height - top, Math.round(frame.crop.height * y)))
    })
    .resize(frame.width, frame.height, { fit: 'fill' })
    .toColourspace('srgb')
    .removeAlpha()
}

function surroundOf({ analysis, view }: PictureRequest, frame: PictureFrame): OverlayOptions[] {
  if (view === 'whole' || analysis.field === null || !analysis.field.borderSeen) return []
  return [{ input: Buffer.from(surroundSvg(frame, analysis.field)) }]
}

async function decoding<T>(decode: () => Promise<T>): Promise<T> {
  try {
    return await decode()
  } catch (cause) {
    throw new AppError('image.truncated', {}, { cause })
  }
}

type Settled = { readonly data: Buffer; readonly info: { width: number; height: number; channels: 1 | 2 | 3 | 4 } }

/** The framed photograph's pixels: within one pipeline, compositing would come before resizing. */
async function settled(request: PictureRequest, frame: PictureFrame): Promise<Settled> {
  return decoding(async () => (await framed(request, frame)).raw().toBuffer({ resolveWithObject: true }))
}

async function encoded(
  request: PictureRequest,
  layersOf: (frame: PictureFrame) => Promise<OverlayOptions[]>
): Promise<Buffer> {
  const frame = pictureFrame(request.analysis, request.view, request.maxSide)
  const { data, info } = await settled(request, frame)
  const picture = sharp(data, { raw: info }).composite(await layersOf(frame))
  return request.format === 'png'
    ? picture.png().toBuffer()
    : picture.jpeg({ quality: JPEG_QUALITY, mozjpeg: true }).toBuffer()
}

/** A photograph that was not analysed, as a JPEG of at most `maxSide`. @throws AppError when its bytes do not decode. */
export const renderUnanalysed = (image: Uint8Array, maxSide: number): Promise<Buffer> =>
  decoding(() =>
    sharp(image)
      .resize(maxSide, maxSide, { fit: 'inside', withoutEnlargement: true })
      .removeAlpha()
      .jpeg({ quality: JPEG_QUALITY, mozjpeg: true })
      .toBuffer()
  )

/** The photograph in the frame and format asked for, without marks. @throws AppError when its bytes do not decode. */
export const renderPhotograph = (request: PictureRequest): Promise<Buffer> =>
  encoded(request, async (frame) => surroundOf(request, frame))

/**
 * The photograph with what was found on it: vessels tinted, disc, cup and fovea, lesions in the colours and shapes of
 * `lesionMarks`, dashed where unsure, thicker where confirmed.
 * @throws AppError when the photograph does not decode.
 */
export const renderOverlay = (request: OverlayRequest): Promise<Buffer> =>
  encoded(request, async (frame) => {
    const { analysis, findings, masks } = request
    const drawn = findings.filter((finding) => finding.status !== 'rejected')
    return [
      ...(await vesselTints(analysis.masks, masks, frame)),
      ...surroundOf(request, frame),
      { input: Buffer.from(marksSvg(frame, analysis.landmarks, drawn)) }
    ]
  })
