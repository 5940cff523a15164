/** One byte a pixel, row by row from the top left: 1 inside, 0 outside. */
export type Mask = { readonly width: number; readonly height: number; readonly data: Uint8Array }

/** One probability a pixel, 0 to 1, row by row from the top left. */
export type ProbabilityMap = { readonly width: number; readonly height: number; readonly data: Float32Array }
