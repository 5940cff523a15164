import type { ImageBox, ImagePoint } from '#shared/domain/geometry.ts'

/** Half the size, in view pixels, that even the smallest mark is drawn with and can be hit at. */
export const LEAST_HALF_PX = 6

/** A box grown so that it is at least as large as the mark drawn for it. */
export function reach(box: ImageBox, scale: number): { left: number; top: number; right: number; bottom: number } {
  const growX = Math.max(0, LEAST_HALF_PX / scale - box.width / 2)
  const growY = Math.max(0, LEAST_HALF_PX / scale - box.height / 2)
  return {
    left: box.x - growX,
    top: box.y - growY,
    right: box.x + box.width + growX,
    bottom: box.y + box.height + growY
  }
}

/** The mark under a point; of several the smallest, so that one inside another can be reached. */
export function markAt<T extends { readonly box: ImageBox }>(
  marks: readonly T[],
  point: ImagePoint,
  scale: number
): T | undefined {
  let best: T | undefined
  let bestArea = Infinity
  for (const mark of marks) {
    const { left, top, right, bottom } = reach(mark.box, scale)
    if (point.x < left || point.x > right || point.y < top || point.y > bottom) continue
    const area = (right - left) * (bottom - top)
    if (area < bestArea) {
      best = mark
      bestArea = area
    }
  }
  return best
}
