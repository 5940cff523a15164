import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { resample, toFrame, toPhotograph } from '#main/evaluation/look/resample.ts'
import { fillOutline } from '#main/evaluation/look/truthMask.ts'
import { dice, overlapOf } from '#main/evaluation/metrics/overlap.ts'
import { type ProbabilityMap, area } from '#main/imaging/mask.ts'
import { imageOutline, signedArea } from '#shared/domain/geometry.ts'

const count = (width: number, height: number): ProbabilityMap => ({
  width,
  height,
  data: Float32Array.from({ length: width * height }, (_, i) => i)
})
const values = ({ data }: ProbabilityMap): number[] => Array.from(data, (value) => Math.round(value * 1e4) / 1e4)

describe('resampling', () => {
  it('is bilinear when it grows, as OpenCV’s INTER_LINEAR', () => {
    expect(values(resample(count(2, 2), { width: 4, height: 4 }))).toEqual([
      0, 0.25, 0.75, 1, 0.5, 0.75, 1.25, 1.5, 1.5, 1.75, 2.25, 2.5, 2, 2.25, 2.75, 3
    ])
    expect(values(resample(count(4, 3), { width: 7, height: 5 })).slice(7, 14)).toEqual([
      1.6, 1.9571, 2.5286, 3.1, 3.6714, 4.2429, 4.6
    ])
  })

  it('averages by area when it shrinks, as OpenCV’s INTER_AREA', () => {
    expect(values(resample(count(4, 3), { width: 3, height: 2 }))).toEqual([
      1.5833, 2.8333, 4.0833, 6.9167, 8.1667, 9.4167
    ])
  })

  it('keeps an even map even, whatever the sizes', () => {
    const side = fc.integer({ min: 1, max: 30 })
    const size = fc.record({ width: side, height: side })
    fc.assert(
      fc.property(size, size, (from, to) => {
        const result = resample({ ...from, data: new Float32Array(from.width * from.height).fill(0.625) }, to)
        expect(result.data).toHaveLength(to.width * to.height)
        expect(Math.max(...result.data)).toBeCloseTo(0.625, 5)
        expect(Math.min(...result.data)).toBeCloseTo(0.625, 5)
      })
    )
  })
})

describe('a frame’s map on its photograph', () => {
  const frame = { left: -1, top: 1, cropWidth: 4, cropHeight: 2, width: 4, height: 2 }

  it('lies where the frame was cut, is 0 outside and loses what was beyond the border', () => {
    const map = toPhotograph(count(4, 2), frame, { width: 4, height: 4 })
    expect(values(map)).toEqual([0, 0, 0, 0, 1, 2, 3, 0, 5, 6, 7, 0, 0, 0, 0, 0])
  })

  it('comes from a mask of the photograph and goes back to it', () => {
    const mask = { width: 4, height: 4, data: Uint8Array.from([0, 1, 0, 0, 1, 1, 0, 1, 0, 0, 1, 1, 1, 1, 1, 1]) }
    expect(Array.from(toFrame(mask, frame).data)).toEqual([0, 1, 1, 0, 0, 0, 0, 1])
  })
})

describe('a filled outline', () => {
  it('is a square with the pixels whose centres lie inside', () => {
    const square = imageOutline([1, 1, 4, 1, 4, 3, 1, 3])
    const mask = fillOutline(square, { width: 5, height: 4 })
    expect(Array.from(mask.data)).toEqual([0, 0, 0, 0, 0, 0, 1, 1, 1, 0, 0, 1, 1, 1, 0, 0, 0, 0, 0, 0])
  })

  it('stays inside the picture', () => {
    const mask = fillOutline(imageOutline([-5, -5, 9, -5, 9, 9, -5, 9]), { width: 3, height: 3 })
    expect(area(mask)).toBe(9)
  })

  it('has about the area of its outline', () => {
    const radius = fc.double({ min: 20, max: 45, noNaN: true })
    fc.assert(
      fc.property(radius, fc.double({ min: 48, max: 52, noNaN: true }), (r, centre) => {
        const outline = imageOutline(
          Array.from({ length: 64 }, (_, i) => (2 * Math.PI * i) / 64).flatMap((angle) => [
            centre + r * Math.cos(angle),
            centre + r * Math.sin(angle)
          ])
        )
        const filled = area(fillOutline(outline, { width: 100, height: 100 }))
        expect(filled / Math.abs(signedArea(outline))).toBeCloseTo(1, 1)
      })
    )
  })
})

describe('Dice', () => {
  const mask = (bits: readonly number[]) => ({ width: bits.length, height: 1, data: Uint8Array.from(bits) })

  it('is 2|A∩B| over |A| + |B|, 1 for two empty masks, and looks inside only', () => {
    expect(dice(overlapOf(mask([1, 1, 0, 0]), mask([0, 1, 1, 0])))).toBe(0.5)
    expect(dice(overlapOf(mask([0, 0]), mask([0, 0])))).toBe(1)
    expect(dice(overlapOf(mask([1, 1, 0]), mask([0, 1, 1]), mask([0, 1, 0])))).toBe(1)
  })
})
