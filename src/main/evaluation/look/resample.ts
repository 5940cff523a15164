import type { ImageSize } from '#shared/domain/geometry.ts'
import type { Frame } from '../../imaging/frame.ts'
import { type Mask, type ProbabilityMap, emptyProbabilityMap, threshold } from '../../imaging/mask.ts'

/*
 * Maps between a frame and its photograph, as the training code brings them back to be scored
 * (training/retinatrain/frame.py: from_frame): bilinear when they grow, averaged by area when they shrink.
 */

/** For each cell of the result: the first of the cells that it is made of, and the weights of `taps` cells from there on. */
type Axis = { readonly first: Int32Array; readonly taps: number; readonly weights: Float64Array }

const axis = (from: number, to: number): Axis => (to < from ? areaAxis(from, to) : linearAxis(from, to))

function linearAxis(from: number, to: number): Axis {
  const [first, weights] = [new Int32Array(to), new Float64Array(2 * to)]
  for (let i = 0; i < to; i++) {
    const at = Math.min(from - 1, Math.max(0, ((i + 0.5) * from) / to - 0.5))
    const left = Math.floor(at)
    first[i] = left
    weights.set([1 - (at - left), at - left], 2 * i)
  }
  return { first, taps: 2, weights }
}

function areaAxis(from: number, to: number): Axis {
  const taps = Math.ceil(from / to) + 1
  const [first, weights] = [new Int32Array(to), new Float64Array(taps * to)]
  for (let i = 0; i < to; i++) {
    const [start, end] = [(i * from) / to, ((i + 1) * from) / to]
    const left = Math.floor(start)
    first[i] = left
    for (let k = 0; k < taps; k++) {
      const shared = Math.min(end, left + k + 1) - Math.max(start, left + k)
      weights[taps * i + k] = Math.max(0, shared) / (end - start)
    }
  }
  return { first, taps, weights }
}

/** Resamples a map to another size. */
export function resample(map: ProbabilityMap, { width, height }: ImageSize): ProbabilityMap {
  if (width === map.width && height === map.height) return map
  return acrossRows(acrossColumns(map, width), height)
}

function acrossColumns(map: ProbabilityMap, width: number): ProbabilityMap {
  const result = emptyProbabilityMap(width, map.height)
  const { first, taps, weights } = axis(map.width, width)
  for (let y = 0; y < map.height; y++) {
    for (let x = 0; x < width; x++) {
      let value = 0
      const from = y * map.width + (first[x] ?? 0)
      for (let k = 0; k < taps; k++) {
        const weight = weights[taps * x + k] ?? 0
        if (weight > 0) value += weight * (map.data[from + k] ?? 0)
      }
      result.data[y * width + x] = value
    }
  }
  return result
}

function acrossRows(map: ProbabilityMap, height: number): ProbabilityMap {
  const { width } = map
  const result = emptyProbabilityMap(width, height)
  const { first, taps, weights } = axis(map.height, height)
  for (let y = 0; y < height; y++) {
    for (let k = 0; k < taps; k++) {
      const weight = weights[taps * y + k] ?? 0
      if (weight === 0) continue
      const from = ((first[y] ?? 0) + k) * width
      for (let x = 0; x < width; x++) {
        const i = y * width + x
        result.data[i] = (result.data[i] ?? 0) + weight * (map.data[from + x] ?? 0)
      }
    }
  }
  return result
}

/** Brings a map of a frame back to the photograph's own pixels; 0 outside the frame. */
export function toPhotograph(map: ProbabilityMap, frame: Frame, image: ImageSize): ProbabilityMap {
  const patch = resample(map, { width: frame.cropWidth, height: frame.cropHeight })
  const whole = emptyProbabilityMap(image.width, image.height)
  const from = Math.max(0, frame.left)
  const to = Math.min(image.width, frame.left + frame.cropWidth)
  for (let y = Math.max(0, frame.top); y < Math.min(image.height, frame.top + frame.cropHeight); y++) {
    const row = (y - frame.top) * frame.cropWidth - frame.left
    whole.data.set(patch.data.subarray(row + from, row + to), y * image.width + from)
  }
  return whole
}

/** Brings a mask of the photograph to the cells of a frame: a cell is set where at least half of it is. */
export function toFrame(mask: Mask, frame: Frame): Mask {
  const crop = emptyProbabilityMap(frame.cropWidth, frame.cropHeight)
  const from = Math.max(0, frame.left)
  const to = Math.min(mask.width, frame.left + frame.cropWidth)
  for (let y = Math.max(0, frame.top); y < Math.min(mask.height, frame.top + frame.cropHeight); y++) {
    crop.data.set(
      mask.data.subarray(y * mask.width + from, y * mask.width + to),
      (y - frame.top) * frame.cropWidth + from - frame.left
    )
  }
  return threshold(resample(crop, frame), 0.5)
}
