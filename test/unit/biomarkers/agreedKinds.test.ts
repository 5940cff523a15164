import { describe, expect, it } from 'vitest'
import { agreedKinds } from '#main/analysis/biomarkers/agreedKinds.ts'
import { nearestLine } from '#main/analysis/biomarkers/nearestLine.ts'
import { cellSet } from '#main/analysis/biomarkers/cellSet.ts'
import { vesselMasks } from '#main/analysis/stages.ts'
import { emptyMask } from '#main/imaging/mask.ts'
import type { VesselMaps } from '#main/inference/vision/vessels.ts'

const WIDTH = 120
const HEIGHT = 60
const map = (at: (x: number, y: number) => number) => ({
  width: WIDTH,
  height: HEIGHT,
  data: Float32Array.from({ length: WIDTH * HEIGHT }, (_, cell) => at(cell % WIDTH, Math.floor(cell / WIDTH)))
})
const isUpper = (y: number): boolean => y >= 14 && y <= 18
const isLower = (y: number): boolean => y >= 40 && y <= 44
const isVessel = (x: number, y: number): boolean => x >= 5 && x < 115 && (isUpper(y) || isLower(y))
/** Every third column of each vessel is taken for the other kind. */
const wavers = (x: number): boolean => x % 3 === 0

function twoWaveringVessels(): VesselMaps {
  const believed = (x: number, y: number, kind: 'artery' | 'vein'): number => {
    if (!isVessel(x, y)) return 0.01
    const truth = isUpper(y) ? 'artery' : 'vein'
    return (truth === kind) === wavers(x) ? 0.2 : 0.6
  }
  return {
    frame: { left: 0, top: 0, cropWidth: WIDTH, cropHeight: HEIGHT, width: WIDTH, height: HEIGHT },
    vessel: map((x, y) => (isVessel(x, y) ? 0.8 : 0.02)),
    artery: map((x, y) => believed(x, y, 'artery')),
    vein: map((x, y) => believed(x, y, 'vein')),
    crossing: map(() => 0.01),
    level: 0.5
  }
}

describe('agreedKinds', () => {
  it('gives a whole vessel the kind that most of it shows, and keeps two vessels apart', () => {
    const { arteries, veins, vessels } = vesselMasks(agreedKinds(twoWaveringVessels()))
    for (let cell = 0; cell < WIDTH * HEIGHT; cell++) {
      if (vessels.data[cell] !== 1) continue
      const upper = isUpper(Math.floor(cell / WIDTH))
      expect([arteries.data[cell], veins.data[cell]]).toEqual(upper ? [1, 0] : [0, 1])
    }
  })

  it('keeps the sum of both beliefs, and every belief outside the vessels', () => {
    const before = twoWaveringVessels()
    const after = agreedKinds(before)
    for (let cell = 0; cell < WIDTH * HEIGHT; cell++) {
      const sum = (maps: VesselMaps): number => (maps.artery.data[cell] ?? 0) + (maps.vein.data[cell] ?? 0)
      expect(sum(after)).toBeCloseTo(sum(before), 5)
      if (before.vessel.data[cell] !== before.vessel.data[0]) continue
      expect(after.artery.data[cell]).toBe(before.artery.data[cell])
    }
  })

  it('leaves maps without a vessel as they are', () => {
    const nothing = { ...twoWaveringVessels(), vessel: map(() => 0.02) }
    expect(agreedKinds(nothing).artery.data).toEqual(nothing.artery.data)
  })
})

describe('nearestLine', () => {
  it('walks within the set only: cells that no line reaches belong to none', () => {
    const mask = emptyMask(12, 7)
    const row = (y: number, from: number, to: number): number[] =>
      Array.from({ length: to - from + 1 }, (_, i) => y * 12 + from + i)
    for (const cell of [...row(2, 1, 10), ...row(5, 1, 10)]) mask.data[cell] = 1
    const nearest = nearestLine(cellSet(mask), [row(2, 1, 3), row(2, 9, 10)])
    expect(row(2, 1, 10).map((cell) => nearest[cell])).toEqual([0, 0, 0, 0, 0, 0, 1, 1, 1, 1])
    expect(new Set(row(5, 1, 10).map((cell) => nearest[cell]))).toEqual(new Set([-1]))
  })
})
