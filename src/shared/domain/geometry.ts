import { z } from 'zod'

/**
 * Image pixels: continuous coordinates of the upright photograph at its full size, origin at the outer corner of the top
 * left pixel, x to the right, y down; the centre of pixel (column 0, row 0) is (0.5, 0.5).
 */
export const ImagePoint = z.object({ x: z.number(), y: z.number() }).readonly().brand<'ImagePx'>()
export type ImagePoint = z.infer<typeof ImagePoint>

export const ImageBox = z
  .object({ x: z.number(), y: z.number(), width: z.number().nonnegative(), height: z.number().nonnegative() })
  .readonly()
  .brand<'ImagePx'>()
export type ImageBox = z.infer<typeof ImageBox>

/** A closed outline as x0, y0, x1, y1, … in image pixels; at least three points. */
export const ImageOutline = z
  .array(z.number())
  .min(6)
  .refine((flat) => flat.length % 2 === 0, 'An outline has as many x as y')
  .readonly()
  .brand<'ImageOutline'>()
export type ImageOutline = z.infer<typeof ImageOutline>

/** An open line as x0, y0, x1, y1, … in image pixels; at least two points. */
export const ImagePath = z
  .array(z.number())
  .min(4)
  .refine((flat) => flat.length % 2 === 0, 'A path has as many x as y')
  .readonly()
  .brand<'ImagePath'>()
export type ImagePath = z.infer<typeof ImagePath>

export const ImageCircle = z.object({ centre: ImagePoint, radius: z.number().positive() }).readonly().brand<'ImagePx'>()
export type ImageCircle = z.infer<typeof ImageCircle>

export const ImageSize = z.object({ width: z.int().positive(), height: z.int().positive() }).readonly()
export type ImageSize = z.infer<typeof ImageSize>

export const imagePoint = (x: number, y: number): ImagePoint => ({ x, y }) as ImagePoint

export const imageBox = (box: { x: number; y: number; width: number; height: number }): ImageBox => box as ImageBox

export const imageCircle = (centre: ImagePoint, radius: number): ImageCircle => ({ centre, radius }) as ImageCircle

/** Brands a flat list of coordinates as an outline. @throws ZodError with fewer than three points. */
export const imageOutline = (flat: readonly number[]): ImageOutline => ImageOutline.parse(flat)

/** Brands a flat list of coordinates as a path. @throws ZodError with fewer than two points. */
export const imagePath = (flat: readonly number[]): ImagePath => ImagePath.parse(flat)

/** The corners of a box as an outline, clockwise from the top left. */
export const boxOutline = ({ x, y, width, height }: ImageBox): ImageOutline =>
  imageOutline([x, y, x + width, y, x + width, y + height, x, y + height])

export const distance = (a: ImagePoint, b: ImagePoint): number => Math.hypot(a.x - b.x, a.y - b.y)

export const boxCentre = (box: ImageBox): ImagePoint => imagePoint(box.x + box.width / 2, box.y + box.height / 2)

/** The smallest box round a flat list of coordinates. */
export function boxOfFlat(flat: readonly number[]): ImageBox {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (let i = 0; i + 1 < flat.length; i += 2) {
    const x = flat[i] ?? 0
    const y = flat[i + 1] ?? 0
    left = Math.min(left, x)
    right = Math.max(right, x)
    top = Math.min(top, y)
    bottom = Math.max(bottom, y)
  }
  return imageBox({ x: left, y: top, width: Math.max(0, right - left), height: Math.max(0, bottom - top) })
}

/** The smallest box round several boxes; undefined for none. */
export function unionBox(boxes: readonly ImageBox[]): ImageBox | undefined {
  const [first, ...rest] = boxes
  if (!first) return undefined
  return rest.reduce((all, box) => {
    const x = Math.min(all.x, box.x)
    const y = Math.min(all.y, box.y)
    return imageBox({
      x,
      y,
      width: Math.max(all.x + all.width, box.x + box.width) - x,
      height: Math.max(all.y + all.height, box.y + box.height) - y
    })
  }, first)
}

/** Intersection over union of two boxes, 0 to 1. */
export function boxOverlap(a: ImageBox, b: ImageBox): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)
  if (width <= 0 || height <= 0) return 0
  const shared = width * height
  return shared / (a.width * a.height + b.width * b.height - shared)
}

export const boxContains = (box: ImageBox, point: ImagePoint): boolean =>
  point.x >= box.x && point.x <= box.x + box.width && point.y >= box.y && point.y <= box.y + box.height

/** Signed area of a closed outline by the shoelace formula, px²; positive when it runs clockwise on the screen. */
export function signedArea(outline: ImageOutline): number {
  let twice = 0
  const points = outline.length / 2
  for (let i = 0; i < points; i++) {
    const j = (i + 1) % points
    twice += (outline[2 * i] ?? 0) * (outline[2 * j + 1] ?? 0) - (outline[2 * j] ?? 0) * (outline[2 * i + 1] ?? 0)
  }
  return twice / 2
}
