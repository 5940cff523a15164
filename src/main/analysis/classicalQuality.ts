import type { ImageCircle } from '#shared/domain/geometry.ts'
import type { GateVerdict, QualityAssessment, QualityReason } from '#shared/domain/quality.ts'
import type { RgbRaster } from '../imaging/raster.ts'

/** What plain statistics can tell of a photograph when no quality pack is installed; it claims no confidence. */
const METHOD = 'classical/1'

/**
 * Grey levels of 255; `redness` is red over green, `colour` the share of red that blue lacks. Chosen on the sharp, dark and pale
 * ends of public photographs (red over green 1.06 and more on all), not fitted to any labels.
 */
const LIMITS = {
  dark: 45,
  bright: 215,
  veryDark: 22,
  redness: 1.04,
  colour: 0.1,
  blank: 4,
  blur: 1.6,
  veryBlurred: 0.7
} as const

type Statistics = { mean: number; red: number; green: number; blue: number; deviation: number; detail: number }

/** Says whether a picture can be a colour fundus photograph at all, and whether it is bright and sharp enough to read. */
export function judgeClassically(
  image: RgbRaster,
  field: ImageCircle | undefined
): { gate: GateVerdict; quality: QualityAssessment } {
  const statistics = measure(image, field)
  const gateReasons = gateFaults(statistics, field)
  const { reasons, reject } = qualityFaults(statistics)
  const level = reject ? 'reject' : reasons.length > 0 ? 'usable' : 'good'
  return {
    gate: { fundus: gateReasons.length === 0, confidence: null, reasons: gateReasons, method: METHOD },
    quality: { level, confidence: null, reasons, method: METHOD }
  }
}

/** Whether plain statistics refuse a picture for what no network can outvote: it is blank, or not in a retina's colours. */
export const isBeyondDoubt = ({ reasons }: GateVerdict): boolean =>
  reasons.some((reason) => reason === 'blank' || reason === 'noRetinalColour')

/** Statistics cannot tell a crop of a retina from a face: without a round field they let nothing through. */
function gateFaults(s: Statistics, field: ImageCircle | undefined): GateVerdict['reasons'] {
  if (s.deviation < LIMITS.blank) return ['blank']
  const isRetinal =
    s.red >= LIMITS.redness * s.green && s.green >= s.blue * 0.8 && s.red - s.blue >= LIMITS.colour * s.red
  if (!isRetinal) return ['noRetinalColour']
  return field === undefined ? ['noField'] : []
}

function qualityFaults(s: Statistics): { reasons: QualityReason[]; reject: boolean } {
  const reasons: QualityReason[] = []
  if (s.mean < LIMITS.dark) reasons.push('dark')
  if (s.mean > LIMITS.bright) reasons.push('bright')
  if (s.detail < LIMITS.blur) reasons.push('blur')
  return { reasons, reject: s.mean < LIMITS.veryDark || s.detail < LIMITS.veryBlurred }
}

/** Means and spread inside the field, and the mean difference of neighbouring green pixels as a measure of detail. */
function measure(image: RgbRaster, field: ImageCircle | undefined): Statistics {
  const step = Math.max(1, Math.round(image.width / 512))
  const inside = insideTest(field)
  let [count, red, green, blue, squares, detail] = [0, 0, 0, 0, 0, 0]
  for (let y = step; y + step < image.height; y += step) {
    for (let x = step; x + step < image.width; x += step) {
      if (!inside(x, y)) continue
      const i = 3 * (y * image.width + x)
      const g = image.data[i + 1] ?? 0
      const right = image.data[i + 3 * step + 1] ?? 0
      const below = image.data[i + 3 * step * image.width + 1] ?? 0
      count++
      red += image.data[i] ?? 0
      green += g
      blue += image.data[i + 2] ?? 0
      squares += g * g
      detail += (Math.abs(g - right) + Math.abs(g - below)) / 2
    }
  }
  const n = Math.max(1, count)
  const means = { red: red / n, green: green / n, blue: blue / n }
  return {
    ...means,
    mean: Math.max(means.red, means.green, means.blue),
    deviation: Math.sqrt(Math.max(0, squares / n - means.green ** 2)),
    detail: detail / n
  }
}

function insideTest(field: ImageCircle | undefined): (x: number, y: number) => boolean {
  if (!field) return () => true
  const limit = (0.94 * field.radius) ** 2
  return (x, y) => (x - field.centre.x) ** 2 + (y - field.centre.y) ** 2 < limit
}
