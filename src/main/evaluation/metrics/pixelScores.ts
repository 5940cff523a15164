import { RELIABILITY_BINS } from './calibrationError.ts'
import { PROBABILITY_BINS, type PixelCounts, binCentre, binOf } from './pixelCounts.ts'

const total = (counts: ArrayLike<number>): number => {
  let sum = 0
  for (let bin = 0; bin < counts.length; bin++) sum += counts[bin] ?? 0
  return sum
}

/** Area under the ROC curve of pixels, ties counting one half; NaN when a class is missing. */
export function pixelRocArea({ negative, positive }: PixelCounts): number {
  const [negatives, positives] = [total(negative), total(positive)]
  let [below, area] = [0, 0]
  for (let bin = 0; bin < PROBABILITY_BINS; bin++) {
    const here = negative[bin] ?? 0
    area += (positive[bin] ?? 0) * (below + here / 2)
    below += here
  }
  return area / (negatives * positives)
}

/** Average precision of pixels, the step-wise area under precision and recall; NaN without positives. */
export function pixelAveragePrecision({ negative, positive }: PixelCounts): number {
  let [hits, alarms, area] = [0, 0, 0]
  for (let bin = PROBABILITY_BINS - 1; bin >= 0; bin--) {
    const here = positive[bin] ?? 0
    hits += here
    alarms += negative[bin] ?? 0
    if (here > 0) area += (here * hits) / (hits + alarms)
  }
  return area / hits
}

/** Dice overlap when every pixel from the threshold's bin upwards counts as set; NaN when neither has a pixel. */
export function pixelDice({ negative, positive }: PixelCounts, threshold: number): number {
  let [hits, alarms] = [0, 0]
  for (let bin = binOf(threshold); bin < PROBABILITY_BINS; bin++) {
    hits += positive[bin] ?? 0
    alarms += negative[bin] ?? 0
  }
  return (2 * hits) / (hits + alarms + total(positive))
}

/** Expected calibration error of pixels over `RELIABILITY_BINS` equal bins of probability; NaN without pixels. */
export function pixelCalibrationError({ negative, positive }: PixelCounts): number {
  const gaps = new Float64Array(RELIABILITY_BINS)
  let pixels = 0
  for (let bin = 0; bin < PROBABILITY_BINS; bin++) {
    const [hits, alarms] = [positive[bin] ?? 0, negative[bin] ?? 0]
    const wide = Math.floor(binCentre(bin) * RELIABILITY_BINS)
    gaps[wide] = (gaps[wide] ?? 0) + (hits + alarms) * binCentre(bin) - hits
    pixels += hits + alarms
  }
  return gaps.reduce((sum, gap) => sum + Math.abs(gap), 0) / pixels
}
