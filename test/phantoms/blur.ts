import type { ProbabilityMap } from '#main/imaging/mask.ts'

/** Red, green and blue light, three interleaved numbers a pixel. */
export type Picture = { readonly light: Float32Array; readonly width: number; readonly height: number }

function gaussian(sigma: number): number[] {
  const reach = Math.ceil(3 * sigma)
  const weights = Array.from({ length: 2 * reach + 1 }, (_, i) => Math.exp(-((i - reach) ** 2) / (2 * sigma ** 2)))
  const sum = weights.reduce((total, weight) => total + weight, 0)
  return weights.map((weight) => weight / sum)
}

type Lines = { readonly count: number; readonly length: number; readonly stride: number; readonly step: number }

/** Convolves every line of a plane in one direction; borders repeat. */
function convolveLines(data: Float32Array, lines: Lines, kernel: readonly number[]): void {
  const weights = Float64Array.from(kernel)
  const reach = (kernel.length - 1) / 2
  const line = new Float32Array(lines.length + 2 * reach)
  for (let n = 0; n < lines.count; n++) {
    const at = n * lines.stride
    for (let i = 0; i < lines.length; i++) line[i + reach] = data[at + i * lines.step] ?? 0
    line.fill(data[at] ?? 0, 0, reach)
    line.fill(data[at + (lines.length - 1) * lines.step] ?? 0, lines.length + reach)
    for (let i = 0; i < lines.length; i++) {
      let sum = 0
      for (let k = 0; k < weights.length; k++) sum += (weights[k] ?? 0) * (line[i + k] ?? 0)
      data[at + i * lines.step] = sum
    }
  }
}

/** One plane after a Gaussian blur; sigma in px, 0 leaves it as it is. */
export function blurredPlane({ width, height, data }: ProbabilityMap, sigma: number): Float32Array {
  const result = Float32Array.from(data)
  if (sigma <= 0) return result
  const kernel = gaussian(sigma)
  convolveLines(result, { count: height, length: width, stride: width, step: 1 }, kernel)
  convolveLines(result, { count: width, length: height, stride: 1, step: width }, kernel)
  return result
}

/** Blurs all three channels in place. */
export function blurChannels({ light, width, height }: Picture, sigma: number): void {
  if (sigma <= 0) return
  for (let channel = 0; channel < 3; channel++) {
    const plane = { width, height, data: new Float32Array(width * height) }
    for (let i = 0; i < plane.data.length; i++) plane.data[i] = light[3 * i + channel] ?? 0
    const soft = blurredPlane(plane, sigma)
    for (let i = 0; i < soft.length; i++) light[3 * i + channel] = soft[i] ?? 0
  }
}
