import { z } from 'zod'
import { ImageBox, ImageCircle, ImageOutline, ImagePath, ImagePoint } from './geometry.ts'
import { FindingId } from './ids.ts'
import { EtdrsSector, Quadrant } from './place.ts'

/** AutoMorph's names where the field has one; definitions in analysis/biomarkers. */
export const MeasurementName = z.enum([
  'vesselDensity',
  'averageWidth',
  'fractalDimension',
  'capacityDimension',
  'informationDimension',
  'correlationDimension',
  'distanceTortuosity',
  'squaredCurvatureTortuosity',
  'tortuosityDensity',
  'craeKnudtson',
  'crveKnudtson',
  'avrKnudtson',
  'craeHubbard',
  'crveHubbard',
  'avrHubbard',
  'branchingAngle',
  'branchingCoefficient',
  'discHeight',
  'discWidth',
  'discArea',
  'cupHeight',
  'cupWidth',
  'cupArea',
  'cupToDiscRatioVertical',
  'cupToDiscRatioHorizontal',
  'cupToDiscRatioArea',
  'rimWidth',
  'discFoveaDistance',
  'discFoveaAngle',
  'lesionCount',
  'lesionArea',
  'lesionFoveaDistance'
])
export type MeasurementName = z.infer<typeof MeasurementName>

/** What part of the picture a measurement looks at; lesions are also counted by quadrant and by sector of the ETDRS grid. */
export const MeasurementRegion = z.enum([
  'field',
  'zoneB',
  'zoneC',
  'disc',
  'rimSuperior',
  'rimNasal',
  'rimInferior',
  'rimTemporal',
  'macula',
  ...Quadrant.options,
  ...EtdrsSector.exclude(['outside']).options
])
export type MeasurementRegion = z.infer<typeof MeasurementRegion>

/** `all` counts arteries and veins together; null where vessels play no part. */
export const VesselKind = z.enum(['all', 'artery', 'vein'])
export type VesselKind = z.infer<typeof VesselKind>

export const MeasurementUnit = z.enum([
  'micrometre',
  'millimetre',
  'squareMillimetre',
  'discDiameter',
  'pixel',
  'percent',
  'degree',
  'perMillimetre',
  'perSquareMillimetre',
  'ratio',
  'count'
])
export type MeasurementUnit = z.infer<typeof MeasurementUnit>

/** `measured`: the scale came with the photograph. `estimated`: from a typical eye. `scaleFree`: no scale enters. */
export const Calibration = z.enum(['measured', 'estimated', 'scaleFree'])
export type Calibration = z.infer<typeof Calibration>

export const NotMeasurableReason = z.enum([
  /** The stage that would have given the mask or the findings did not run. */
  'notAnalysed',
  'noDisc',
  'discCutByBorder',
  'noCup',
  'noFovea',
  'noVessels',
  'noArteries',
  'noVeins',
  'tooFewVessels',
  'tooFewSegments',
  'noScale',
  'scaleFromDisc',
  'noLesions',
  'zoneOutsideField',
  'eyeUnknown',
  'poorQuality',
  'numericallyUnstable'
])
export type NotMeasurableReason = z.infer<typeof NotMeasurableReason>

/** What a measurement points at on the photograph. */
export const Mark = z.discriminatedUnion('shape', [
  z.object({ shape: z.literal('outline'), outline: ImageOutline }),
  z.object({ shape: z.literal('path'), path: ImagePath }),
  z.object({ shape: z.literal('circle'), circle: ImageCircle }),
  z.object({ shape: z.literal('box'), box: ImageBox }),
  z.object({ shape: z.literal('point'), point: ImagePoint }),
  /** A calliper across a vessel or the disc, from edge to edge. */
  z.object({ shape: z.literal('span'), from: ImagePoint, to: ImagePoint }),
  z.object({ shape: z.literal('finding'), findingId: FindingId })
])
export type Mark = z.infer<typeof Mark>

export const Interval = z.object({
  low: z.number(),
  high: z.number(),
  /** Where the uncertainty comes from, such as a change of the segmentation's threshold. */
  basis: z.string()
})
export type Interval = z.infer<typeof Interval>

export const ReferenceRange = z.object({
  low: z.number(),
  high: z.number(),
  population: z.string(),
  citation: z.string()
})
export type ReferenceRange = z.infer<typeof ReferenceRange>

export const MeasurementResult = z.discriminatedUnion('measurable', [
  z.object({ measurable: z.literal(true), value: z.number(), interval: Interval.nullable() }),
  z.object({ measurable: z.literal(false), reason: NotMeasurableReason })
])
export type MeasurementResult = z.infer<typeof MeasurementResult>

/** A quantity of the retina, or the reason why it could not be measured; never NaN, 0 or −1 in its place. */
export const Measurement = z.object({
  name: MeasurementName,
  region: MeasurementRegion,
  vessels: VesselKind.nullable(),
  /** The lesion that a lesion measurement counts. */
  lesion: z.string().nullable(),
  unit: MeasurementUnit,
  result: MeasurementResult,
  calibration: Calibration,
  method: z.object({ id: z.string(), version: z.string(), citation: z.string().nullable() }),
  reference: ReferenceRange.nullable(),
  marks: z.array(Mark).readonly()
})
export type Measurement = z.infer<typeof Measurement>

/** Names a measurement within one analysis. */
export const MeasurementKey = z.string().brand<'MeasurementKey'>()
export type MeasurementKey = z.infer<typeof MeasurementKey>

export const measurementKey = (m: Pick<Measurement, 'name' | 'region' | 'vessels' | 'lesion'>): MeasurementKey =>
  MeasurementKey.parse([m.name, m.region, m.vessels ?? '-', m.lesion ?? '-'].join('/'))
