import type { Finding, FindingOrigin } from '#shared/domain/finding.ts'
import { type ImageCircle, type ImageOutline, boxOfFlat, imageOutline } from '#shared/domain/geometry.ts'
import type { FindingId } from '#shared/domain/ids.ts'
import type { Scale } from '#shared/domain/landmark.ts'
import type { SegmentedLesion } from '#shared/domain/lesion.ts'
import type { RetinalPlace } from '#shared/domain/place.ts'
import { SquareMillimetre, probability } from '#shared/domain/units.ts'
import { type Component, connectedComponents } from '../imaging/components.ts'
import { type Frame, flatToImage, toImage } from '../imaging/frame.ts'
import { type Mask, threshold } from '../imaging/mask.ts'
import { simplifyOutline, traceOutline } from '../imaging/outline.ts'
import { centroid } from '../imaging/shape.ts'
import type { LesionMap } from '../inference/vision/lesions.ts'

/** Cells of the lesion grid; smaller regions are noise of the resampling. */
export const SMALLEST_REGION: Readonly<Record<SegmentedLesion, number>> = {
  microaneurysm: 4,
  haemorrhage: 8,
  hardExudate: 6,
  softExudate: 24
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
  readonly lesion: SegmentedLesion
  readonly mask: Mask
  readonly findings: readonly Finding[]
}

/** Outlines the connected regions of one lesion's map as findings, largest first. */
export function findLesions({ lesion, map, level }: LesionMap, context: FindingContext): LesionFindings {
  const mask = insideField(threshold(map, level), context)
  const findings = connectedComponents(mask)
    .filter((component) => component.pixels.length >= SMALLEST_REGION[lesion])
    .map((component) => describe(component, { lesion, map, level }, context))
    .toSorted((a, b) => b.areaPx - a.areaPx)
  return { lesion, mask, findings }
}

function describe(component: Component, { lesion, map }: LesionMap, context: FindingContext): Finding {
  const { frame, scale } = context
  const outline = imageOutline(flatToImage(frame, simplifyOutline(traceOutline(component, map.width), 0.6)))
  const { x, y } = centroid(component, map)
  const cellArea = (frame.cropWidth / frame.width) * (frame.cropHeight / frame.height)
  const areaPx = component.pixels.length * cellArea
  const belief = component.pixels.reduce((most, pixel) => Math.max(most, map.data[pixel] ?? 0), 0)
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
  const data = Uint8Array.from(mask.data)
  const { centre, radius } = field
  const limit = (radius * 0.99) ** 2
  for (let row = 0, i = 0; row < mask.height; row++) {
    for (let column = 0; column < mask.width; column++, i++) {
      if (data[i] === 0) continue
      const { x, y } = toImage(frame, column + 0.5, row + 0.5)
      if ((x - centre.x) ** 2 + (y - centre.y) ** 2 > limit) data[i] = 0
    }
  }
  return { ...mask, data }
}
