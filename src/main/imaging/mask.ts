/** A binary mask: one byte a pixel, 0 or 1, row by row from the top left. */
export type Mask = {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array
}

/** A model's belief for each pixel, 0 to 1, row by row from the top left. */
export type ProbabilityMap = {
  readonly width: number
  readonly height: number
  readonly data: Float32Array
}

export const emptyMask = (width: number, height: number): Mask => ({
  width,
  height,
  data: new Uint8Array(width * height)
})

export const emptyProbabilityMap = (width: number, height: number): ProbabilityMap => ({
  width,
  height,
  data: new Float32Array(width * height)
})

/** Sets every pixel whose probability reaches the threshold. */
export function threshold(map: ProbabilityMap, level: number): Mask {
  const { width, height, data: beliefs } = map
  const data = new Uint8Array(beliefs.length)
  // The maps are large and mostly below any threshold: only what is set is written.
  for (let i = 0; i < beliefs.length; i++) if ((beliefs[i] ?? 0) >= level) data[i] = 1
  return { width, height, data }
}

/** The first set pixel at or after one, −1 when there is none; quick over the wide empty parts that most masks consist of. */
export const nextSet = ({ data }: Mask, from: number): number => (data[from] === 1 ? from : data.indexOf(1, from))

/** Number of set pixels. */
export function area(mask: Mask): number {
  let pixels = 0
  for (let i = 0; i < mask.data.length; i++) pixels += mask.data[i] ?? 0
  return pixels
}
