import { distance } from '#shared/domain/geometry.ts'
import type { DiscShape, Scale } from '#shared/domain/landmark.ts'
import type { Span } from './tools/measureTool.ts'

export type CalliperReading = {
  readonly pixels: number
  /** Null without a scale. */
  readonly micrometres: number | null
  /** Null without a disc. */
  readonly discDiameters: number | null
  readonly estimated: boolean
}

/** The length of a calliper in every unit that the photograph allows. */
export function readCalliper(span: Span, scale: Scale | null, disc: DiscShape | null): CalliperReading {
  const pixels = distance(span.from, span.to)
  return {
    pixels,
    micrometres: scale === null ? null : pixels * scale.micrometrePerPx,
    discDiameters: disc === null ? null : pixels / disc.diameterPx,
    estimated: scale?.calibration === 'estimated'
  }
}
