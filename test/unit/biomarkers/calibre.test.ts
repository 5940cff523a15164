import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { centralEquivalent, hubbard, knudtson } from '#main/analysis/biomarkers/calibre.ts'

const widths = fc.array(fc.double({ min: 30, max: 200, noNaN: true }), { minLength: 6, maxLength: 6 })

describe('central retinal equivalents', () => {
  it('pair six equal vessels to the value that Knudtson’s formula gives by hand', () => {
    // First round 0.88 √2 w three times, then two, then one: w (0.88 √2)² √((0.88² · 2 + 1) ÷ 2) …
    const first = 0.88 * Math.SQRT2 * 100
    const second = 0.88 * Math.SQRT2 * first
    expect(centralEquivalent([100, 100, 100, 100, 100, 100], knudtson.artery)).toBeCloseTo(
      0.88 * Math.hypot(second, first),
      9
    )
  })

  it('follow Hubbard’s formulas with their constants in micrometres', () => {
    expect(hubbard.artery(90, 110)).toBeCloseTo(Math.sqrt(0.87 * 8100 + 1.01 * 12100 - 0.22 * 9900 - 10.76), 9)
    expect(hubbard.vein(90, 110)).toBeCloseTo(Math.sqrt(0.72 * 8100 + 0.91 * 12100 + 450.05), 9)
  })

  it('by Knudtson grow with the scale and keep their ratio', () => {
    fc.assert(
      fc.property(widths, widths, fc.double({ min: 0.2, max: 5, noNaN: true }), (arteries, veins, scale) => {
        const scaled = (values: number[]): number[] => values.map((value) => value * scale)
        const crae = centralEquivalent(arteries, knudtson.artery) ?? 0
        const crve = centralEquivalent(veins, knudtson.vein) ?? 1
        expect(centralEquivalent(scaled(arteries), knudtson.artery)).toBeCloseTo(scale * crae, 6)
        const ratio =
          (centralEquivalent(scaled(arteries), knudtson.artery) ?? 0) /
          (centralEquivalent(scaled(veins), knudtson.vein) ?? 1)
        expect(ratio).toBeCloseTo(crae / crve, 9)
      })
    )
  })

  it('do not depend on the order of the vessels and grow when one widens', () => {
    fc.assert(
      fc.property(widths, (values) => {
        const crve = centralEquivalent(values, knudtson.vein) ?? 0
        expect(centralEquivalent(values.toReversed(), knudtson.vein)).toBe(crve)
        const wider = values.map((value, i) => (i === 0 ? value + 10 : value))
        expect(centralEquivalent(wider, knudtson.vein)).toBeGreaterThan(crve)
      })
    )
  })

  it('of no vessel there is none', () => {
    expect(centralEquivalent([], knudtson.artery)).toBeUndefined()
  })
})
