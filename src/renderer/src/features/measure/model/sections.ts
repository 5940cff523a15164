import {
  MeasurementName,
  MeasurementRegion,
  type Measurement,
  type NotMeasurableReason,
  type VesselKind
} from '#shared/domain/measurement.ts'
import { Quadrant } from '#shared/domain/place.ts'

export type VesselFilter = 'everything' | Extract<VesselKind, 'artery' | 'vein'>

/** In the order in which a reader looks: the disc, the vessel zones round it, the whole field, then lesions by place. */
const SECTIONS = ['disc', 'zoneB', 'zoneC', 'field', 'macula', 'lesions', 'quadrants', 'sectors'] as const
export type SectionName = (typeof SECTIONS)[number]

export type Section = {
  readonly name: SectionName
  readonly rows: readonly Measurement[]
  /** Why nothing in the section could be measured, where that is one reason for all. */
  readonly unmeasurable: NotMeasurableReason | null
}

const OF_LESIONS: ReadonlySet<MeasurementName> = new Set(['lesionCount', 'lesionArea', 'lesionFoveaDistance'])
const OF_RIM: ReadonlySet<MeasurementRegion> = new Set(['rimSuperior', 'rimNasal', 'rimInferior', 'rimTemporal'])
const QUADRANTS: ReadonlySet<string> = new Set(Quadrant.options)
const WHOLE: ReadonlySet<MeasurementRegion> = new Set(['field', 'macula'])

function sectionOf({ name, region }: Measurement): SectionName {
  if (QUADRANTS.has(region)) return 'quadrants'
  if (OF_LESIONS.has(name) && WHOLE.has(region)) return 'lesions'
  if (region === 'disc' || OF_RIM.has(region)) return 'disc'
  if (region === 'zoneB' || region === 'zoneC' || region === 'field' || region === 'macula') return region
  return 'sectors'
}

/** Whether a section's heading leaves open which region a row is about. */
export const isOfSubregion = ({ name, region }: Measurement): boolean =>
  OF_RIM.has(region) || (OF_LESIONS.has(name) && region !== 'field')

const KINDS: readonly (VesselKind | null)[] = [null, 'all', 'artery', 'vein']

const rank = ({ name, region, vessels }: Measurement): number =>
  (MeasurementRegion.options.indexOf(region) * MeasurementName.options.length + MeasurementName.options.indexOf(name)) *
    KINDS.length +
  KINDS.indexOf(vessels)

function commonReason(rows: readonly Measurement[]): NotMeasurableReason | null {
  const reasons = new Set(rows.map(({ result }) => (result.measurable ? null : result.reason)))
  const [only = null] = reasons
  return reasons.size === 1 ? only : null
}

/** Measurements by section, in a fixed order, of all vessels or of one kind. */
export function sectionsOf(measurements: readonly Measurement[], filter: VesselFilter): readonly Section[] {
  const wanted = measurements.filter((m) => filter === 'everything' || m.vessels === filter)
  return SECTIONS.flatMap((name) => {
    const rows = wanted.filter((m) => sectionOf(m) === name).toSorted((a, b) => rank(a) - rank(b))
    return rows.length === 0 ? [] : [{ name, rows, unmeasurable: commonReason(rows) }]
  })
}

/** Whether measurements of arteries or veins apart exist, so that a filter makes sense. */
export const tellsVesselsApart = (measurements: readonly Measurement[]): boolean =>
  measurements.some((m) => m.vessels === 'artery' || m.vessels === 'vein')
