import { imageBox, type ImageBox, type ImageSize } from '#shared/domain/geometry.ts'
import type { FieldOfView } from '#shared/domain/landmark.ts'

/** Which part of a photograph is drawn, and at what size: `scale` is output pixels for one image pixel. */
export type PictureFrame = {
  /** In image pixels, on whole pixels, inside the photograph. */
  readonly crop: ImageBox
  readonly width: number
  readonly height: number
  readonly scale: number
}

/** `whole`: the photograph as it is. `field`: cut to the lit circle, with paper where the camera saw nothing. */
export type PictureView = 'whole' | 'field'

/** Keeps a little of what surrounds the circle, in case that it was fitted too tightly. */
const MARGIN = 1.02

export const shownRadius = (field: FieldOfView): number => field.circle.radius * MARGIN

function cropOf(size: ImageSize, field: FieldOfView | null, view: PictureView): ImageBox {
  const whole = imageBox({ x: 0, y: 0, ...size })
  if (view === 'whole' || field === null || !field.borderSeen) return whole
  const { centre } = field.circle
  const radius = shownRadius(field)
  const left = Math.max(0, Math.floor(centre.x - radius))
  const top = Math.max(0, Math.floor(centre.y - radius))
  const width = Math.min(size.width, Math.ceil(centre.x + radius)) - left
  const height = Math.min(size.height, Math.ceil(centre.y + radius)) - top
  return width > 0 && height > 0 ? imageBox({ x: left, y: top, width, height }) : whole
}

/** The frame of a picture whose longer side has at most `maxSide` pixels; a photograph is never enlarged. */
export function pictureFrame(
  { imageSize, field }: { readonly imageSize: ImageSize; readonly field: FieldOfView | null },
  view: PictureView,
  maxSide: number
): PictureFrame {
  const crop = cropOf(imageSize, field, view)
  const scale = Math.min(1, maxSide / Math.max(crop.width, crop.height))
  return {
    crop,
    width: Math.max(1, Math.round(crop.width * scale)),
    height: Math.max(1, Math.round(crop.height * scale)),
    scale
  }
}
