import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { placeOf } from '#main/analysis/biomarkers/index.ts'
import { distanceToOutline } from '#main/analysis/biomarkers/place.ts'
import { imagePoint } from '#shared/domain/geometry.ts'
import type { Landmarks, Scale } from '#shared/domain/landmark.ts'
import { MicrometrePerPx, probability } from '#shared/domain/units.ts'
import { rightEyeLandmarks } from '#test/fixtures/analysis.ts'

const scale: Scale = { micrometrePerPx: MicrometrePerPx.parse(6), calibration: 'estimated', basis: 'discDiameter' }
const [fx, fy] = [760, 700]

const leftEye: Landmarks = {
  ...rightEyeLandmarks,
  eye: { eye: 'OS', confidence: probability(1), basis: 'discAndFovea' }
}

const at = (dx: number, dy: number, landmarks = rightEyeLandmarks) => placeOf([fx + dx, fy + dy], landmarks, scale)

describe('the place of a lesion', () => {
  it('follows the ETDRS grid: 1, 3 and 6 mm, spokes at 45°', () => {
    // 6 µm a pixel: 1 mm is 166.7 px.
    expect(at(80, 0).etdrs).toBe('centre')
    expect(at(0, -150).etdrs).toBe('innerSuperior')
    expect(at(150, 10).etdrs).toBe('innerNasal')
    expect(at(-150, 10).etdrs).toBe('innerTemporal')
    expect(at(10, 400).etdrs).toBe('outerInferior')
    expect(at(-400, 0).etdrs).toBe('outerTemporal')
    expect(at(0, 501).etdrs).toBe('outside')
  })

  it('has nasal and temporal changed over on the other eye, superior and inferior not', () => {
    const offset = fc.integer({ min: -600, max: 600 }).filter((v) => v !== 0)
    fc.assert(
      fc.property(offset, offset, (dx, dy) => {
        const [right, left] = [at(dx, dy), at(-dx, dy, leftEye)]
        expect(left.quadrant).toBe(right.quadrant)
        if (Math.abs(dx) !== Math.abs(dy)) expect(left.etdrs).toBe(right.etdrs)
      })
    )
  })

  it('is measured from the fovea to the nearest edge of the lesion in disc diameters', () => {
    const square = [fx + 300, fy - 50, fx + 400, fy - 50, fx + 400, fy + 50, fx + 300, fy + 50]
    expect(placeOf(square, rightEyeLandmarks, scale).foveaDistance).toBeCloseTo(1, 9)
    const round = [fx - 10, fy - 10, fx + 10, fy - 10, fx + 10, fy + 10, fx - 10, fy + 10]
    expect(placeOf(round, rightEyeLandmarks, scale).foveaDistance).toBe(0)
  })

  it('is null for what has no landmark to be measured from', () => {
    const blind = { ...rightEyeLandmarks, fovea: null }
    expect(placeOf([1, 1], blind, scale)).toEqual({ quadrant: null, etdrs: null, foveaDistance: null })
    expect(placeOf([1, 1], { ...rightEyeLandmarks, eye: null }, scale).quadrant).toBeNull()
    expect(placeOf([1, 1], { ...rightEyeLandmarks, disc: null }, scale).foveaDistance).toBeNull()
    expect(placeOf([1, 1], rightEyeLandmarks, null).etdrs).toBeNull()
    // Superior and inferior sectors do not need the eye.
    expect(placeOf([fx, fy - 150], { ...rightEyeLandmarks, eye: null }, scale).etdrs).toBe('innerSuperior')
    expect(placeOf([fx + 150, fy], { ...rightEyeLandmarks, eye: null }, scale).etdrs).toBeNull()
  })

  it('a point on an outline’s side is at no distance, one outside at its own', () => {
    const triangle = [0, 0, 10, 0, 0, 10]
    expect(distanceToOutline(imagePoint(5, 5), triangle)).toBeCloseTo(0, 9)
    expect(distanceToOutline(imagePoint(-3, -4), triangle)).toBeCloseTo(5, 9)
  })
})
