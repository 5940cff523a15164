import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import type { Mask } from '#main/imaging/mask.ts'
import type { RgbRaster } from '#main/imaging/raster.ts'
import { distance, type ImagePoint, imagePoint } from '#shared/domain/geometry.ts'
import { drawFundusPhantom, encodeMask, encodePhantom, MODERATE_LESIONS } from '#test/phantoms/fundusPhantom.ts'
import { areaOf } from '#test/phantoms/paint.ts'

const small = { width: 400, height: 400 }
const phantom = drawFundusPhantom({ ...small, seed: 5, lesions: MODERATE_LESIONS })

const isIn = (mask: Mask, { x, y }: ImagePoint): boolean => mask.data[Math.floor(y) * mask.width + Math.floor(x)] === 1

/** A vessel thinner than a pixel may pass between two centres. */
const isNear = (mask: Mask, { x, y }: ImagePoint): boolean =>
  [-1, 0, 1].some((dx) => [-1, 0, 1].some((dy) => isIn(mask, imagePoint(x + dx, y + dy))))

const mirrored = (mask: Mask): Uint8Array =>
  mask.data.map((_, i) => {
    const column = i % mask.width
    return mask.data[i - column + (mask.width - 1 - column)] ?? 0
  })

function meanGrey(image: RgbRaster, where: Mask): number {
  let [sum, count] = [0, 0]
  where.data.forEach((inside, i) => {
    if (inside === 0) return
    sum += ((image.data[3 * i] ?? 0) + (image.data[3 * i + 1] ?? 0) + (image.data[3 * i + 2] ?? 0)) / 3
    count++
  })
  return sum / count
}

