import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { imageOutline, signedArea } from '#shared/domain/geometry.ts'
import { connectedComponents, largestComponent } from '#main/imaging/components.ts'
import type { Mask } from '#main/imaging/mask.ts'
import { simplifyOutline, traceOutline } from '#main/imaging/outline.ts'

const draw = (...rows: readonly string[]): Mask => ({
  width: rows[0]?.length ?? 0,
  height: rows.length,
  data: Uint8Array.from(rows.join('').replaceAll('.', '0').replaceAll('#', '1'), Number)
})

const randomMask = fc
  .record({ width: fc.integer({ min: 1, max: 24 }), height: fc.integer({ min: 1, max: 24 }) })
  .chain(({ width, height }) =>
    fc
      .array(fc.integer({ min: 0, max: 1 }), { minLength: width * height, maxLength: width * height })
      .map((bits): Mask => ({ width, height, data: Uint8Array.from(bits) }))
  )

/** Flood fill, slow and plain: what the two-pass labelling must agree with. */
function floodFill(mask: Mask): number[][] {
  const seen = new Set<number>()
  const regions: number[][] = []
  for (let start = 0; start < mask.data.length; start++) {
    if (mask.data[start] === 0 || seen.has(start)) continue
    const region: number[] = []
    const stack = [start]
    seen.add(start)
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      region.push(at)
      const [x, y] = [at % mask.width, Math.floor(at / mask.width)]
      for (const [dx, dy] of [
        [-1, -1],
        [0, -1],
        [1, -1],
        [-1, 0],
        [1, 0],
        [-1, 1],
        [0, 1],
        [1, 1]
      ] as const) {
        const [nx, ny] = [x + dx, y + dy]
        const next = ny * mask.width + nx
        if (nx < 0 || ny < 0 || nx >= mask.width || ny >= mask.height) continue
        if (mask.data[next] === 0 || seen.has(next)) continue
        seen.add(next)
        stack.push(next)
      }
    }
    regions.push(region.toSorted((a, b) => a - b))
  }
  return regions
}

describe('connected components', () => {
  it('agree with a flood fill on any mask', () => {
    fc.assert(
      fc.property(randomMask, (mask) => {
        expect(connectedComponents(mask).map((component) => [...component.pixels])).toEqual(floodFill(mask))
      })
    )
  })

  it('join regions that meet only by a corner or late in the scan', () => {
    expect(connectedComponents(draw('#.#', '#.#', '###'))).toHaveLength(1)
    expect(connectedComponents(draw('..#', '.#.', '#..'))).toHaveLength(1)
    expect(connectedComponents(draw('#.#', '...', '#.#'))).toHaveLength(4)
  })

  it('know their bounding box and the largest of them', () => {
    const largest = largestComponent(connectedComponents(draw('#....', '...##', '..###')))
    expect(largest).toMatchObject({ left: 2, top: 1, right: 4, bottom: 2 })
    expect(largestComponent([])).toBeUndefined()
  })
})

describe('outlines', () => {
  it('of one pixel are its four corners', () => {
    const [component] = connectedComponents(draw('...', '.#.', '...'))
    expect(component && traceOutline(component, 3)).toHaveLength(8)
  })

  it('enclose exactly the pixels of a region without holes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 30 }), fc.integer({ min: 1, max: 10 }), (size, radius) => {
        const width = size + 2 * radius
        const data = new Uint8Array(width * width)
        const centre = width / 2
        for (let y = 0; y < width; y++)
          for (let x = 0; x < width; x++)
            if (Math.hypot(x + 0.5 - centre, y + 0.5 - centre) <= radius) data[y * width + x] = 1
        const component = largestComponent(connectedComponents({ width, height: width, data }))
        if (!component) return
        expect(Math.abs(signedArea(imageOutline(traceOutline(component, width))))).toBe(component.pixels.length)
      })
    )
  })

  it('close for any region, however ragged', () => {
    fc.assert(
      fc.property(randomMask, (mask) => {
        for (const component of connectedComponents(mask)) {
          const flat = traceOutline(component, mask.width)
          const xs = flat.filter((_, i) => i % 2 === 0)
          const ys = flat.filter((_, i) => i % 2 === 1)
          expect([Math.min(...xs), Math.max(...xs)]).toEqual([component.left, component.right + 1])
          expect([Math.min(...ys), Math.max(...ys)]).toEqual([component.top, component.bottom + 1])
        }
      })
    )
  })

  it('lose only points within the tolerance when simplified', () => {
    const circle = Array.from({ length: 200 }, (_, i) => (2 * Math.PI * i) / 200).flatMap((t) => [
      50 + 40 * Math.cos(t),
      50 + 40 * Math.sin(t)
    ])
    const simple = simplifyOutline(circle, 0.5)
    expect(simple.length).toBeLessThan(circle.length / 4)
    const area = Math.abs(signedArea(imageOutline(simple)))
    expect(area).toBeGreaterThan(Math.PI * 39.5 ** 2 * 0.97)
    expect(area).toBeLessThan(Math.PI * 40 ** 2)
  })
})
