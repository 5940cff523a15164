import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { discFoveaMeasurements, discMeasurements } from '#main/analysis/biomarkers/discFigures.ts'
import type { RetinaInput } from '#main/analysis/biomarkers/index.ts'
import { rimMeasurements } from '#main/analysis/biomarkers/rim.ts'
import type { Frame } from '#main/imaging/frame.ts'
import { largestShape } from '#main/imaging/shape.ts'
import { imageCircle, imagePoint } from '#shared/domain/geometry.ts'
import type { DiscShape } from '#shared/domain/landmark.ts'
import type { Measurement, MeasurementName } from '#shared/domain/measurement.ts'
import { MicrometrePerPx, probability } from '#shared/domain/units.ts'
import { drawEllipse } from '#test/phantoms/geometricPhantoms.ts'
import { vec } from '#test/phantoms/curve.ts'

const SIZE = 400
const FRAME: Frame = { left: 0, top: 0, cropWidth: SIZE, cropHeight: SIZE, width: SIZE, height: SIZE }

type Ellipse = Parameters<typeof drawEllipse>[1]

function shapeOf(ellipse: Ellipse): DiscShape {
  const mask = drawEllipse(SIZE, ellipse)
  const map = { ...mask, data: Float32Array.from(mask.data) }
  const shape = largestShape(map, FRAME, { level: 0.5, minimumCells: 12 })
  if (!shape) throw new Error('an ellipse was drawn')
  return shape
}

const field = (centre: { x: number; y: number }, radius: number): RetinaInput['field'] => ({
  circle: imageCircle(imagePoint(centre.x, centre.y), radius),
  borderSeen: true,
  cut: [],
  angle: null
})

const inputOf = (disc: Ellipse | null, cup: Ellipse | null, changes: Partial<RetinaInput> = {}): RetinaInput => ({
  image: { width: SIZE, height: SIZE },
  field: field(vec(SIZE / 2, SIZE / 2), 2 * SIZE),
  landmarks: {
    disc: disc && shapeOf(disc),
    cup: cup && shapeOf(cup),
    fovea: { centre: imagePoint(20, 210), confidence: probability(1) },
    eye: { eye: 'OD', confidence: probability(1), basis: 'discAndFovea' },
    centring: 'disc'
  },
  scale: { micrometrePerPx: MicrometrePerPx.parse(8), calibration: 'measured', basis: 'pixelSpacing' },
  vessels: null,
  disc: null,
  findings: [],
  lesionsSought: false,
  quality: null,
  ...changes
})

function valueIn(all: readonly Measurement[], name: MeasurementName): number {
  const { result } = all.find((one) => one.name === name) ?? { result: undefined }
  if (!result?.measurable) throw new Error(`${name} is not measurable`)
  return result.value
}

const share = fc.double({ min: 0.25, max: 0.85, noNaN: true })
const radius = fc.integer({ min: 70, max: 130 })
const drawn = fc.record({ x: radius, y: radius, across: share, down: share })
const middle = vec(SIZE / 2, SIZE / 2)

describe('a disc and cup of known size', () => {
  it('have the ratios that they were drawn with, wherever the cup lies in the disc', () => {
    fc.assert(
      fc.property(drawn, ({ x, y, across, down }) => {
        const shift = vec(0.5 * (1 - across) * x, -0.4 * (1 - down) * y)
        const centre = vec(middle.x + shift.x, middle.y + shift.y)
        const all = discMeasurements(
          inputOf({ centre: middle, radii: vec(x, y) }, { centre, radii: vec(x * across, y * down) })
        )
        expect(Math.abs(valueIn(all, 'cupToDiscRatioVertical') - down)).toBeLessThan(0.015)
        expect(Math.abs(valueIn(all, 'cupToDiscRatioHorizontal') - across)).toBeLessThan(0.015)
        expect(Math.abs(valueIn(all, 'cupToDiscRatioArea') - across * down)).toBeLessThan(0.015)
        expect(Math.abs(valueIn(all, 'discHeight') - (2 * y * 8) / 1000)).toBeLessThan(0.02)
        expect(Math.abs(valueIn(all, 'discArea') / (Math.PI * x * y * 0.008 ** 2) - 1)).toBeLessThan(0.01)
      }),
      { numRuns: 20 }
    )
  })

  it('keep ratio and area when the camera is turned, and change height with width at a quarter turn', () => {
    fc.assert(
      fc.property(radius, share, fc.double({ min: 0, max: Math.PI, noNaN: true }), (x, ratio, rotation) => {
        const at = (turn: number): Measurement[] => {
          const disc = { centre: middle, radii: vec(x, 100), rotation: turn }
          return discMeasurements(inputOf(disc, { ...disc, radii: vec(x * ratio, 100 * ratio) }))
        }
        const [before, turned, quarter] = [at(0), at(rotation), at(Math.PI / 2)]
        for (const name of ['cupToDiscRatioArea', 'cupToDiscRatioVertical'] as const)
          expect(Math.abs(valueIn(turned, name) - valueIn(before, name)), name).toBeLessThan(0.02)
        expect(valueIn(turned, 'discArea') / valueIn(before, 'discArea')).toBeCloseTo(1, 1)
        expect(Math.abs(valueIn(quarter, 'discHeight') - valueIn(before, 'discWidth'))).toBeLessThan(0.02)
      }),
      { numRuns: 12 }
    )
  })
})

describe('a disc or cup that cannot be measured', () => {
  const disc = { centre: middle, radii: vec(90, 100) }
  const cup = { centre: middle, radii: vec(40, 45) }
  const reasons = (input: RetinaInput): Set<string> =>
    new Set(
      [...discMeasurements(input), ...rimMeasurements(input), ...discFoveaMeasurements(input)].map(({ result }) =>
        result.measurable ? 'measurable' : result.reason
      )
    )

  it('says so with one reason: no disc, cut by the field’s border, cut by the picture’s frame', () => {
    expect(reasons(inputOf(null, null))).toEqual(new Set(['noDisc']))
    const border = field(vec(SIZE / 2 - 300, SIZE / 2), 330)
    expect(reasons(inputOf(disc, cup, { field: border }))).toEqual(new Set(['discCutByBorder']))
    expect(reasons(inputOf({ ...disc, centre: vec(60, 200) }, cup))).toEqual(new Set(['discCutByBorder']))
  })

  it('leaves the disc measurable where only the cup is missing', () => {
    const all = discMeasurements(inputOf(disc, null))
    expect(valueIn(all, 'discHeight')).toBeCloseTo(1.6, 1)
    expect(all.find(({ name }) => name === 'cupToDiscRatioVertical')?.result).toEqual({
      measurable: false,
      reason: 'noCup'
    })
  })
})
