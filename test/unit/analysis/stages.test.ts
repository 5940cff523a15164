import { describe, expect, it } from 'vitest'
import { imageCircle, imageOutline, imagePoint, signedArea } from '#shared/domain/geometry.ts'
import { FindingId } from '#shared/domain/ids.ts'
import type { DiscShape, FieldOfView } from '#shared/domain/landmark.ts'
import { MicrometrePerPx, probability } from '#shared/domain/units.ts'
import { judgeClassically } from '#main/analysis/classicalQuality.ts'
import { fieldOfView } from '#main/analysis/draft.ts'
import { centringOf, cutSides, proposeEye } from '#main/analysis/eye.ts'
import { findLesions, insideField } from '#main/analysis/findings.ts'
import type { RgbRaster } from '#main/imaging/raster.ts'
import { findingId } from '#test/fixtures/ids.ts'
import { rightEyeLandmarks } from '#test/fixtures/analysis.ts'
import { drawFundusPhantom } from '#test/phantoms/fundusPhantom.ts'

const field: FieldOfView = { circle: imageCircle(imagePoint(500, 500), 480), borderSeen: true, cut: [], angle: null }
const discAt = (x: number, y = 500): DiscShape => {
  if (!rightEyeLandmarks.disc) throw new Error('the fixture has a disc')
  return { ...rightEyeLandmarks.disc, centre: imagePoint(x, y) }
}
const foveaAt = (x: number, y = 500) => ({ centre: imagePoint(x, y), confidence: probability(0.9) })

describe('the eye', () => {
  it('is told by the side of the disc as seen from the fovea', () => {
    expect(proposeEye({ disc: discAt(800), fovea: foveaAt(500) }, field)).toMatchObject({
      eye: 'OD',
      basis: 'discAndFovea'
    })
    expect(proposeEye({ disc: discAt(200), fovea: foveaAt(500) }, field)).toMatchObject({
      eye: 'OS',
      basis: 'discAndFovea'
    })
    expect(proposeEye({ disc: discAt(500), fovea: foveaAt(200) }, field)?.eye).toBe('OD')
  })

  it('without a fovea is guessed from the disc’s side of the field, believed less, or not at all', () => {
    const guessed = proposeEye({ disc: discAt(850), fovea: undefined }, field)
    expect(guessed).toMatchObject({ eye: 'OD', basis: 'discPosition' })
    expect(guessed?.confidence).toBeLessThan(0.9)
    expect(proposeEye({ disc: discAt(520), fovea: undefined }, field)).toBeNull()
    expect(proposeEye({ disc: undefined, fovea: foveaAt(500) }, field)).toBeNull()
  })

  it('goes with what the photograph is centred on', () => {
    expect(centringOf({ disc: discAt(850), fovea: foveaAt(510) }, field)).toBe('macula')
    expect(centringOf({ disc: discAt(510), fovea: foveaAt(150) }, field)).toBe('disc')
    expect(centringOf({ disc: discAt(900), fovea: undefined }, field)).toBe('other')
  })
})

describe('the field', () => {
  it('says which sides of the picture cut it', () => {
    expect(cutSides(imageCircle(imagePoint(500, 340), 480), { width: 1000, height: 680 })).toEqual(['top', 'bottom'])
    expect(cutSides(imageCircle(imagePoint(500, 500), 480), { width: 1000, height: 1000 })).toEqual([])
  })

  it('without a visible border is the frame, and says so', () => {
    const seen = fieldOfView({ width: 300, height: 400, data: new Uint8Array() }, undefined)
    expect(seen).toMatchObject({ borderSeen: false, cut: ['left', 'top', 'right', 'bottom'] })
    expect(seen.circle.radius).toBe(250)
  })
})

