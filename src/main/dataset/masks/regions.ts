import { connectedComponents } from '../../imaging/components.ts'
import { area, type Mask } from '../../imaging/mask.ts'
import type { SharePoint, ShareBox } from '../record.ts'

/** Lesions nearer to one another than this share of the photograph's longer side are boxed together. */
export const MERGE_GAP = 0.012

/** How many lesions a mask holds, and boxes round them with neighbours taken together. */
export type MaskRegions = { readonly count: number; readonly boxes: readonly ShareBox[] }

/** The connected regions of a lesion mask; undefined for an empty one. */
export function regionsOf(mask: Mask): MaskRegions | undefined {
  const components = connectedComponents(mask)
  if (components.length === 0) return undefined
  const boxes = components.map(({ left, top, right, bottom }) => ({
    x: left / mask.width,
    y: top / mask.height,
    width: (right + 1 - left) / mask.width,
    height: (bottom + 1 - top) / mask.height
  }))
  return { count: components.length, boxes: mergeBoxes(boxes, mask.width / mask.height) }
}

/** A box as its sides, in units of the photograph's longer side. */
type Sides = readonly [left: number, top: number, right: number, bottom: number]

/**
 * Takes boxes together whose gap is at most `MERGE_GAP` of the longer side, until none is left; largest first. The result
 * depends on shares only: the same photograph at another resolution gives the same boxes.
 * @param aspect width divided by height of the photograph.
 */
export function mergeBoxes(boxes: readonly ShareBox[], aspect: number): ShareBox[] {
  const [across, down] = aspect >= 1 ? [1, 1 / aspect] : [aspect, 1]
  let sides = boxes.map(({ x, y, width, height }): Sides => [
    x * across,
    y * down,
    (x + width) * across,
    (y + height) * down
  ])
  for (let before = sides.length + 1; before > sides.length;) {
    before = sides.length
    sides = mergedOnce(sides)
  }
  return sides
    .map(([left, top, right, bottom]) => ({
      x: clamped(left / across),
      y: clamped(top / down),
      width: clamped((right - left) / across),
      height: clamped((bottom - top) / down)
    }))
    .toSorted((a, b) => b.width * b.height - a.width * a.height || a.y - b.y || a.x - b.x)
}

/** Six decimals: a hundredth of a pixel in the largest photograph. */
const clamped = (share: number): number => Math.round(Math.min(1, Math.max(0, share)) * 1e6) / 1e6

function mergedOnce(sides: readonly Sides[]): Sides[] {
  const merged: Sides[] = []
  for (const one of sides) {
    const near = merged.findIndex((other) => gapBetween(one, other) <= MERGE_GAP)
    const known = merged[near]
    if (known) merged[near] = around(known, one)
    else merged.push(one)
  }
  return merged
}

const gapBetween = (a: Sides, b: Sides): number =>
  Math.hypot(Math.max(0, a[0] - b[2], b[0] - a[2]), Math.max(0, a[1] - b[3], b[1] - a[3]))

const around = (a: Sides, b: Sides): Sides => [
  Math.min(a[0], b[0]),
  Math.min(a[1], b[1]),
  Math.max(a[2], b[2]),
  Math.max(a[3], b[3])
]

/** Centre and diameter (of the circle of the same area, in shares of the width) of a disc mask; undefined when empty. */
export function discOf(mask: Mask): { readonly centre: SharePoint; readonly diameter: number } | undefined {
  const pixels = area(mask)
  if (pixels === 0) return undefined
  let [x, y] = [0, 0]
  for (let i = 0; i < mask.data.length; i++) {
    if (mask.data[i] === 0) continue
    x += (i % mask.width) + 0.5
    y += Math.floor(i / mask.width) + 0.5
  }
  return {
    centre: { x: clamped(x / pixels / mask.width), y: clamped(y / pixels / mask.height) },
    diameter: clamped((2 * Math.sqrt(pixels / Math.PI)) / mask.width)
  }
}
