import type { Mask } from '../../../imaging/mask.ts'
import { median } from '../median.ts'

/*
 * PVBM's definitions (Fhima et al., 2022 and 2024) as its published code computes them, for comparison only.
 */

export type SkeletonPoints = {
  readonly ends: number
  /** Pixels with three or more neighbours: several of them at most branchings. */
  readonly intersections: number
  /** Median of arc ÷ chord; undefined without an edge. */
  readonly medianTortuosity: number | undefined
}

/** Edges of a chain length up to this are no vessels. */
const SHORTEST_EDGE = 10

/** Counts ends and intersections of a skeleton and takes the median tortuosity of the edges between them, by chain length. */
export function skeletonPoints(skeleton: Mask): SkeletonPoints {
  const padded = withBorder(skeleton)
  const { data, steps } = padded
  const special = new Uint8Array(data.length)
  let [ends, intersections] = [0, 0]
  for (let i = 0; i < data.length; i++) {
    if (data[i] === 0) continue
    const neighbours = steps.reduce((sum, { by }) => sum + (data[i + by] ?? 0), 0)
    if (neighbours === 1) ends++
    if (neighbours >= 3) intersections++
    if (neighbours === 1 || neighbours >= 3) special[i] = 1
  }
  return { ends, intersections, medianTortuosity: median(edgeTortuosities(padded, special)) }
}

type Padded = {
  readonly stride: number
  readonly data: Uint8Array
  /** Neighbours in PVBM's order: the four beside first. */
  readonly steps: readonly { readonly by: number; readonly length: number }[]
}

function withBorder({ width, height, data }: Mask): Padded {
  const stride = width + 2
  const padded = new Uint8Array(stride * (height + 2))
  for (let y = 0; y < height; y++) padded.set(data.subarray(y * width, (y + 1) * width), (y + 1) * stride + 1)
  const beside = [-stride, stride, -1, 1].map((by) => ({ by, length: 1 }))
  const corners = [-stride - 1, -stride + 1, stride - 1, stride + 1].map((by) => ({ by, length: Math.SQRT2 }))
  return { stride, data: padded, steps: [...beside, ...corners] }
}

/**
 * Walks from every special pixel along the skeleton until the next ones; a chain is walked once. Where a chain meets several
 * special pixels of one branching, it counts as an edge to each.
 */
function edgeTortuosities({ stride, data, steps }: Padded, special: Uint8Array): number[] {
  const walked = new Uint8Array(data.length)
  const found: number[] = []
  for (let start = 0; start < data.length; start++) {
    if (special[start] === 0) continue
    const waiting = [{ pixel: start, length: 0 }]
    for (let here = waiting.shift(); here !== undefined; here = waiting.shift()) {
      for (const { by, length } of steps) {
        const pixel = here.pixel + by
        const arc = here.length + length
        if (special[pixel] === 1) {
          if (arc > SHORTEST_EDGE) found.push(arc / chord(start, pixel, stride))
        } else if (data[pixel] === 1 && walked[pixel] === 0) {
          walked[pixel] = 1
          waiting.push({ pixel, length: arc })
        }
      }
    }
  }
  return found.filter(Number.isFinite)
}

const chord = (a: number, b: number, stride: number): number =>
  Math.hypot((a % stride) - (b % stride), Math.floor(a / stride) - Math.floor(b / stride))
