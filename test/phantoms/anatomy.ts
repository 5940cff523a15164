import {
  imageCircle,
  imageOutline,
  imagePath,
  imagePoint,
  type ImageOutline,
  type ImagePoint,
  signedArea
} from '#shared/domain/geometry.ts'
import type { FieldOfView } from '#shared/domain/landmark.ts'
import { between, chordOf, type Curve, inverse, type Similarity, subtract, transform, type Vec, vec } from './curve.ts'
import { lesionAt, type PlannedLesion, strewLesions } from './lesions.ts'
import type { FundusPhantomOptions } from './options.ts'
import { type Random, seededRandom } from './random.ts'
import type { PhantomTruth, TrueBranching, TrueEllipse, TrueSegment } from './truth.ts'
import { growTree, type VesselTree } from './vesselTree.ts'
import { type PhantomVesselKind, trunksFrom } from './vesselTrunks.ts'

/** Disc's centre seen from the fovea of a right eye: 2.5 disc diameters nasal, 7° above the horizontal. */
const DISC: Vec = vec(2.5, -0.31)

/** Half axes and centre on the retina plane of a right eye, disc diameters. */
export type PlaneEllipse = { readonly centre: Vec; readonly radii: Vec }

/** What the drawing needs beside the truth: where the retina plane lies in the picture, and the disc's shapes on it. */
export type Anatomy = {
  readonly truth: PhantomTruth
  readonly placement: Similarity
  readonly disc: PlaneEllipse
  readonly cup: PlaneEllipse
}

/** Height and width of a disc whose mean is one disc diameter. */
const DISC_RADII: Vec = vec(0.48, 0.52)

const asPoint = (v: Vec): ImagePoint => imagePoint(v.x, v.y)
const flat = (points: readonly Vec[]): number[] => points.flatMap(({ x, y }) => [x, y])

/** Plans one eye: the same seed gives the same eye whatever its size, rotation or side. */
export function planAnatomy(options: FundusPhantomOptions): Anatomy {
  const radiusPx = (options.fieldDiameter * options.width) / 2
  const centreOfField = options.centring === 'disc' ? vec(DISC.x - 0.25, DISC.y + 0.1) : vec(0.25, -0.05)
  const pxPerDiscDiameter = (2 * radiusPx) / options.fieldDiscDiameters
  const placement = placementOf(options, { centreOfField, pxPerDiscDiameter })
  const field = fieldOf(options, radiusPx)
  const inside = (margin: number) => {
    const within = insideOf(field, options, margin)
    return (point: Vec) => within(transform(placement, point))
  }
  const tree = growTree(
    trunksFrom(DISC, { artery: options.arteryWidth, vein: options.veinWidth }),
    { tortuosity: options.tortuosity, generations: options.generations, inside: inside(0.02 * radiusPx) },
    seededRandom(options.seed)
  )
  const lesions = plannedLesions(options, { tree, inside: inside(0.06 * radiusPx) }, seededRandom(options.seed + 1))
  const { vertical, horizontal } = options.cupToDiscRatio
  const disc = { centre: DISC, radii: DISC_RADII }
  const cup = {
    centre: vec(DISC.x - 0.02, DISC.y),
    radii: vec(DISC_RADII.x * horizontal, DISC_RADII.y * vertical)
  }
  const truth = truthOf(options, { placement, field, disc, cup, tree, lesions })
  return { placement, truth, disc, cup }
}

function placementOf(
  options: FundusPhantomOptions,
  { centreOfField, pxPerDiscDiameter }: { centreOfField: Vec; pxPerDiscDiameter: number }
): Similarity {
  const turned = {
    origin: vec(0, 0),
    scale: pxPerDiscDiameter,
    rotation: (options.rotationDegrees * Math.PI) / 180,
    mirror: options.eye === 'OS'
  }
  const middle = vec(options.width / 2, options.height / 2)
  return { ...turned, origin: subtract(middle, transform(turned, centreOfField)) }
}

function fieldOf(options: FundusPhantomOptions, radius: number): FieldOfView {
  const centre = imagePoint(options.width / 2, options.height / 2)
  const cut = [
    ...(radius > options.width / 2 ? (['left', 'right'] as const) : []),
    ...(radius > options.height / 2 ? (['top', 'bottom'] as const) : [])
  ]
  return { circle: imageCircle(centre, radius), borderSeen: true, cut, angle: null }
}

const insideOf =
  ({ circle }: FieldOfView, frame: { width: number; height: number }, margin: number) =>
  (p: Vec): boolean =>
    between(p, circle.centre) < circle.radius - margin &&
    Math.min(p.x, p.y, frame.width - p.x, frame.height - p.y) > margin

