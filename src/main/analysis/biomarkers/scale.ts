import type { DiscShape, FieldAngle, FieldOfView, Scale } from '#shared/domain/landmark.ts'
import { MicrometrePerPx } from '#shared/domain/units.ts'

/** Mean of 1.88 mm (vertical) and 1.77 mm (horizontal) in 60 eyes: Quigley 1990 (Arch Ophthalmol 108:51), rounded as usual. */
export const MEAN_DISC_MICROMETRES = 1800

/** Field of 45° in disc diameters, 6.404 ± 0.619 in 40,600 photographs (Sensors 2022, 22:8565). */
export const FIELD_IN_DISC_DIAMETERS = 6.404

/** What a scale can be taken from, best first. */
export type ScaleSources = {
  /** At the retina, from the file (DICOM Pixel Spacing), mm for one pixel. */
  readonly pixelSpacingMillimetres?: number | null
  readonly disc: DiscShape | null
  readonly field: FieldOfView
}

/**
 * Micrometres for one pixel of the photograph: measured where the file says it, else estimated from a disc of mean size,
 * else from a field of 45°. Undefined where neither a disc nor the field's border was seen.
 */
export function estimateScale({ pixelSpacingMillimetres, disc, field }: ScaleSources): Scale | undefined {
  if (pixelSpacingMillimetres !== undefined && pixelSpacingMillimetres !== null && pixelSpacingMillimetres > 0) {
    return {
      micrometrePerPx: MicrometrePerPx.parse(pixelSpacingMillimetres * 1000),
      calibration: 'measured',
      basis: 'pixelSpacing'
    }
  }
  if (disc && !isCutByBorder(disc, field)) {
    return {
      micrometrePerPx: MicrometrePerPx.parse(MEAN_DISC_MICROMETRES / disc.diameterPx),
      calibration: 'estimated',
      basis: 'discDiameter'
    }
  }
  if (!field.borderSeen) return undefined
  const fieldMicrometres = FIELD_IN_DISC_DIAMETERS * MEAN_DISC_MICROMETRES
  return {
    micrometrePerPx: MicrometrePerPx.parse(fieldMicrometres / (2 * field.circle.radius)),
    calibration: 'estimated',
    basis: 'fieldDiameter'
  }
}

/** Half way, in disc diameters, between fields of 30° and 45° and between those of 45° and 60°. */
const NARROW_BELOW = (37.5 / 45) * FIELD_IN_DISC_DIAMETERS
const WIDE_FROM = (57.5 / 45) * FIELD_IN_DISC_DIAMETERS

/** The field's angle by how many discs it is wide; null where the disc or the border is not wholly seen. */
export function fieldAngle(disc: DiscShape | null, field: FieldOfView): FieldAngle | null {
  if (!disc || !field.borderSeen || isCutByBorder(disc, field)) return null
  const diameters = (2 * field.circle.radius) / disc.diameterPx
  if (diameters < NARROW_BELOW) return 'narrow'
  return diameters < WIDE_FROM ? 'standard' : 'wide'
}

/** Whether the field's border cuts the disc, so that its true size cannot be seen. */
export function isCutByBorder(disc: DiscShape, { circle, borderSeen }: FieldOfView): boolean {
  if (!borderSeen) return false
  for (let i = 0; i + 1 < disc.outline.length; i += 2) {
    const [x, y] = [disc.outline[i] ?? 0, disc.outline[i + 1] ?? 0]
    if (Math.hypot(x - circle.centre.x, y - circle.centre.y) > 0.985 * circle.radius) return true
  }
  return false
}

/** Whether the photograph's frame cuts the disc. */
export const isCutByFrame = (disc: DiscShape, image: { readonly width: number; readonly height: number }): boolean =>
  disc.box.x <= 1 ||
  disc.box.y <= 1 ||
  disc.box.x + disc.box.width >= image.width - 1 ||
  disc.box.y + disc.box.height >= image.height - 1
