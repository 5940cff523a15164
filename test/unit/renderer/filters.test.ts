import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { claheOf } from '../../../src/renderer/src/features/viewer/model/clahe.ts'
import { luma, type Sample } from '../../../src/renderer/src/features/viewer/model/pixels.ts'
import { redFreeOf } from '../../../src/renderer/src/features/viewer/model/redFree.ts'
import { tintMask } from '../../../src/renderer/src/features/viewer/model/tint.ts'

const SIDE = 64

/** A picture from a function of place, opaque. */
function picture(colour: (x: number, y: number) => readonly [number, number, number]): Sample {
  const data = new Uint8ClampedArray(SIDE * SIDE * 4)
  for (let y = 0; y < SIDE; y++) for (let x = 0; x < SIDE; x++) data.set([...colour(x, y), 255], 4 * (y * SIDE + x))
  return { data, width: SIDE, height: SIDE }
}

const whole = (sample: Sample) => ({
  data: sample.data.slice(),
  width: SIDE,
  top: 0,
  rows: SIDE,
  pictureHeight: SIDE
})

const retina = (x: number, y: number): readonly [number, number, number] => [150 + (x % 9), 70 + (y % 17), 30]

describe('red-free', () => {
  it('is grey, and darker where there is less green, as blood is', () => {
    const sample = picture((x, y) => (x > 20 && x < 26 ? [150, 45, 30] : retina(x, y)))
    const strip = whole(sample)
    redFreeOf(sample)(strip)
    const at = (x: number, y: number) => 4 * (y * SIDE + x)
    const [vessel, ground] = [at(22, 30), at(40, 30)]
    expect(strip.data[vessel]).toBe(strip.data[vessel + 1])
    expect(strip.data[vessel]).toBe(strip.data[vessel + 2])
    expect(strip.data[vessel] ?? 255).toBeLessThan(strip.data[ground] ?? 0)
  })

  it('keeps the mask round the field black', () => {
    const sample = picture((x, y) => (x < 10 ? [3, 2, 1] : retina(x, y)))
    const strip = whole(sample)
    redFreeOf(sample)(strip)
    expect(Array.from(strip.data.subarray(0, 3))).toEqual([0, 0, 0])
  })
})

describe('enhancing', () => {
  it('widens the range of a dull retina and keeps its hue', () => {
    const sample = picture((x) => [100 + (x % 6), 50 + (x % 6) / 2, 20])
    const strip = whole(sample)
    claheOf(sample)(strip)
    const range = (data: Uint8ClampedArray): number => {
      const lumas = Array.from({ length: SIDE * SIDE }, (_, pixel) => luma(data, 4 * pixel))
      return Math.max(...lumas) - Math.min(...lumas)
    }
    expect(range(strip.data)).toBeGreaterThan(2 * range(sample.data))
    const [red = 0, green = 0, blue = 0] = strip.data
    expect(red).toBeGreaterThan(green)
    expect(green).toBeGreaterThan(blue)
  })

  it('leaves the mask round the field alone', () => {
    const sample = picture((x, y) => (x < 10 ? [3, 2, 1] : retina(x, y)))
    const strip = whole(sample)
    claheOf(sample)(strip)
    expect(Array.from(strip.data.subarray(0, 4))).toEqual([3, 2, 1, 255])
  })

  it('gives the same picture in strips as in one piece', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: SIDE - 1 }), (cut) => {
        const sample = picture((x, y) => [90 + ((x * y) % 80), 40 + (y % 30), 20])
        const filter = claheOf(sample)
        const one = whole(sample)
        filter(one)
        const upper = { ...whole(sample), data: sample.data.slice(0, cut * SIDE * 4), rows: cut }
        const lower = { ...whole(sample), data: sample.data.slice(cut * SIDE * 4), top: cut, rows: SIDE - cut }
        filter(upper)
        filter(lower)
        expect([...upper.data, ...lower.data]).toEqual([...one.data])
      }),
      { numRuns: 8 }
    )
  })
})

describe('tinting a mask', () => {
  it('makes the mask its opacity and nothing else', () => {
    const data = Uint8ClampedArray.from([255, 255, 255, 255, 0, 0, 0, 255, 90, 90, 90, 255])
    tintMask(data, [1, 2, 3])
    expect([...data]).toEqual([1, 2, 3, 255, 1, 2, 3, 0, 1, 2, 3, 90])
  })
})
