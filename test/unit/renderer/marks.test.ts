import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { reviewed } from '#shared/domain/finding.ts'
import { imageBox, imagePoint } from '#shared/domain/geometry.ts'
import { OutlinedLesion } from '#shared/domain/lesion.ts'
import { isUnsure, lesionMarks, markShapes } from '#shared/domain/mark.ts'
import { DEFAULT_VIEW } from '#shared/domain/view.ts'
import { shapePath } from '#main/report/lesionMarks.ts'
import { aFinding } from '#test/fixtures/finding.ts'
import { rightEyeLandmarks } from '#test/fixtures/analysis.ts'
import { MicrometrePerPx } from '#shared/domain/units.ts'
import { markWeight, shownFindings } from '../../../src/renderer/src/features/viewer/model/appearance.ts'
import { readCalliper } from '../../../src/renderer/src/features/viewer/model/calliper.ts'
import { markAt } from '../../../src/renderer/src/features/viewer/model/hitTest.ts'
import { scaleBar } from '../../../src/renderer/src/features/viewer/model/scaleBar.ts'

const box = (x: number, y: number, size: number) => ({ box: imageBox({ x, y, width: size, height: size }) })
const [proposed] = reviewed([aFinding(1, 'haemorrhage', { x: 50, y: 50, confidence: 0.4 })], [])

describe('hitting a mark', () => {
  it('finds a lesion of one pixel within reach of its mark, at any scale', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.05, max: 16, noNaN: true }), (scale) => {
        const mark = box(100, 100, 1)
        expect(markAt([mark], imagePoint(100.5 + 5 / scale, 100.5), scale)).toBe(mark)
        expect(markAt([mark], imagePoint(100.5 + 12 / scale + 1, 100.5), scale)).toBeUndefined()
      })
    )
  })

  it('reaches the small mark inside a large one', () => {
    const [large, small] = [box(0, 0, 500), box(200, 200, 20)]
    expect(markAt([large, small], imagePoint(210, 210), 1)).toBe(small)
    expect(markAt([small, large], imagePoint(300, 300), 1)).toBe(large)
  })
})

describe('the look of a mark', () => {
  it('is thin for the model, thick for the clinician, faint when rejected', () => {
    if (!proposed) throw new Error('no finding')
    expect(markWeight(proposed)).toBe('thin')
    expect(markWeight({ ...proposed, status: 'confirmed' })).toBe('thick')
    expect(markWeight({ ...proposed, status: 'rejected' })).toBe('rejected')
  })

  it('tells any two kinds of lesion apart, and on black and white paper those that the models find', () => {
    const looks = Object.values(lesionMarks).map(({ colour, shape }) => `${colour} ${shape}`)
    expect(new Set(looks).size).toBe(looks.length)
    expect(new Set(OutlinedLesion.options.map((lesion) => lesionMarks[lesion].shape)).size).toBe(5)
    expect(new Set(markShapes.map((shape) => shapePath(shape, { x: 10, y: 10 }, 7))).size).toBe(markShapes.length)
  })

  it('is dashed for a low confidence until the clinician has confirmed it', () => {
    if (!proposed) throw new Error('no finding')
    expect(isUnsure(proposed)).toBe(true)
    expect(isUnsure({ ...proposed, status: 'confirmed' })).toBe(false)
  })

  it('hides rejected marks unless asked, and marks of hidden layers; never a sign without a layer', () => {
    if (!proposed) throw new Error('no finding')
    const hidden = { ...DEFAULT_VIEW.layers, haemorrhage: { visible: false, opacity: 1 } }
    const view = { layers: DEFAULT_VIEW.layers, showRejected: false }
    const rejected = { ...proposed, status: 'rejected' as const }
    expect(shownFindings([rejected], view)).toHaveLength(0)
    expect(shownFindings([rejected], { ...view, showRejected: true })).toHaveLength(1)
    expect(shownFindings([proposed], { ...view, layers: hidden })).toHaveLength(0)
    expect(shownFindings([{ ...proposed, lesion: 'irma' }], { ...view, layers: hidden })).toHaveLength(1)
  })
})

describe('lengths on the photograph', () => {
  const scale = { micrometrePerPx: MicrometrePerPx.parse(6), calibration: 'estimated', basis: 'discDiameter' } as const

  it('are read in every unit that the photograph allows', () => {
    const span = { from: imagePoint(0, 0), to: imagePoint(300, 400) }
    expect(readCalliper(span, scale, rightEyeLandmarks.disc)).toEqual({
      pixels: 500,
      micrometres: 3000,
      discDiameters: 500 / 300,
      estimated: true
    })
    expect(readCalliper(span, null, null)).toEqual({
      pixels: 500,
      micrometres: null,
      discDiameters: null,
      estimated: false
    })
  })

  it('are drawn as a round length that fits', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.05, max: 16, noNaN: true }), (viewScale) => {
        const bar = scaleBar(scale, viewScale)
        if (!bar) return
        expect(bar.lengthPx).toBeLessThanOrEqual(130)
        expect(bar.lengthPx).toBeCloseTo((bar.micrometres / 6) * viewScale, 6)
      })
    )
    expect(scaleBar(scale, 0.38)?.micrometres).toBe(2000)
  })
})
