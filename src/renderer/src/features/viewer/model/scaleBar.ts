import type { Scale } from '#shared/domain/landmark.ts'

export type ScaleBar = { readonly lengthPx: number; readonly micrometres: number }

const NICE = [10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000]
const LONGEST_PX = 130

/** The longest round length that fits into 130 view pixels; undefined when even 10 µm does not. */
export function scaleBar(scale: Scale, viewScale: number): ScaleBar | undefined {
  const viewPxPerMicrometre = viewScale / scale.micrometrePerPx
  const micrometres = NICE.findLast((length) => length * viewPxPerMicrometre <= LONGEST_PX)
  return micrometres === undefined ? undefined : { micrometres, lengthPx: micrometres * viewPxPerMicrometre }
}
