import { FIELD_FLOOR, luma, type PixelFilter, type Sample } from './pixels.ts'

const TILES = 8
/** Contrast limit: how many times the mean a histogram bin may hold. */
const CLIP = 2.5
const BINS = 256

/** Cuts a histogram at the clip limit and spreads what was cut over all bins. */
function clipped(histogram: Float64Array, count: number): Float64Array {
  const limit = (CLIP * count) / BINS
  let excess = 0
  for (let bin = 0; bin < BINS; bin++) {
    const held = histogram[bin] ?? 0
    if (held <= limit) continue
    excess += held - limit
    histogram[bin] = limit
  }
  return histogram.map((held) => held + excess / BINS)
}

/** The grey value that each grey value of a tile is mapped to. */
function mapping(histogram: Float64Array, count: number): Float64Array {
  const map = new Float64Array(BINS)
  if (count === 0) return map.map((_, bin) => bin)
  let below = 0
  clipped(histogram, count).forEach((held, bin) => {
    below += held
    map[bin] = (below / count) * (BINS - 1)
  })
  return map
}

function tileMappings(sample: Sample): Float64Array[] {
  const histograms = Array.from({ length: TILES * TILES }, () => new Float64Array(BINS))
  const counts = new Float64Array(TILES * TILES)
  for (let y = 0; y < sample.height; y++) {
    const tileRow = Math.min(TILES - 1, Math.floor((y * TILES) / sample.height)) * TILES
    for (let x = 0; x < sample.width; x++) {
      const value = luma(sample.data, 4 * (y * sample.width + x))
      if (value < FIELD_FLOOR) continue
      const tile = tileRow + Math.min(TILES - 1, Math.floor((x * TILES) / sample.width))
      const histogram = histograms[tile]
      if (!histogram) continue
      histogram[Math.round(value)] = (histogram[Math.round(value)] ?? 0) + 1
      counts[tile] = (counts[tile] ?? 0) + 1
    }
  }
  return histograms.map((histogram, tile) => mapping(histogram, counts[tile] ?? 0))
}

/** The two tiles whose centres lie on either side of a position, and how far it is towards the second. */
function between(position: number): readonly [number, number, number] {
  const place = Math.min(TILES - 1, Math.max(0, position * TILES - 0.5))
  const first = Math.floor(place)
  return [first, Math.min(TILES - 1, first + 1), place - first]
}

/**
 * Contrast-limited adaptive histogram equalisation of the luma with the colour kept (Zuiderveld 1994): 8 × 8 tiles of the
 * retina in a sample, bilinear between tiles.
 */
export function claheOf(sample: Sample): PixelFilter {
  const maps = tileMappings(sample)
  return ({ data, width, top, rows, pictureHeight }) => {
    const columns = Array.from({ length: width }, (_, x) => between((x + 0.5) / width))
    for (let y = 0; y < rows; y++) {
      const [upper, lower, down] = between((top + y + 0.5) / pictureHeight)
      columns.forEach(([left, right, across], x) => {
        const at = 4 * (y * width + x)
        const value = luma(data, at)
        if (value < FIELD_FLOOR) return
        const bin = Math.round(value)
        const a = maps[upper * TILES + left]?.[bin] ?? bin
        const b = maps[upper * TILES + right]?.[bin] ?? bin
        const c = maps[lower * TILES + left]?.[bin] ?? bin
        const d = maps[lower * TILES + right]?.[bin] ?? bin
        const gain = ((a * (1 - across) + b * across) * (1 - down) + (c * (1 - across) + d * across) * down) / value
        data[at] = (data[at] ?? 0) * gain
        data[at + 1] = (data[at + 1] ?? 0) * gain
        data[at + 2] = (data[at + 2] ?? 0) * gain
      })
    }
  }
}