describe('lesions', () => {
  const frame = { left: 100, top: 50, cropWidth: 400, cropHeight: 400, width: 200, height: 200 }
  const map = { width: 200, height: 200, data: new Float32Array(40_000) }
  const paint = ([left, top, size]: readonly [number, number, number], value: number): void => {
    for (let y = top; y < top + size; y++) map.data.fill(value, y * 200 + left, y * 200 + left + size)
  }
  paint([50, 60, 10], 0.8)
  paint([120, 100, 3], 0.95)
  paint([150, 150, 1], 0.99)
  paint([0, 0, 12], 0.9)
  paint([20, 120, 14], 0.55)
  let next = 0
  const { findings, mask } = findLesions(
    { lesion: 'hardExudate', map, level: 0.5, peak: 0.6 },
    {
      frame,
      field: imageCircle(imagePoint(300, 250), 195),
      scale: { micrometrePerPx: MicrometrePerPx.parse(5), calibration: 'estimated', basis: 'discDiameter' },
      origin: { by: 'model', pack: 'lesions', version: '1' },
      locate: () => ({ quadrant: null, etdrs: null, foveaDistance: null }),
      newId: () => FindingId.parse(findingId(++next))
    }
  )

  it('are the connected regions inside the field that are large and sure enough, largest first', () => {
    expect(findings.map(({ areaPx }) => areaPx)).toEqual([400, 36])
  })

  it('are all that their mask shows', () => {
    expect(mask.data.reduce((sum, cell) => sum + cell, 0)).toBe(109)
    expect([mask.data[65 * 200 + 55], mask.data[5 * 200 + 5], mask.data[125 * 200 + 25]]).toEqual([1, 0, 0])
  })

  it('have their outline, box, area and confidence in the photograph’s own pixels', () => {
    const [largest] = findings
    expect(largest?.box).toEqual({ x: 200, y: 170, width: 20, height: 20 })
    expect(largest?.centroid).toEqual({ x: 210, y: 180 })
    expect(largest?.area).toBeCloseTo(400 * 25e-6, 9)
    expect(largest?.confidence).toBeCloseTo(0.8, 5)
    expect(Math.abs(signedArea(largest?.outline ?? imageOutline([0, 0, 0, 0, 0, 0])))).toBe(400)
    expect(largest?.outline).toHaveLength(8)
  })

  it('never lie outside the lit field', () => {
    const all = { width: 200, height: 200, data: new Uint8Array(40_000).fill(1) }
    const inside = insideField(all, { frame, field: imageCircle(imagePoint(300, 250), 100) })
    const share = inside.data.reduce((sum, cell) => sum + cell, 0) / 40_000
    expect(share).toBeCloseTo((Math.PI * 99 ** 2) / 400 ** 2, 2)
  })
})

describe('plain statistics', () => {
  const judged = (image: RgbRaster) => {
    const [x, y] = [image.width / 2, image.height / 2]
    return judgeClassically(image, imageCircle(imagePoint(x, y), Math.min(x, y)))
  }
  const plain = (red: number, green: number, blue: number): RgbRaster => {
    const data = new Uint8Array(200 * 200 * 3)
    for (let i = 0; i < data.length; i += 3) data.set([red, green, blue], i)
    return { width: 200, height: 200, data }
  }
  const coloured = (change: (value: number, channel: number) => number): RgbRaster => {
    const { image } = drawFundusPhantom({ seed: 6, width: 500, height: 500 })
    return { ...image, data: image.data.map((value, i) => change(value, i % 3)) }
  }

  it('let a fundus photograph through', () => {
    expect(judged(coloured((value) => value)).gate).toMatchObject({ fundus: true, reasons: [], confidence: null })
  })

  it.each<[string, RgbRaster, string]>([
    ['black', plain(0, 0, 0), 'blank'],
    ['one colour', plain(180, 80, 30), 'blank'],
    ['white', plain(255, 255, 255), 'blank']
  ])('refuse a picture that is %s', (_, image, reason) => {
    expect(judged(image).gate).toMatchObject({ fundus: false, reasons: [reason] })
  })

  it('refuse an angiogram and a picture in another colour', () => {
    const { image } = drawFundusPhantom({ seed: 6, width: 500, height: 500 })
    const grey = { ...image, data: image.data.map((_, i, all) => all[i - (i % 3) + 1] ?? 0) }
    expect(judged(grey).gate.reasons).toEqual(['noRetinalColour'])
    const blue = { ...image, data: image.data.map((_, i, all) => all[i - (i % 3) + (2 - (i % 3))] ?? 0) }
    expect(judged(blue).gate.reasons).toEqual(['noRetinalColour'])
  })

  it('let nothing through that shows no round field', () => {
    const { image } = drawFundusPhantom({ seed: 6, width: 500, height: 500 })
    expect(judgeClassically(image, undefined).gate).toMatchObject({ fundus: false, reasons: ['noField'] })
  })

  it('say when a photograph is dark, bright or blurred, and reject what cannot be read', () => {
    const quality = (exposure: number, blur: number) =>
      judged(drawFundusPhantom({ seed: 6, width: 500, height: 500, exposure, blur, noise: 0 }).image).quality
    expect(quality(1, 0.5)).toMatchObject({ level: 'good', reasons: [] })
    expect(quality(0.25, 0.5).reasons).toContain('dark')
    expect(quality(0.08, 0.5).level).toBe('reject')
    expect(quality(1, 3).reasons).toContain('blur')
    expect(quality(1, 12)).toMatchObject({ level: 'reject', reasons: ['blur'] })
  })
})
