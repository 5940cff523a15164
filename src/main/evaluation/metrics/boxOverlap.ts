/** A box by its sides, in any unit. */
export type Sides = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number }

const areaOf = ({ left, top, right, bottom }: Sides): number => Math.max(0, right - left) * Math.max(0, bottom - top)

/** Intersection over union of two boxes (Jaccard 1912); 0 for boxes without area. */
export function intersectionOverUnion(a: Sides, b: Sides): number {
  const both = areaOf({
    left: Math.max(a.left, b.left),
    top: Math.max(a.top, b.top),
    right: Math.min(a.right, b.right),
    bottom: Math.min(a.bottom, b.bottom)
  })
  const either = areaOf(a) + areaOf(b) - both
  return either > 0 ? both / either : 0
}

/**
 * How well boxes cover those that are wanted: each is paired with at most one other, best pairs first; the sum of their overlaps
 * over the larger number of boxes, so that a missing and a needless box count alike. One box each is their plain overlap.
 * @param overlapOf 0 for boxes that may not be paired.
 */
export function meanOverlap<T>(given: readonly T[], wanted: readonly T[], overlapOf: (a: T, b: T) => number): number {
  const pairs = given.flatMap((one, i) => wanted.map((other, j) => ({ i, j, overlap: overlapOf(one, other) })))
  const [taken, met] = [new Set<number>(), new Set<number>()]
  let sum = 0
  for (const { i, j, overlap } of pairs.toSorted((a, b) => b.overlap - a.overlap)) {
    if (taken.has(i) || met.has(j)) continue
    taken.add(i)
    met.add(j)
    sum += overlap
  }
  const most = Math.max(given.length, wanted.length)
  return most === 0 ? 0 : sum / most
}
