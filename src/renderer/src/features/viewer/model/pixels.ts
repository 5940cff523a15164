/** Rows of RGBA pixels out of a picture of a given size. */
export type Strip = {
  readonly data: Uint8ClampedArray
  readonly width: number
  /** Row of the picture that the strip begins with. */
  readonly top: number
  readonly rows: number
  readonly pictureHeight: number
}

/** A whole small picture, RGBA. */
export type Sample = { readonly data: Uint8ClampedArray; readonly width: number; readonly height: number }

/** Changes a strip in place. */
export type PixelFilter = (strip: Strip) => void

/** Darker than this, a pixel belongs to the mask round the field of view and not to the retina. */
export const FIELD_FLOOR = 14

/** Rec. 601 luma of the pixel that starts at an index. */
export const luma = (data: Uint8ClampedArray, at: number): number =>
  0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0)
