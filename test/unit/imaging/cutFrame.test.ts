import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cutFrame } from '#main/imaging/cutFrame.ts'
import { enlarge } from '#main/imaging/enlarge.ts'
import type { RgbRaster } from '#main/imaging/raster.ts'
import { shrink, shrinkByArea } from '#main/imaging/shrink.ts'

/** A picture of 64 × 48 px without any symmetry. */
const uneven: RgbRaster = {
  width: 64,
  height: 48,
  data: Uint8Array.from({ length: 64 * 48 * 3 }, (_, i) => (i * i * 31 + 7 * i) % 251)
}

/** A grey picture of its first channel. */
const grey = (width: number, values: readonly number[]): RgbRaster => ({
  width,
  height: values.length / width,
  data: Uint8Array.from(values.flatMap((value) => [value, value, value]))
})
const firstChannel = ({ data }: RgbRaster): number[] => Array.from(data).filter((_, i) => i % 3 === 0)

function mirrored({ width, height, data }: RgbRaster): RgbRaster {
  const turned = new Uint8Array(data.length)
  for (let i = 0; i < width * height; i++) {
    const other = Math.floor(i / width) * width + (width - 1 - (i % width))
    turned.set(data.subarray(3 * other, 3 * other + 3), 3 * i)
  }
  return { width, height, data: turned }
}

const whole = ({ width, height }: RgbRaster, size: { readonly width: number; readonly height: number }) => ({
  left: 0,
  top: 0,
  cropWidth: width,
  cropHeight: height,
  ...size
})

describe('enlarging', () => {
  it('is OpenCV’s INTER_CUBIC', () => {
    const ramp = Array.from({ length: 12 }, (_, i) => 17 * i)
    expect(firstChannel(enlarge(grey(4, ramp), { width: 7, height: 5 }))).toEqual(
      [
        [0, 0, 9, 19, 29, 40, 46],
        [20, 26, 37, 47, 57, 68, 74],
        [66, 73, 83, 94, 104, 114, 121],
        [113, 119, 130, 140, 150, 161, 167],
        [141, 147, 158, 168, 178, 189, 195]
      ].flat()
    )
  })

  it('keeps a picture of the same size as it is', () => {
    expect(enlarge(uneven, uneven).data).toEqual(uneven.data)
  })

  it('keeps an even picture even', () => {
    const side = fc.integer({ min: 1, max: 20 })
    fc.assert(
      fc.property(side, side, fc.integer({ min: 0, max: 255 }), (from, more, value) => {
        const even = grey(
          from,
          Array.from({ length: from * from }, () => value)
        )
        expect(new Set(enlarge(even, { width: from + more, height: from + more }).data)).toEqual(new Set([value]))
      })
    )
  })
})

describe('shrinking', () => {
  const ramp = grey(
    7,
    Array.from({ length: 35 }, (_, i) => 7 * i)
  )

  it('is OpenCV’s INTER_AREA', () => {
    expect(firstChannel(shrinkByArea(ramp, { width: 4, height: 3 }))).toEqual(
      [
        [23, 35, 47, 59],
        [101, 113, 125, 137],
        [179, 191, 203, 215]
      ].flat()
    )
    expect([...shrinkByArea(uneven, { width: 3, height: 2 }).data]).toEqual([
      122, 120, 120, 123, 122, 123, 122, 123, 124, 121, 123, 123, 123, 122, 122, 123, 121, 120
    ])
  })

  it('along one side leaves the other as it is', () => {
    expect(firstChannel(shrinkByArea(ramp, { width: 2, height: 5 }))).toEqual(
      [
        [9, 33],
        [58, 82],
        [107, 131],
        [156, 180],
        [205, 229]
      ].flat()
    )
  })

  it('to a large frame is exact too, unless the photograph is far larger', async () => {
    const noise = (side: number): RgbRaster =>
      grey(
        side,
        Array.from({ length: side * side }, (_, i) => (i * 7919) % 251)
      )
    for (const [side, isExact] of [
      [900, true],
      [1300, false]
    ] as const) {
      const [photograph, size] = [noise(side), { width: 800, height: 800 }]
      const found = await shrink(photograph, size)
      expect(Buffer.compare(found.data, shrinkByArea(photograph, size).data) === 0).toBe(isExact)
    }
  })

  it('of a large picture by way of libvips is the same within half a level', async () => {
    const [width, height] = [1600, 1200]
    const wave = (i: number): number => 128 + 70 * Math.sin((i % width) / 9) + 50 * Math.sin(Math.floor(i / width) / 5)
    const large = grey(
      width,
      Array.from({ length: width * height }, (_, i) => wave(i))
    )
    const size = { width: 200, height: 150 }
    const [exact, found] = [shrinkByArea(large, size), await shrink(large, size)]
    const differences = found.data.map((value, i) => Math.abs(value - (exact.data[i] ?? 0)))
    expect(differences.reduce((sum, value) => sum + value, 0) / differences.length).toBeLessThan(0.5)
  })

  it('keeps an even picture even', () => {
    const side = fc.integer({ min: 1, max: 24 })
    fc.assert(
      fc.property(side, side, fc.integer({ min: 0, max: 255 }), (from, to, value) => {
        const even = grey(
          from,
          Array.from({ length: from * from }, () => value)
        )
        const size = Math.min(from, to)
        expect(new Set(shrinkByArea(even, { width: size, height: size }).data)).toEqual(new Set([value]))
      })
    )
  })
})

describe('a frame', () => {
  // A resampler that sets the picture half a pixel off costs a hundredth of the vessels' average precision.
  it.each([
    ['smaller', { width: 32, height: 24 }],
    ['a little larger', { width: 65, height: 49 }],
    ['much larger', { width: 130, height: 98 }]
  ])('that is %s moves the picture to neither side', async (_, size) => {
    const cut = await cutFrame(uneven, whole(uneven, size))
    const turned = mirrored(await cutFrame(mirrored(uneven), whole(uneven, size)))
    const differences = cut.data.map((value, i) => Math.abs(value - (turned.data[i] ?? 0)))
    expect(Math.max(...new Set(differences))).toBeLessThanOrEqual(1)
  })

  it('is black beyond the photograph and padded to a multiple', async () => {
    const image = grey(
      4,
      Array.from({ length: 16 }, () => 200)
    )
    const cut = await cutFrame(image, { left: -2, top: 0, cropWidth: 4, cropHeight: 4, width: 4, height: 4 }, 3)
    expect([cut.width, cut.height]).toEqual([6, 6])
    expect(firstChannel(cut).slice(0, 6)).toEqual([0, 0, 200, 200, 0, 0])
    expect(firstChannel(cut).slice(30)).toEqual([0, 0, 0, 0, 0, 0])
  })
})
