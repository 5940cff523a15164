import { MeasurementName, MeasurementRegion, type Measurement, type VesselKind } from '#shared/domain/measurement.ts'

export type VesselFilter = 'everything' | Extract<VesselKind, 'artery' | 'vein'>

export type Section = { readonly region: MeasurementRegion; readonly rows: readonly Measurement[] }

/** The disc first, as a reader looks at it first; then the vessel zones, the field, and the lesions by place. */
const ORDER: readonly MeasurementRegion[] = [
  'disc',
  'rimSuperior',
  'rimNasal',
  'rimInferior',
  'rimTemporal',
  'zoneB',
  'zoneC',
  'field',
  ...MeasurementRegion.options
]

const KINDS: readonly (VesselKind | null)[] = [null, 'all', 'artery', 'vein']

const rank = (m: Measurement): number =>
  MeasurementName.options.indexOf(m.name) * KINDS.length + KINDS.indexOf(m.vessels)

/** Measurements by region, in a fixed order, of all vessels or of one kind. */
export function sectionsOf(measurements: readonly Measurement[], filter: VesselFilter): readonly Section[] {
  const wanted = measurements.filter((m) => filter === 'everything' || m.vessels === filter)
  return [...new Set(ORDER)].flatMap((region) => {
    const rows = wanted.filter((m) => m.region === region).toSorted((a, b) => rank(a) - rank(b))
    return rows.length === 0 ? [] : [{ region, rows }]
  })
}

/** Whether measurements of arteries or veins apart exist, so that a filter makes sense. */
export const tellsVesselsApart = (measurements: readonly Measurement[]): boolean =>
  measurements.some((m) => m.vessels === 'artery' || m.vessels === 'vein')
