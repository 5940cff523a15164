import { expect, it } from 'vitest'
import { vec } from '#test/phantoms/curve.ts'
import {
  drawBranching,
  drawEllipse,
  drawKochCurve,
  drawKochTree,
  drawVessel
} from '#test/phantoms/geometricPhantoms.ts'
import { areaOf } from '#test/phantoms/paint.ts'

it('a straight vessel is as long, wide and straight as it says', () => {
  const vessel = drawVessel({ shape: 'straight', length: 200 }, { size: 256, width: 9, rotation: 0.4 })
  expect(vessel.arcLength).toBeCloseTo(200, 6)
  expect(vessel.distanceTortuosity).toBeCloseTo(1, 9)
  expect(vessel.meanSquaredCurvature).toBeCloseTo(0, 9)
  // Round ends add a circle of the vessel's width.
  expect(areaOf(vessel.mask)).toBeCloseTo(200 * 9 + Math.PI * 4.5 ** 2, -2)
})

it('an arc has the length, chord and curvature of a circle', () => {
  const vessel = drawVessel({ shape: 'arc', radius: 80, angle: Math.PI / 2 }, { size: 256, width: 7 })
  expect(vessel.arcLength).toBeCloseTo((80 * Math.PI) / 2, 3)
  expect(vessel.chord).toBeCloseTo(80 * Math.SQRT2, 6)
  expect(vessel.meanSquaredCurvature * 80 ** 2).toBeCloseTo(1, 2)
})

it('a sinusoid has the arc length of the complete elliptic integral', () => {
  // a = 0.5, y = a sin x over one period: arc = 4 √(1 + a²) E(a² ÷ (1 + a²)) = 6.6592
  const scale = 30
  const vessel = drawVessel(
    { shape: 'sinusoid', length: 2 * Math.PI * scale, amplitude: 0.5 * scale, periods: 1 },
    { size: 256, width: 5 }
  )
  expect(vessel.arcLength / scale).toBeCloseTo(6.6592, 2)
})

it('Koch’s curve grows by four thirds with each level', () => {
  const area = (levels: number): number => areaOf(drawKochCurve(729, levels).mask)
  expect(area(3) / area(2)).toBeCloseTo(4 / 3, 1)
})

it('the tree has five times the strokes at a third of the size', () => {
  const area = (levels: number): number => areaOf(drawKochTree(729, levels).mask)
  // A stroke of 1.2 px covers one or two pixels, as it falls.
  expect(area(3) / area(1) / (25 / 9)).toBeGreaterThan(0.85)
  expect(area(3) / area(1) / (25 / 9)).toBeLessThan(1.25)
})

it('a branching covers its three arms and an ellipse its area', () => {
  const fork = drawBranching({
    size: 200,
    parentWidth: 10,
    daughters: [
      { width: 8, turn: -0.5 },
      { width: 6, turn: 0.5 }
    ]
  })
  expect(areaOf(fork.mask)).toBeGreaterThan(0.84 * 84 * 24)
  expect(areaOf(fork.mask)).toBeLessThan(84 * 26)
  expect(areaOf(drawEllipse(200, { centre: vec(100, 90), radii: vec(40, 60), rotation: 0.7 }))).toBeCloseTo(
    Math.PI * 40 * 60,
    -2
  )
})
