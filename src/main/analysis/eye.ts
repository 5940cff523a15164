import { type ImageSize, distance } from '#shared/domain/geometry.ts'
import type { Centring, DiscShape, EyeProposal, FieldOfView, FoveaPoint } from '#shared/domain/landmark.ts'
import { probability } from '#shared/domain/units.ts'

type Seen = { readonly disc: DiscShape | undefined; readonly fovea: FoveaPoint | undefined }

/** Of the field's radius: a landmark this close to the middle is what the photograph is centred on. */
const CENTRED = 0.35
/** Of the field's radius: a disc closer to the middle than this says nothing about the side. */
const OFF_CENTRE = 0.2

/**
 * Proposes the eye from the disc's side: the disc lies nasal of the fovea, to the right on a right eye. Without a fovea
 * the disc's side of the field decides, which holds for macula-centred photographs only and is believed less.
 */
export function proposeEye({ disc, fovea }: Seen, field: FieldOfView): EyeProposal | null {
  if (!disc) return null
  if (fovea) {
    const eye = disc.centre.x > fovea.centre.x ? 'OD' : 'OS'
    return { eye, confidence: probability(disc.confidence * fovea.confidence), basis: 'discAndFovea' }
  }
  const offset = (disc.centre.x - field.circle.centre.x) / field.circle.radius
  if (Math.abs(offset) < OFF_CENTRE) return null
  const confidence = probability(disc.confidence * Math.min(0.9, 0.5 + Math.abs(offset) / 2))
  return { eye: offset > 0 ? 'OD' : 'OS', confidence, basis: 'discPosition' }
}

/** What the photograph is centred on. */
export function centringOf({ disc, fovea }: Seen, field: FieldOfView): Centring {
  const { centre, radius } = field.circle
  const off = (landmark: DiscShape | FoveaPoint | undefined): number =>
    landmark ? distance(landmark.centre, centre) / radius : Infinity
  const [fromMacula, fromDisc] = [off(fovea), off(disc)]
  if (Math.min(fromMacula, fromDisc) > CENTRED) return 'other'
  return fromMacula <= fromDisc ? 'macula' : 'disc'
}

/** Which sides of the picture cut the circle of the field, by more than a hundredth of its radius. */
export function cutSides(circle: FieldOfView['circle'], size: ImageSize): FieldOfView['cut'] {
  const { centre, radius } = circle
  const slack = radius / 100
  const beyond = {
    left: radius - centre.x,
    top: radius - centre.y,
    right: centre.x + radius - size.width,
    bottom: centre.y + radius - size.height
  }
  return (['left', 'top', 'right', 'bottom'] as const).filter((side) => beyond[side] > slack)
}