describe('a fundus phantom', () => {
  it('is the same for the same options and another for another seed', () => {
    const again = drawFundusPhantom({ ...small, seed: 5, lesions: MODERATE_LESIONS })
    expect(again.image.data).toEqual(phantom.image.data)
    expect(again.truth).toEqual(phantom.truth)
    expect(drawFundusPhantom({ ...small, seed: 6 }).masks.vessels.data).not.toEqual(phantom.masks.vessels.data)
  })

  it('of a left eye is the mirror image of the right eye, masks and truth alike', () => {
    const left = drawFundusPhantom({ ...small, seed: 5, eye: 'OS', lesions: MODERATE_LESIONS })
    for (const layer of ['vessels', 'arteries', 'disc', 'cup', 'haemorrhage'] as const) {
      const flipped = mirrored(left.masks[layer])
      const differing = flipped.reduce((n, v, i) => n + (v === phantom.masks[layer].data[i] ? 0 : 1), 0)
      expect(differing, layer).toBeLessThanOrEqual(4)
    }
    expect(left.truth.disc.centre.x).toBeCloseTo(400 - phantom.truth.disc.centre.x, 6)
    expect(phantom.truth.disc.centre.x).toBeGreaterThan(phantom.truth.fovea.x)
  })

  it('keeps its eye when it is drawn larger', () => {
    const large = drawFundusPhantom({ width: 800, height: 800, seed: 5, lesions: MODERATE_LESIONS })
    expect(large.truth.segments).toHaveLength(phantom.truth.segments.length)
    expect(large.truth.disc.height).toBeCloseTo(2 * phantom.truth.disc.height, 6)
    expect(large.truth.segments[3]?.width).toBeCloseTo(2 * (phantom.truth.segments[3]?.width ?? 0), 6)
  })

  it('has masks that agree with its truth', () => {
    const { masks, truth } = phantom
    expect(areaOf(masks.disc) / truth.disc.areaPx).toBeCloseTo(1, 1)
    expect(areaOf(masks.cup) / areaOf(masks.disc)).toBeCloseTo(truth.cupToDiscRatio.area, 1)
    const drawn = truth.segments.reduce((sum, { width, arcLength }) => sum + width * arcLength, 0)
    expect(areaOf(masks.vessels)).toBeGreaterThan(0.85 * drawn)
    expect(areaOf(masks.vessels)).toBeLessThan(1.1 * drawn)
    expect(truth.crossings.length).toBeGreaterThan(3)
    for (const crossing of truth.crossings)
      for (const mask of [masks.arteries, masks.veins]) expect(isNear(mask, crossing)).toBe(true)
  })

  it('holds every lesion that was asked for, clear of vessels and inside the field', () => {
    const { masks, truth } = phantom
    for (const [lesion, count] of Object.entries(MODERATE_LESIONS))
      expect(truth.lesions.filter((one) => one.lesion === lesion)).toHaveLength(count)
    for (const { centre, lesion, areaPx } of truth.lesions) {
      expect(isIn(masks[lesion], centre)).toBe(true)
      expect(isIn(masks.vessels, centre)).toBe(false)
      expect(distance(centre, truth.field.circle.centre)).toBeLessThan(truth.field.circle.radius)
      expect(areaPx).toBeGreaterThan(0)
    }
  })

  it('places chosen lesions by disc diameters from the fovea, nasal towards the disc', () => {
    const { truth } = drawFundusPhantom({
      ...small,
      eye: 'OS',
      placedLesions: [{ lesion: 'hardExudate', x: 1, y: 0, radius: 0.1 }]
    })
    const [lesion] = truth.lesions
    expect(lesion?.centre.x).toBeCloseTo(truth.fovea.x - truth.pxPerDiscDiameter, 6)
    expect(Math.sign((lesion?.centre.x ?? 0) - truth.fovea.x)).toBe(Math.sign(truth.disc.centre.x - truth.fovea.x))
  })

  it('looks like a photograph: dark outside, bright disc, dark bleeding, bright exudates', () => {
    const { image, masks } = phantom
    const outside = { ...masks.field, data: masks.field.data.map((inside) => 1 - inside) }
    expect(meanGrey(image, outside)).toBeLessThan(8)
    expect(meanGrey(image, masks.disc)).toBeGreaterThan(meanGrey(image, masks.field) + 30)
    expect(meanGrey(image, masks.haemorrhage)).toBeLessThan(meanGrey(image, masks.field) - 20)
    expect(meanGrey(image, masks.hardExudate)).toBeGreaterThan(meanGrey(image, masks.field) + 20)
    expect(meanGrey(image, masks.veins)).toBeLessThan(meanGrey(image, masks.arteries))
  })

  it('cuts the field at top and bottom when it is wider than the frame is high', () => {
    const { truth, masks } = drawFundusPhantom({ width: 480, height: 320, fieldDiameter: 0.8 })
    expect(truth.field.cut).toEqual(['top', 'bottom'])
    expect(isIn(masks.field, imagePoint(240, 0.5))).toBe(true)
    expect(isIn(masks.field, imagePoint(5, 160))).toBe(false)
  })

  it('splits widths by Murray’s law at every branching', () => {
    expect(phantom.truth.branchings.length).toBeGreaterThan(20)
    for (const { parentWidth, daughterWidths } of phantom.truth.branchings)
      expect(daughterWidths[0] ** 3 + daughterWidths[1] ** 3).toBeCloseTo(parentWidth ** 3, 6)
  })

  it('has six known widths of each kind in zone B when the disc is in the middle', () => {
    const { truth } = drawFundusPhantom({ ...small, centring: 'disc' })
    expect(truth.zoneBWidths.artery.length).toBeGreaterThanOrEqual(6)
    expect(truth.zoneBWidths.vein.length).toBeGreaterThanOrEqual(6)
  })

  it('survives its files: PNG exactly, JPEG nearly', async () => {
    const png = await sharp(await encodePhantom(phantom.image, 'png'))
      .raw()
      .toBuffer()
    expect(Buffer.compare(png, Buffer.from(phantom.image.data))).toBe(0)
    const jpeg = await sharp(await encodePhantom(phantom.image, 'jpeg'))
      .raw()
      .toBuffer()
    const error = jpeg.reduce((sum, value, i) => sum + Math.abs(value - (phantom.image.data[i] ?? 0)), 0)
    expect(error / jpeg.length).toBeLessThan(4)
    const mask = await encodeMask(phantom.masks.disc)
    expect((await sharp(mask).metadata()).channels).toBe(1)
    const grey = await sharp(mask).extractChannel(0).raw().toBuffer()
    expect(grey.filter((value) => value === 255)).toHaveLength(areaOf(phantom.masks.disc))
  })
})
