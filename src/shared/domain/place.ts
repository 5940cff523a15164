import { z } from 'zod'
import { DiscDiameters } from './units.ts'

/** Quadrants of the retina as seen from the fovea; temporal and nasal follow the eye. */
export const Quadrant = z.enum(['superiorTemporal', 'superiorNasal', 'inferiorNasal', 'inferiorTemporal'])
export type Quadrant = z.infer<typeof Quadrant>

/** Sectors of the ETDRS grid: diameters 1, 3 and 6 mm, spokes at 45°, 135°, 225° and 315°. */
export const EtdrsSector = z.enum([
  'centre',
  'innerSuperior',
  'innerNasal',
  'innerInferior',
  'innerTemporal',
  'outerSuperior',
  'outerNasal',
  'outerInferior',
  'outerTemporal',
  'outside'
])
export type EtdrsSector = z.infer<typeof EtdrsSector>

/** Where something lies on the retina; null where the landmark that it would be measured from was not found. */
export const RetinalPlace = z.object({
  quadrant: Quadrant.nullable(),
  etdrs: EtdrsSector.nullable(),
  /** From the fovea's centre to the nearest point of the lesion, in disc diameters. */
  foveaDistance: DiscDiameters.nullable()
})
export type RetinalPlace = z.infer<typeof RetinalPlace>
