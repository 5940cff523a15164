import { boxCentre, distance, type ImageOutline, imagePath, imagePoint, signedArea } from '#shared/domain/geometry.ts'
import type { DiscShape } from '#shared/domain/landmark.ts'
import type { Interval, Mark, Measurement, MeasurementName, NotMeasurableReason } from '#shared/domain/measurement.ts'
import { connectedComponents, largestComponent } from '../../imaging/components.ts'
import { type Assembly, measurementOf, rounded } from './assemble.ts'
import { type Outcome, measured, unmeasured } from './figure.ts'
import { cupToDiscReference } from './references.ts'
import type { DiscLayers, RetinaInput, VesselInput } from './retinaInput.ts'
import { isCutByBorder, isCutByFrame } from './scale.ts'
import { basisOf, maskAt, type Reading } from './segmentedLayer.ts'

/** Height and width along the photograph's axes, and area; px. */
type Extent = { readonly height: number; readonly width: number; readonly area: number }

const extentOf = ({ box, outline }: DiscShape): Extent => ({
  height: box.height,
  width: box.width,
  area: Math.abs(signedArea(outline))
})

/** Why disc or cup cannot be measured; undefined when they can. */
export function discObstacle({ landmarks, field, image }: VesselInput): NotMeasurableReason | undefined {
  const { disc } = landmarks
  if (!disc) return 'noDisc'
  return isCutByFrame(disc, image) || isCutByBorder(disc, field) ? 'discCutByBorder' : undefined
}

/** Height, width and area of disc and cup and their ratios. */
export function discMeasurements(input: RetinaInput): Measurement[] {
  const { disc, cup } = input.landmarks
  const withoutDisc = discObstacle(input)
  const withoutCup = withoutDisc ?? (cup ? undefined : 'noCup')
  const doubt = { disc: doubtOf(input.disc, 'disc'), cup: doubtOf(input.disc, 'cup') }
  const [discExtent, cupExtent] = [disc ? extentOf(disc) : undefined, cup ? extentOf(cup) : undefined]
  return [
    ...sizes(input, { shape: disc, without: withoutDisc, doubt: doubt.disc, names: DISC_NAMES }),
    ...sizes(input, { shape: cup, without: withoutCup, doubt: doubt.cup, names: CUP_NAMES }),
    ...RATIOS.map(({ name, side }) => {
      const outcome = withoutCup ?? (discExtent && cupExtent ? undefined : 'noCup')
      const value = (cupExtent?.[side] ?? 0) / (discExtent?.[side] ?? 1)
      const marks: Mark[] = [disc, cup].flatMap((shape) => (shape ? [outlineMark(shape.outline)] : []))
      return measurementOf({
        name,
        region: 'disc',
        vessels: null,
        scale: input.scale,
        outcome: outcome ? unmeasured(outcome) : measured(value),
        interval: ratioInterval(value, doubt, side),
        reference:
          name === 'cupToDiscRatioVertical' && discExtent ? cupToDiscReference(discExtent.height, input.scale) : null,
        marks: [...marks, ...spansOf(side === 'area' ? undefined : side, disc, cup)]
      })
    })
  ]
}

const DISC_NAMES = { height: 'discHeight', width: 'discWidth', area: 'discArea' } as const
const CUP_NAMES = { height: 'cupHeight', width: 'cupWidth', area: 'cupArea' } as const
const RATIOS = [
  { name: 'cupToDiscRatioVertical', side: 'height' },
  { name: 'cupToDiscRatioHorizontal', side: 'width' },
  { name: 'cupToDiscRatioArea', side: 'area' }
] as const

const outlineMark = (outline: ImageOutline): Mark => ({ shape: 'outline', outline })

type Sized = {
  readonly shape: DiscShape | null
  readonly without: NotMeasurableReason | undefined
  readonly doubt: Doubt
  readonly names: typeof DISC_NAMES | typeof CUP_NAMES
}

