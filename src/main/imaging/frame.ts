import {
  type ImageBox,
  type ImageCircle,
  type ImagePoint,
  type ImageSize,
  imageBox,
  imagePoint
} from '#shared/domain/geometry.ts'

/*
 * The frames in which the networks see a photograph, and the way back. The training code holds the same rules
 * (training/retinatrain/frame.py): change both together.
 */

/** A rectangle of whole image pixels (it may reach beyond the photograph) resampled to `width` × `height` grid cells. */
export type Frame = {
  readonly left: number
  readonly top: number
  readonly cropWidth: number
  readonly cropHeight: number
  readonly width: number
  readonly height: number
}

/** The field's bounding box with its diameter scaled to `diameterPx`; without a circle the whole photograph. */
export function fieldFrame(size: ImageSize, circle: ImageCircle | undefined, diameterPx: number): Frame {
  const left = circle ? Math.max(0, Math.floor(circle.centre.x - circle.radius)) : 0
  const top = circle ? Math.max(0, Math.floor(circle.centre.y - circle.radius)) : 0
  const right = circle ? Math.min(size.width, Math.ceil(circle.centre.x + circle.radius)) : size.width
  const bottom = circle ? Math.min(size.height, Math.ceil(circle.centre.y + circle.radius)) : size.height
  const scale = diameterPx / (circle ? 2 * circle.radius : Math.max(size.width, size.height))
  const cells = (pixels: number): number => Math.min(diameterPx, Math.max(1, Math.floor(pixels * scale + 0.5)))
  const [cropWidth, cropHeight] = [right - left, bottom - top]
  return { left, top, cropWidth, cropHeight, width: cells(cropWidth), height: cells(cropHeight) }
}

/** A square of `side` disc diameters round the disc's centre, `sizePx` cells wide. */
export function discFrame(disc: { centre: ImagePoint; diameterPx: number }, side: number, sizePx: number): Frame {
  const pixels = Math.max(1, Math.floor(side * disc.diameterPx + 0.5))
  return {
    left: Math.floor(disc.centre.x - pixels / 2 + 0.5),
    top: Math.floor(disc.centre.y - pixels / 2 + 0.5),
    cropWidth: pixels,
    cropHeight: pixels,
    width: sizePx,
    height: sizePx
  }
}

export const frameBox = (frame: Frame): ImageBox =>
  imageBox({ x: frame.left, y: frame.top, width: frame.cropWidth, height: frame.cropHeight })

/** Maps continuous grid coordinates (cell (0, 0) covers [0, 1) × [0, 1)) to image pixels. */
export const toImage = (frame: Frame, x: number, y: number): ImagePoint =>
  imagePoint(frame.left + (x * frame.cropWidth) / frame.width, frame.top + (y * frame.cropHeight) / frame.height)

/** Image pixels for one grid cell, the mean of both directions. */
export const pixelsPerCell = (frame: Frame): number =>
  (frame.cropWidth / frame.width + frame.cropHeight / frame.height) / 2

/** Maps a flat list of grid coordinates to image pixels, rounded to a tenth. */
export function flatToImage(frame: Frame, flat: readonly number[]): number[] {
  const [kx, ky] = [frame.cropWidth / frame.width, frame.cropHeight / frame.height]
  const tenth = (value: number): number => Math.round(value * 10) / 10
  return flat.map((value, i) => tenth(i % 2 === 0 ? frame.left + value * kx : frame.top + value * ky))
}
