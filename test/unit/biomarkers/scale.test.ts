import { describe, expect, it } from 'vitest'
import { estimateScale, fieldAngle } from '#main/analysis/biomarkers/index.ts'
import { imageCircle, imagePoint } from '#shared/domain/geometry.ts'
import type { FieldOfView } from '#shared/domain/landmark.ts'
import { rightEyeLandmarks } from '#test/fixtures/analysis.ts'

const field: FieldOfView = { circle: imageCircle(imagePoint(1010, 680), 830), borderSeen: true, cut: [], angle: null }
const { disc } = rightEyeLandmarks

describe('the scale', () => {
  it('is measured when the file says it', () => {
    const scale = estimateScale({ pixelSpacingMillimetres: 0.0055, disc, field })
    expect(scale).toEqual({ micrometrePerPx: 5.5, calibration: 'measured', basis: 'pixelSpacing' })
  })

  it('is else estimated from a disc of 1.8 mm', () => {
    expect(estimateScale({ disc, field })).toEqual({
      micrometrePerPx: 6,
      calibration: 'estimated',
      basis: 'discDiameter'
    })
  })

  it('is else estimated from a field of 6.404 discs', () => {
    const scale = estimateScale({ disc: null, field })
    expect(scale?.basis).toBe('fieldDiameter')
    expect(scale?.micrometrePerPx).toBeCloseTo((6.404 * 1800) / 1660, 6)
  })

  it('does not trust a disc that the border of the field cuts', () => {
    const small = { ...field, circle: imageCircle(imagePoint(700, 680), 800) }
    expect(estimateScale({ disc, field: small })?.basis).toBe('fieldDiameter')
  })

  it('is unknown where neither a disc nor a border is seen, and a spacing of 0 is none', () => {
    expect(estimateScale({ disc: null, field: { ...field, borderSeen: false } })).toBeUndefined()
    expect(estimateScale({ pixelSpacingMillimetres: 0, disc: null, field: { ...field, borderSeen: false } })).toBe(
      undefined
    )
  })
})

describe('the angle of the field', () => {
  const wideAs = (diameters: number): FieldOfView => ({
    ...field,
    circle: imageCircle(disc?.centre ?? imagePoint(0, 0), ((disc?.diameterPx ?? 0) * diameters) / 2)
  })

  it('is told by how many discs it is wide: 4.3 at 30°, 6.4 at 45°, 8.5 at 60°', () => {
    expect([4.27, 6.4, 8.54].map((diameters) => fieldAngle(disc, wideAs(diameters)))).toEqual([
      'narrow',
      'standard',
      'wide'
    ])
  })

  it('is not told without a whole disc or without a border', () => {
    expect(fieldAngle(null, field)).toBeNull()
    expect(fieldAngle(disc, { ...field, borderSeen: false })).toBeNull()
    expect(fieldAngle(disc, { ...field, circle: imageCircle(imagePoint(700, 680), 800) })).toBeNull()
  })
})
