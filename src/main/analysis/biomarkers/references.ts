import type { MeasurementName, MeasurementRegion, ReferenceRange } from '#shared/domain/measurement.ts'
import type { Scale } from '#shared/domain/landmark.ts'

/*
 * Ranges of healthy eyes, only where a source gives one for the same definition. Fractal dimensions, densities and
 * tortuosities have none: published ones hold for the program that made them.
 */

const KUMEJIMA =
  'ARVO 2012 abstract, iovs.arvojournals.org/article.aspx?articleid=2333177 (mean ± 1.96 SD; magnification corrected)'

/** 162.5 ± 9.3 µm and 232.9 ± 16.1 µm in 793 normal eyes, ring of 1.8 to 2.7 mm about the disc. */
const CALIBRES: Partial<Record<MeasurementName, ReferenceRange>> = {
  craeKnudtson: { low: 144.3, high: 180.7, population: 'normal adults of Kumejima, n = 793', citation: KUMEJIMA },
  crveKnudtson: { low: 201.3, high: 264.5, population: 'normal adults of Kumejima, n = 793', citation: KUMEJIMA }
}

/** Vertical disc diameter in mm and the 97.5th percentile of the vertical ratio in eyes without glaucoma. */
const BLUE_MOUNTAINS: readonly (readonly [millimetre: number, percentile: number])[] = [
  [1.2, 0.6],
  [1.3, 0.59],
  [1.4, 0.67],
  [1.5, 0.68],
  [1.6, 0.7],
  [1.7, 0.71],
  [1.8, 0.74],
  [1.9, 0.75]
]
const BLUE_MOUNTAINS_CITATION = 'Crowston et al., Br J Ophthalmol 2004;88:766–770, table 4 (97.5th percentile)'
/** Mean vertical disc diameter of that population (Healey 1997). */
const MEAN_DISC_MILLIMETRES = 1.5

/** The range of a vessel measurement; null where there is none. */
export const calibreReference = (name: MeasurementName, region: MeasurementRegion): ReferenceRange | null =>
  region === 'zoneB' ? (CALIBRES[name] ?? null) : null

/**
 * The range of the vertical cup-to-disc ratio, by the disc's size where that was measured: a scale that was itself taken from
 * the disc, or guessed, knows nothing of it, and the mean disc is assumed.
 */
export function cupToDiscReference(discHeightPx: number, scale: Scale | null): ReferenceRange {
  const known = scale?.calibration === 'measured'
  const millimetres = known ? (discHeightPx * scale.micrometrePerPx) / 1000 : MEAN_DISC_MILLIMETRES
  return {
    low: 0,
    high: percentileAt(millimetres),
    population: known
      ? `Blue Mountains, without glaucoma, disc of ${millimetres.toFixed(1)} mm`
      : 'Blue Mountains, without glaucoma, disc of mean size (this disc’s size is not known)',
    citation: BLUE_MOUNTAINS_CITATION
  }
}

function percentileAt(millimetres: number): number {
  const nearest = BLUE_MOUNTAINS.reduce((best, row) =>
    Math.abs(row[0] - millimetres) < Math.abs(best[0] - millimetres) ? row : best
  )
  return nearest[1]
}