function plannedLesions(
  options: FundusPhantomOptions,
  where: { tree: VesselTree; inside: (point: Vec) => boolean },
  random: Random
): PlannedLesion[] {
  const placed = options.placedLesions.map((lesion) =>
    lesionAt({ lesion: lesion.lesion, centre: vec(lesion.x, lesion.y), radius: lesion.radius }, random)
  )
  const free = (centre: Vec, radius: number): boolean =>
    where.inside(centre) &&
    between(centre, DISC) > 0.7 + radius &&
    Math.hypot(centre.x, centre.y) > 0.15 + radius &&
    placed.every((other) => between(other.centre, centre) > other.radius + radius + 0.1) &&
    where.tree.segments.every(({ curve, width }) =>
      curve.points.every((p, i) => i % 3 !== 0 || between(p, centre) > width / 2 + 0.05 + radius)
    )
  return [...placed, ...strewLesions(options.lesions, free, random)]
}

function ellipseInPx({ centre, radii }: PlaneEllipse, placement: Similarity): TrueEllipse {
  const points = Array.from({ length: 180 }, (_, i) => (2 * Math.PI * i) / 180).map((angle) =>
    transform(placement, vec(centre.x + radii.x * Math.cos(angle), centre.y + radii.y * Math.sin(angle)))
  )
  const [a, b] = [radii.x * placement.scale, radii.y * placement.scale]
  const [cos, sin] = [Math.cos(placement.rotation), Math.sin(placement.rotation)]
  return {
    centre: asPoint(transform(placement, centre)),
    width: 2 * Math.hypot(a * cos, b * sin),
    height: 2 * Math.hypot(a * sin, b * cos),
    areaPx: Math.PI * a * b,
    outline: imageOutline(flat(points))
  }
}

type Plan = {
  readonly placement: Similarity
  readonly field: FieldOfView
  readonly disc: PlaneEllipse
  readonly cup: PlaneEllipse
  readonly tree: VesselTree
  readonly lesions: readonly PlannedLesion[]
}

function truthOf(options: FundusPhantomOptions, plan: Plan): PhantomTruth {
  const { placement } = plan
  const { vertical, horizontal } = options.cupToDiscRatio
  const outlineOf = (points: readonly Vec[]): ImageOutline =>
    imageOutline(flat(points.map((point) => transform(placement, point))))
  return {
    size: { width: options.width, height: options.height },
    eye: options.eye,
    field: plan.field,
    pxPerDiscDiameter: placement.scale,
    disc: ellipseInPx(plan.disc, placement),
    cup: ellipseInPx(plan.cup, placement),
    cupToDiscRatio: { vertical, horizontal, area: vertical * horizontal },
    fovea: asPoint(placement.origin),
    segments: plan.tree.segments.map((segment) => segmentInPx(segment, placement)),
    branchings: plan.tree.branchings.map((branching) => branchingInPx(branching, placement)),
    crossings: plan.tree.crossings
      .filter((crossing) => between(crossing, DISC) > 0.55)
      .map((crossing) => asPoint(transform(placement, crossing))),
    zoneBWidths: { artery: widthsInZoneB(plan, 'artery'), vein: widthsInZoneB(plan, 'vein') },
    lesions: plan.lesions.map((lesion) => {
      const outline = outlineOf(lesion.outline)
      return {
        lesion: lesion.lesion,
        centre: asPoint(transform(placement, lesion.centre)),
        outline,
        areaPx: Math.abs(signedArea(outline))
      }
    })
  }
}

function segmentInPx(
  { kind, width, curve }: { kind: PhantomVesselKind; width: number; curve: Curve },
  { scale, ...rest }: Similarity
): TrueSegment {
  return {
    kind,
    width: width * scale,
    path: imagePath(flat(curve.points.map((point) => transform({ scale, ...rest }, point)))),
    arcLength: curve.arcLength * scale,
    chord: chordOf(curve) * scale,
    meanSquaredCurvature: curve.squaredCurvature / curve.arcLength / scale ** 2
  }
}

function branchingInPx(branching: VesselTree['branchings'][number], placement: Similarity): TrueBranching {
  const [first, second] = branching.daughterWidths
  return {
    kind: branching.kind,
    point: asPoint(transform(placement, branching.point)),
    parentWidth: branching.parentWidth * placement.scale,
    daughterWidths: [first * placement.scale, second * placement.scale],
    angleDegrees: (branching.angle * 180) / Math.PI,
    coefficient: (first ** 2 + second ** 2) / branching.parentWidth ** 2
  }
}

/** A vessel counts when it runs through the ring from one border to the other; zone B is 2 to 3 larger half-extents. */
function widthsInZoneB({ tree, placement }: Plan, kind: PhantomVesselKind): number[] {
  const larger = Math.max(DISC_RADII.x, DISC_RADII.y)
  return tree.segments
    .filter((segment) => segment.kind === kind)
    .filter(({ curve }) => {
      const distances = curve.points.map((point) => between(point, DISC) / larger)
      return Math.min(...distances) < 2.05 && Math.max(...distances) > 2.95
    })
    .map(({ width }) => width * placement.scale)
    .toSorted((a, b) => b - a)
}

/** Where an image point lies on the retina plane of a right eye, disc diameters from the fovea. */
export const onRetina = (anatomy: Anatomy, point: Vec): Vec => inverse(anatomy.placement, point)
