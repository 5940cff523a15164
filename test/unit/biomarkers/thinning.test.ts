import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cellSet } from '#main/analysis/biomarkers/cellSet.ts'
import { thin, thinCells } from '#main/analysis/biomarkers/thinning.ts'
import { connectedComponents } from '#main/imaging/components.ts'
import type { Mask } from '#main/imaging/mask.ts'

const drawn = (rows: readonly string[]): Mask => ({
  width: rows[0]?.length ?? 0,
  height: rows.length,
  data: Uint8Array.from(rows.join(''), (c) => (c === '#' ? 1 : 0))
})

const text = ({ width, height, data }: Mask): string[] =>
  Array.from({ length: height }, (_, y) =>
    Array.from(data.subarray(y * width, (y + 1) * width), (v) => (v === 1 ? '#' : '.')).join('')
  )

/** Blobs that touch in every way: random discs on a small grid, the border included. */
const blobs = fc
  .array(fc.record({ x: fc.integer({ min: 0, max: 39 }), y: fc.integer({ min: 0, max: 29 }), r: fc.nat(5) }), {
    minLength: 1,
    maxLength: 14
  })
  .map((discs): Mask => {
    const data = new Uint8Array(40 * 30)
    data.forEach((_, i) => {
      const [x, y] = [i % 40, Math.floor(i / 40)]
      if (discs.some((d) => (d.x - x) ** 2 + (d.y - y) ** 2 <= d.r ** 2)) data[i] = 1
    })
    return { width: 40, height: 30, data }
  })

describe('thinning', () => {
  it('leaves the middle line of a bar', () => {
    const bar = drawn(['............', '.##########.', '.##########.', '.##########.', '............'])
    const rows = text(thin(bar))
    expect(rows[2]).toContain('#######')
    // No column keeps more than one pixel.
    for (let x = 0; x < 12; x++) expect(rows.filter((row) => row[x] === '#').length).toBeLessThanOrEqual(1)
  })

  it('leaves no two-pixel-thick stairs on a diagonal', () => {
    const stairs = drawn(['##......', '.##.....', '..##....', '...##...', '....##..', '.....##.'])
    expect(thin(stairs).data.reduce((a, b) => a + b, 0)).toBeLessThanOrEqual(7)
  })

  it('by Guo and Hall keeps the length of a diagonal line of even width', () => {
    const data = new Uint8Array(60 * 60)
    data.forEach((_, i) => {
      const [x, y] = [i % 60, Math.floor(i / 60)]
      if (x > 5 && y > 5 && x < 54 && y < 54 && (x - y === 0 || x - y === 1)) data[i] = 1
    })
    const { cells } = thinCells(cellSet({ width: 60, height: 60, data }))
    expect(cells.length).toBeGreaterThan(44)
  })

  it('only removes, and is done after one pass over the picture', () => {
    fc.assert(
      fc.property(blobs, (mask) => {
        const skeleton = thin(mask)
        expect(skeleton.data.every((v, i) => v <= (mask.data[i] ?? 0))).toBe(true)
        expect(thin(skeleton).data).toEqual(skeleton.data)
        const set = thinCells(cellSet(mask))
        expect(set.data.every((v, i) => v <= (mask.data[i] ?? 0))).toBe(true)
        expect(thinCells(set).data).toEqual(set.data)
      })
    )
  })

  it('never tears a region apart; what vanishes is a square of two pixels', () => {
    fc.assert(
      fc.property(blobs, (mask) => {
        const before = connectedComponents(mask)
        const after = connectedComponents(thin(mask))
        const vanishing = before.filter(
          ({ pixels, left, right, top, bottom }) => pixels.length === 4 && right - left === 1 && bottom - top === 1
        )
        expect(after.length).toBeGreaterThanOrEqual(before.length - vanishing.length)
        expect(after.length).toBeLessThanOrEqual(before.length)
      })
    )
  })
})
