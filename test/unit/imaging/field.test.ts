import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { imageCircle, imagePoint } from '#shared/domain/geometry.ts'
import { fitCircle } from '#main/imaging/circleFit.ts'
import { findField } from '#main/imaging/field.ts'
import { cutFrame } from '#main/imaging/cutFrame.ts'
import { discFrame, fieldFrame, toImage } from '#main/imaging/frame.ts'
import type { RgbRaster } from '#main/imaging/raster.ts'

/** A lit disc on black, brighter in the middle, as a fundus camera gives it. */
function lit(size: { width: number; height: number }, circle: { x: number; y: number; radius: number }): RgbRaster {
  const data = new Uint8Array(size.width * size.height * 3)
  for (let y = 0, i = 0; y < size.height; y++) {
    for (let x = 0; x < size.width; x++, i += 3) {
      const far = Math.hypot(x + 0.5 - circle.x, y + 0.5 - circle.y) / circle.radius
      if (far > 1) continue
      data.set([200 - 120 * far, 90 - 60 * far, 40 - 30 * far], i)
    }
  }
  return { ...size, data }
}

describe('the field of view', () => {
  it('is found to within half a percent, also where the frame cuts it', async () => {
    const cases = [
      { size: { width: 900, height: 900 }, circle: { x: 450, y: 450, radius: 430 } },
      { size: { width: 1200, height: 800 }, circle: { x: 590, y: 405, radius: 480 } },
      { size: { width: 640, height: 480 }, circle: { x: 300, y: 250, radius: 200 } }
    ]
    for (const { size, circle } of cases) {
      const found = await findField(lit(size, circle))
      expect(Math.abs((found?.radius ?? 0) - circle.radius)).toBeLessThan(0.005 * size.width)
      expect(Math.abs((found?.centre.x ?? 0) - circle.x)).toBeLessThan(0.005 * size.width)
      expect(Math.abs((found?.centre.y ?? 0) - circle.y)).toBeLessThan(0.005 * size.width)
    }
  })

  it('is not made up where no border shows: crops, black and one-colour pictures', async () => {
    const crop = lit({ width: 400, height: 400 }, { x: 200, y: 200, radius: 900 })
    expect(await findField(crop)).toBeUndefined()
    const plain = (value: number): RgbRaster => ({ width: 300, height: 300, data: new Uint8Array(270_000).fill(value) })
    for (const value of [0, 90, 255]) expect(await findField(plain(value))).toBeUndefined()
  })

  it('is no square', async () => {
    const data = new Uint8Array(300 * 300 * 3)
    for (let y = 60; y < 240; y++)
      for (let x = 60; x < 240; x++) data.fill(150, 3 * (y * 300 + x), 3 * (y * 300 + x) + 3)
    expect(await findField({ width: 300, height: 300, data })).toBeUndefined()
  })
})

it('three points give their circle back', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -50, max: 50, noNaN: true }),
      fc.double({ min: -50, max: 50, noNaN: true }),
      fc.double({ min: 1, max: 100, noNaN: true }),
      (x, y, radius) => {
        const points = [0.1, 2, 4].flatMap((t) => [x + radius * Math.cos(t), y + radius * Math.sin(t)])
        const circle = fitCircle(Float64Array.from(points))
        expect(circle?.x).toBeCloseTo(x, 4)
        expect(circle?.y).toBeCloseTo(y, 4)
        expect(circle?.radius).toBeCloseTo(radius, 4)
      }
    )
  )
  expect(fitCircle(Float64Array.of(0, 0, 1, 1, 2, 2))).toBeUndefined()
})

describe('frames', () => {
  const circle = imageCircle(imagePoint(950, 680), 817)

  it('scale the field to its diameter and are cut by the photograph, not squeezed', () => {
    const frame = fieldFrame({ width: 2048, height: 1360 }, circle, 1000)
    expect(frame).toMatchObject({ left: 133, top: 0, cropWidth: 1634, cropHeight: 1360, width: 1000, height: 832 })
  })

  it('take the whole picture where no field shows', () => {
    const frame = fieldFrame({ width: 400, height: 300 }, undefined, 800)
    expect(frame).toEqual({ left: 0, top: 0, cropWidth: 400, cropHeight: 300, width: 800, height: 600 })
  })

  it('map their corners back to the photograph', () => {
    const frame = fieldFrame({ width: 2048, height: 1360 }, circle, 1000)
    expect(toImage(frame, 0, 0)).toEqual(imagePoint(133, 0))
    expect(toImage(frame, frame.width, frame.height)).toEqual(imagePoint(133 + 1634, 1360))
  })

  it('are black beyond the photograph and in their padding', async () => {
    const white: RgbRaster = { width: 100, height: 100, data: new Uint8Array(30_000).fill(255) }
    const frame = discFrame({ centre: imagePoint(0, 50), diameterPx: 40 }, 1, 40)
    expect(frame).toMatchObject({ left: -20, top: 30, cropWidth: 40 })
    const cut = await cutFrame(white, frame, 32)
    expect([cut.width, cut.height]).toEqual([64, 64])
    const at = (x: number, y: number): number | undefined => cut.data[3 * (y * 64 + x)]
    expect([at(5, 20), at(35, 20), at(50, 20), at(35, 50)]).toEqual([0, 255, 0, 0])
  })
})
