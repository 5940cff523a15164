import type { Finding, FindingOrigin } from '#shared/domain/finding.ts'
import { type ImageCircle, type ImageOutline, boxOfFlat, imageOutline } from '#shared/domain/geometry.ts'
import type { FindingId } from '#shared/domain/ids.ts'
import type { Scale } from '#shared/domain/landmark.ts'
import type { OutlinedLesion } from '#shared/domain/lesion.ts'
import type { RetinalPlace } from '#shared/domain/place.ts'
import { SquareMillimetre, probability } from '#shared/domain/units.ts'
import { type Component, connectedComponents } from '../imaging/components.ts'
import { type Frame, flatToImage, toImage } from '../imaging/frame.ts'
import { type Mask, type ProbabilityMap, threshold } from '../imaging/mask.ts'
import { simplifyOutline, traceOutline } from '../imaging/outline.ts'
import { centroid } from '../imaging/shape.ts'
import type { LesionMap } from '../inference/vision/lesions.ts'

/** Cells of the lesion grid; smaller regions are noise of the resampling. */
export const SMALLEST_REGION: Readonly<Record<OutlinedLesion, number>> = {
  microaneurysm: 4,
  haemorrhage: 8,
  hardExudate: 6,
  softExudate: 24,
  otherBright: 24
}

export type FindingContext = {
  readonly frame: Frame
  readonly field: ImageCircle
  readonly scale: Scale | null
  readonly origin: FindingOrigin
  readonly locate: (outline: ImageOutline) => RetinalPlace
  readonly newId: () => FindingId
}

export type LesionFindings = {
  readonly lesion: OutlinedLesion
  readonly mask: Mask
  readonly findings: readonly Finding[]
}

/** Outlines the connected regions of one lesion's map that are large and sure enough, as findings, largest first. */
export function findLesions({ lesion, map, level, peak }: LesionMap, context: FindingContext): LesionFindings {
  const regions = connectedComponents(insideField(threshold(map, level), context))
    .filter((component) => component.pixels.length >= SMALLEST_REGION[lesion])
    .map((component) => ({ component, belief: highest(component, map) }))
    .filter(({ belief }) => belief >= peak)
  const findings = regions
    .map((region) => describe(region, { lesion, map }, context))
    .toSorted((a, b) => b.areaPx - a.areaPx)
  return { lesion, mask: maskOf(regions, map), findings }
}

const highest = ({ pixels }: Component, { data }: ProbabilityMap): number =>
  pixels.reduce((most, pixel) => Math.max(most, data[pixel] ?? 0), 0)

function maskOf(regions: readonly Region[], { width, height }: ProbabilityMap): Mask {
  const data = new Uint8Array(width * height)
  for (const { component } of regions) for (const pixel of component.pixels) data[pixel] = 1
  return { width, height, data }
}

type Region = { readonly component: Component; readonly belief: number }

function describe(
  { component, belief }: Region,
  { lesion, map }: Pick<LesionMap, 'lesion' | 'map'>,
  context: FindingContext
): Finding {
  const { frame, scale } = context
  const outline = imageOutline(flatToImage(frame, simplifyOutline(traceOutline(component, map.width), 0.6)))
  const { x, y } = centroid(component, map)
  const cellArea = (frame.cropWidth / frame.width) * (frame.cropHeight / frame.height)
  const areaPx = component.pixels.length * cellArea
  return {
    id: context.newId(),
    lesion,
    box: boxOfFlat(outline),
    outline,
    centroid: toImage(frame, x, y),
    areaPx: Math.round(areaPx * 10) / 10,
    area: scale ? SquareMillimetre.parse((areaPx * scale.micrometrePerPx ** 2) / 1e6) : null,
    place: context.locate(outline),
    confidence: probability(belief),
    origin: context.origin
  }
}

/** Clears what lies outside the lit field, where there is nothing to see but the border itself. */
export function insideField(mask: Mask, { frame, field }: Pick<FindingContext, 'frame' | 'field'>): Mask {
  const { width, height } = mask
  const data = new Uint8Array(width * height)
  const { centre, radius } = field
  const limit = radius * 0.99
  const cellWidth = frame.cropWidth / frame.width
  const middle = (centre.x - frame.left) / cellWidth - 0.5
  for (let row = 0; row < height; row++) {
    const dy = toImage(frame, 0, row + 0.5).y - centre.y
    if (Math.abs(dy) > limit) continue
    const half = Math.sqrt(limit ** 2 - dy ** 2) / cellWidth
    const from = Math.max(0, Math.ceil(middle - half))
    const to = Math.min(width, Math.floor(middle + half) + 1)
    if (from < to) data.set(mask.data.subarray(row * width + from, row * width + to), row * width + from)
  }
  return { ...mask, data }
}
