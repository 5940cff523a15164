import { type ImageCircle, imageCircle, imagePoint } from '#shared/domain/geometry.ts'
import type { DiscShape, FieldOfView, Scale } from '#shared/domain/landmark.ts'
import type { Measurement } from '#shared/domain/measurement.ts'
import { MicrometrePerPx } from '#shared/domain/units.ts'
import type { Frame } from '../../../imaging/frame.ts'
import { emptyMask, type Mask } from '../../../imaging/mask.ts'
import { largestShape } from '../../../imaging/shape.ts'
import { type EnclosingCircle, enclosingCircle } from '../compatibility/enclosingCircle.ts'
import { measureRetina } from '../measureRetina.ts'
import { estimateScale } from '../scale.ts'
import type { Columns } from './columns.ts'
import { fieldFromVessels } from './fieldCircle.ts'
import type { MaskSet } from './maskSet.ts'

/**
 * One row by our own definitions. Column names are measurement, region, kind and unit.
 * @param micrometrePerPx Where known; else the scale is estimated from the disc or the field.
 */
export function ownColumns(set: MaskSet, micrometrePerPx?: number): Columns {
  const { width, height } = set.vessels
  const frame: Frame = { left: 0, top: 0, cropWidth: width, cropHeight: height, width, height }
  const shape = (mask: Mask | undefined): DiscShape | null => (mask ? (shapeOf(mask, frame) ?? null) : null)
  const field = fieldOf(set)
  const disc = shape(set.disc)
  const measurements = measureRetina({
    image: set.vessels,
    field,
    landmarks: { disc, cup: shape(set.cup), fovea: null, eye: null, centring: 'other' },
    scale: scaleFrom(micrometrePerPx) ?? estimateScale({ disc, field }) ?? null,
    vessels: { frame, vessel: set.vessels, artery: set.kinds?.artery ?? null, vein: set.kinds?.vein ?? null },
    disc: null,
    findings: [],
    lesionsSought: false,
    quality: null
  }).filter(isOfMasks)
  return new Map(
    measurements.map((one) => [columnName(one), one.result.measurable ? one.result.value : one.result.reason])
  )
}

/** Masks show no fovea, no eye and no lesions. */
const isOfMasks = ({ lesion, name }: Measurement): boolean =>
  lesion === null && name !== 'discFoveaDistance' && name !== 'discFoveaAngle' && name !== 'rimWidth'

const columnName = ({ name, region, vessels, unit }: Measurement): string => {
  const isDisc = region === 'disc' && unit !== 'ratio'
  return [name, ...(isDisc ? [] : [region]), vessels, unit].filter((part) => part !== null).join('_')
}

function scaleFrom(micrometrePerPx: number | undefined): Scale | undefined {
  if (micrometrePerPx === undefined) return undefined
  return {
    micrometrePerPx: MicrometrePerPx.parse(micrometrePerPx),
    calibration: 'measured',
    basis: 'pixelSpacing'
  }
}

function shapeOf(mask: Mask, frame: Frame): DiscShape | undefined {
  const map = { ...mask, data: Float32Array.from(mask.data) }
  return largestShape(map, frame, { level: 0.5, minimumCells: 12 })
}

/** The smallest circle round the field mask; without one, and unseen then, round the vessels, else round the picture. */
function fieldOf({ field, vessels }: MaskSet): FieldOfView {
  const circle = field && enclosingCircle(field)
  if (circle) return { circle: circleRound(circle), borderSeen: true, cut: [], angle: null }
  const { width, height } = vessels
  const around = fieldFromVessels(vessels)
  return {
    circle: around
      ? circleRound(around)
      : imageCircle(imagePoint(width / 2, height / 2), Math.hypot(width, height) / 2),
    borderSeen: false,
    cut: ['left', 'top', 'right', 'bottom'],
    angle: null
  }
}

/** From pixel centres to the outer edges of the pixels. */
const circleRound = ({ x, y, radius }: EnclosingCircle): ImageCircle =>
  imageCircle(imagePoint(x + 0.5, y + 0.5), radius + 0.5)

/** The names of the columns, in order; disc and cup in millimetres, or in pixels without a known scale. */
export const ownColumnNames = (micrometrePerPx?: number): string[] => {
  const nothing = { vessels: emptyMask(3, 3), kinds: undefined, disc: undefined, cup: undefined, field: undefined }
  return [...ownColumns(nothing, micrometrePerPx).keys()]
}