function sizes(input: RetinaInput, { shape, without, doubt, names }: Sized): Measurement[] {
  // A scale that was taken from this very disc would only give back the mean disc that it assumed: then pixels.
  const circular = input.scale?.basis === 'discDiameter'
  const millimetre = (input.scale?.micrometrePerPx ?? 0) / 1000
  return (['height', 'width', 'area'] as const).map((side): Measurement => {
    const px = shape ? extentOf(shape)[side] : 0
    const inPixels = side !== 'area' && (circular || !input.scale)
    const factor = inPixels ? 1 : side === 'area' ? millimetre ** 2 : millimetre
    const reason = without ?? (inPixels ? undefined : circular ? 'scaleFromDisc' : input.scale ? undefined : 'noScale')
    const parts: Assembly = {
      name: names[side],
      region: 'disc',
      vessels: null,
      scale: input.scale,
      outcome: reason ? unmeasured(reason) : measured(px * factor),
      interval: scaledInterval(px * factor, doubt, side),
      marks: shape ? [outlineMark(shape.outline), ...spansOf(side === 'area' ? undefined : side, shape)] : []
    }
    return measurementOf(inPixels ? { ...parts, unit: 'pixel' } : parts)
  })
}

/** Callipers over the full height or width of each shape. */
function spansOf(side: 'height' | 'width' | undefined, ...shapes: readonly (DiscShape | null)[]): Mark[] {
  if (side === undefined) return []
  return shapes.flatMap((shape): Mark[] => {
    if (!shape) return []
    const { x, y, width, height } = shape.box
    const centre = boxCentre(shape.box)
    return side === 'height'
      ? [{ shape: 'span', from: imagePoint(centre.x, y), to: imagePoint(centre.x, y + height) }]
      : [{ shape: 'span', from: imagePoint(x, centre.y), to: imagePoint(x + width, centre.y) }]
  })
}

/** How much larger and smaller the shape is at the other readings of its map, as a share of the middle one. */
type Doubt = { readonly factors: readonly Extent[]; readonly basis: string }

const NO_DOUBT: Doubt = { factors: [], basis: '' }

function doubtOf(layers: DiscLayers | null, name: 'disc' | 'cup'): Doubt {
  const grid = layers?.maps.get(name)
  if (!grid) return NO_DOUBT
  const at = (reading: Reading): Extent | undefined => {
    const component = largestComponent(connectedComponents(maskAt({ grid }, reading)))
    if (!component) return undefined
    const { left, right, top, bottom, pixels } = component
    return { height: bottom - top + 1, width: right - left + 1, area: pixels.length }
  }
  const [middle, wide, narrow] = [at('middle'), at('wide'), at('narrow')]
  if (!middle) return NO_DOUBT
  const factors = [wide, narrow].flatMap((other) =>
    other
      ? [{ height: other.height / middle.height, width: other.width / middle.width, area: other.area / middle.area }]
      : []
  )
  return { factors, basis: basisOf({ grid }) }
}

function scaledInterval(value: number, { factors, basis }: Doubt, side: keyof Extent): Interval | null {
  if (factors.length === 0) return null
  const values = [value, ...factors.map((factor) => value * factor[side])]
  return { low: rounded(Math.min(...values)), high: rounded(Math.max(...values)), basis }
}

/** Either outline moved on its own. */
function ratioInterval(value: number, doubt: { disc: Doubt; cup: Doubt }, side: keyof Extent): Interval | null {
  if (doubt.disc.factors.length === 0 || doubt.cup.factors.length === 0) return null
  const values = [
    value,
    ...doubt.cup.factors.map((factor) => value * factor[side]),
    ...doubt.disc.factors.map((factor) => value / factor[side])
  ]
  return { low: rounded(Math.min(...values)), high: rounded(Math.max(...values)), basis: doubt.cup.basis }
}

/** Where the fovea lies from the disc: distance in disc diameters, angle below the horizontal in degrees. */
export function discFoveaMeasurements(input: RetinaInput): Measurement[] {
  const { disc, fovea } = input.landmarks
  const reason = discObstacle(input) ?? (fovea ? undefined : 'noFovea')
  const away = disc && fovea ? distance(disc.centre, fovea.centre) / disc.diameterPx : 0
  const [dx, dy] = disc && fovea ? [fovea.centre.x - disc.centre.x, fovea.centre.y - disc.centre.y] : [0, 0]
  const marks: Mark[] =
    disc && fovea
      ? [{ shape: 'path', path: imagePath([disc.centre.x, disc.centre.y, fovea.centre.x, fovea.centre.y]) }]
      : []
  const one = (name: MeasurementName, value: number): Measurement => {
    const outcome: Outcome = reason ? unmeasured(reason) : measured(value)
    return measurementOf({ name, region: 'disc', vessels: null, scale: input.scale, outcome, marks })
  }
  return [one('discFoveaDistance', away), one('discFoveaAngle', (Math.atan2(dy, Math.abs(dx)) * 180) / Math.PI)]
}
