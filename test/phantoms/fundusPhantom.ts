import sharp from 'sharp'
import type { Mask, ProbabilityMap } from '#main/imaging/mask.ts'
import type { RgbRaster } from '#main/imaging/raster.ts'
import type { SegmentedLesion } from '#shared/domain/lesion.ts'
import { planAnatomy } from './anatomy.ts'
import { paintPhotograph } from './appearance.ts'
import { vec } from './curve.ts'
import { DEFAULT_PHANTOM, type FundusPhantomOptions } from './options.ts'
import { distanceToStrokes, maskOf, maskOfOutlines, maskWhere, probabilityOf, type Stroke } from './paint.ts'
import type { PhantomTruth, TrueSegment } from './truth.ts'

export { MODERATE_LESIONS, type FundusPhantomOptions } from './options.ts'
export type { PhantomTruth } from './truth.ts'

/** The masks that belong to a phantom, on its own pixels; a crossing belongs to its artery and to its vein. */
export type PhantomMasks = Readonly<
  Record<'field' | 'vessels' | 'arteries' | 'veins' | 'disc' | 'cup' | SegmentedLesion, Mask>
>

export type FundusPhantom = {
  readonly image: RgbRaster
  readonly masks: PhantomMasks
  readonly truth: PhantomTruth
}

/**
 * Draws a fundus photograph of which everything is known, the same for the same options on every machine.
 *
 *     const phantom = drawFundusPhantom({ seed: 7, eye: 'OS', lesions: MODERATE_LESIONS })
 *     await writeFile(path, await encodePhantom(phantom.image, 'jpeg'))
 *     phantom.masks.vessels.data        // 0 or 1 a pixel
 *     phantom.truth.branchings[0]?.angleDegrees
 *
 * 1024 × 1024 px of a macula-centred right eye without lesions unless the options say otherwise.
 */
export function drawFundusPhantom(changes: Partial<FundusPhantomOptions> = {}): FundusPhantom {
  const options = { ...DEFAULT_PHANTOM, ...changes }
  const anatomy = planAnatomy(options)
  const { truth } = anatomy
  const artery = distanceToStrokes(truth.size, strokesOf(truth, 'artery'))
  const vein = distanceToStrokes(truth.size, strokesOf(truth, 'vein'))
  const either = { ...artery, data: artery.data.map((outside, i) => Math.min(outside, vein.data[i] ?? 0)) }
  const data = paintPhotograph(anatomy, { artery, vein }, options)
  const vessels = { vessels: maskOf(either), arteries: maskOf(artery), veins: maskOf(vein) }
  return { truth, image: { ...truth.size, data }, masks: { ...vessels, ...plainMasks(truth) } }
}

function plainMasks(truth: PhantomTruth): Omit<PhantomMasks, 'vessels' | 'arteries' | 'veins'> {
  const { centre, radius } = truth.field.circle
  const lesionMask = (lesion: SegmentedLesion): Mask =>
    maskOfOutlines(
      truth.size,
      truth.lesions.filter((one) => one.lesion === lesion).map(({ outline }) => outline)
    )
  return {
    field: maskWhere(truth.size, ({ x, y }) => Math.hypot(x - centre.x, y - centre.y) <= radius),
    disc: maskOfOutlines(truth.size, [truth.disc.outline]),
    cup: maskOfOutlines(truth.size, [truth.cup.outline]),
    microaneurysm: lesionMask('microaneurysm'),
    haemorrhage: lesionMask('haemorrhage'),
    hardExudate: lesionMask('hardExudate'),
    softExudate: lesionMask('softExudate')
  }
}

function strokesOf(truth: PhantomTruth, kind: TrueSegment['kind'] | 'all'): Stroke[] {
  return truth.segments
    .filter((segment) => kind === 'all' || segment.kind === kind)
    .map(({ path, width }) => ({
      width,
      points: Array.from({ length: path.length / 2 }, (_, i) => vec(path[2 * i] ?? 0, path[2 * i + 1] ?? 0))
    }))
}

/** What a perfect but soft segmentation would say of the vessels; `softness` in px is how slowly it falls off. */
export const vesselProbability = (
  truth: PhantomTruth,
  kind: TrueSegment['kind'] | 'all',
  softness = 0.7
): ProbabilityMap => probabilityOf(distanceToStrokes(truth.size, strokesOf(truth, kind)), softness)

/** Encodes a picture as a file's bytes; JPEG at quality 92 without chroma subsampling. */
export async function encodePhantom(image: RgbRaster, format: 'png' | 'jpeg'): Promise<Buffer> {
  const raw = sharp(image.data, { raw: { width: image.width, height: image.height, channels: 3 } })
  return format === 'png' ? raw.png().toBuffer() : raw.jpeg({ quality: 92, chromaSubsampling: '4:4:4' }).toBuffer()
}

/** Encodes a mask as a grey PNG of 0 and 255. */
export async function encodeMask(mask: Mask): Promise<Buffer> {
  const grey = mask.data.map((inside) => 255 * inside)
  const raw = sharp(grey, { raw: { width: mask.width, height: mask.height, channels: 1 } })
  return raw.toColourspace('b-w').png().toBuffer()
}
