/** Upright 8-bit sRGB picture, three interleaved bytes a pixel, row by row from the top left. */
export type RgbRaster = {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array
}

/** One byte a pixel, row by row from the top left. */
export type GreyRaster = {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array
}
