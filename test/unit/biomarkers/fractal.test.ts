import { describe, expect, it } from 'vitest'
import { BASE_BOXES, type BoxWeights, generalisedDimensions } from '#main/analysis/biomarkers/fractal.ts'
import type { Mask } from '#main/imaging/mask.ts'
import { drawKochCurve, drawKochTree } from '#test/phantoms/geometricPhantoms.ts'

const side = BASE_BOXES + 1

/** Counts the set cells of a square drawing in the base boxes. */
function boxesOf({ width, data }: Mask): BoxWeights {
  const weights = new Uint16Array(side * side)
  data.forEach((inside, i) => {
    const column = Math.floor(((i % width) * BASE_BOXES) / width)
    const row = Math.floor((Math.floor(i / width) * BASE_BOXES) / width)
    weights[row * side + column] = (weights[row * side + column] ?? 0) + inside
  })
  return { side, weights }
}

const square = (inside: (x: number, y: number) => boolean): Mask => ({
  width: 512,
  height: 512,
  data: Uint8Array.from({ length: 512 * 512 }, (_, i) => (inside(i % 512, Math.floor(i / 512)) ? 1 : 0))
})

const dimensionsOf = (mask: Mask) => generalisedDimensions(boxesOf(mask), Infinity)

describe('generalised dimensions', () => {
  it('of a line are 1 and of an area 2', () => {
    const line = dimensionsOf(square((x, y) => Math.abs(y - x * 0.4 - 100) < 1))
    const area = dimensionsOf(square(() => true))
    for (const which of ['d0', 'd1', 'd2'] as const) {
      expect(Math.abs((line?.[which] ?? 0) - 1), which).toBeLessThan(0.06)
      expect(Math.abs((area?.[which] ?? 0) - 2), which).toBeLessThan(0.08)
    }
  })

  it('of Koch’s curve is log 4 ÷ log 3', () => {
    const { mask, dimension } = drawKochCurve(1024, 6)
    const found = dimensionsOf(mask)
    expect(Math.abs((found?.d0 ?? 0) - dimension)).toBeLessThan(0.05)
    expect(found?.fit).toBeGreaterThan(0.99)
  })

  it('of a tree with five copies at a third is log 5 ÷ log 3', () => {
    const { mask, dimension } = drawKochTree(1024, 5)
    expect(Math.abs((dimensionsOf(mask)?.d0 ?? 0) - dimension)).toBeLessThan(0.06)
  })

  it('fall from D0 to D2 where the measure is uneven (a binomial cascade: D1 = 0.9710 · 2 at p = 0.4)', () => {
    // A product of two binomial measures on the unit interval with weights 0.4 and 0.6.
    const weights = new Uint16Array(side * side)
    const share = (i: number): number =>
      Array.from({ length: 8 }, (_, bit) => ((i >> bit) & 1 ? 0.6 : 0.4)).reduce((a, b) => a * b, 1)
    for (let y = 0; y < BASE_BOXES; y++)
      for (let x = 0; x < BASE_BOXES; x++) weights[y * side + x] = Math.round(share(x) * share(y) * 3e8 ** 0.98)
    const found = generalisedDimensions({ side, weights }, Infinity)
    expect(found?.d0).toBeGreaterThan(found?.d1 ?? 9)
    expect(found?.d1).toBeGreaterThan(found?.d2 ?? 9)
    const [p, q] = [0.4, 0.6]
    expect(Math.abs((found?.d1 ?? 0) + 2 * (p * Math.log2(p) + q * Math.log2(q)))).toBeLessThan(0.08)
    expect(Math.abs((found?.d2 ?? 0) + 2 * Math.log2(p * p + q * q))).toBeLessThan(0.08)
  })

  it('of next to nothing are not given', () => {
    expect(dimensionsOf(square(() => false))).toBeUndefined()
    expect(dimensionsOf(square((x, y) => x < 20 && y === 4))).toBeUndefined()
    expect(generalisedDimensions(boxesOf(square(() => true)), 3)).toBeUndefined()
  })
})
