import { FIELD_FLOOR, luma, type PixelFilter, type Sample } from './pixels.ts'

const LOW_SHARE = 0.005
const HIGH_SHARE = 0.998

/** The value below which a share of the counted pixels lies. */
function quantile(histogram: Uint32Array, share: number): number {
  const total = histogram.reduce((sum, count) => sum + count, 0)
  let seen = 0
  for (let value = 0; value < 256; value++) {
    seen += histogram[value] ?? 0
    if (seen >= total * share) return value
  }
  return 255
}

/**
 * The green channel as grey, as under a green filter, stretched to the range that the retina of a sample uses: blood
 * absorbs green, so vessels, haemorrhages and microaneurysms stand out dark.
 */
export function redFreeOf(sample: Sample): PixelFilter {
  const histogram = new Uint32Array(256)
  for (let at = 0; at < sample.data.length; at += 4) {
    if (luma(sample.data, at) < FIELD_FLOOR) continue
    const green = sample.data[at + 1] ?? 0
    histogram[green] = (histogram[green] ?? 0) + 1
  }
  const low = quantile(histogram, LOW_SHARE)
  const high = Math.max(low + 1, quantile(histogram, HIGH_SHARE))
  const stretched = Uint8ClampedArray.from({ length: 256 }, (_, value) => ((value - low) / (high - low)) * 235 + 10)
  return ({ data }) => {
    for (let at = 0; at < data.length; at += 4) {
      const inField = luma(data, at) >= FIELD_FLOOR
      const grey = inField ? (stretched[data[at + 1] ?? 0] ?? 0) : 0
      data[at] = grey
      data[at + 1] = grey
      data[at + 2] = grey
    }
  }
}
