import { z } from 'zod'
import { Laterality } from '#shared/domain/laterality.ts'
import {
  MeasurementName,
  MeasurementRegion,
  MeasurementUnit,
  NotMeasurableReason,
  VesselKind
} from '#shared/domain/measurement.ts'
import { QualityLevel } from '#shared/domain/quality.ts'
import { DatasetCondition } from '../conditions.ts'
import { DatasetScale } from '../grades.ts'
import { AdapterName, DatasetLesion, ShareBox, SharePoint } from '../record.ts'

export const DESCRIPTION_SCHEMA = 'retinadesk.description/1'

/** A ninth of the picture, as the reader sees it. */
export const PicturePart = z.enum([
  'upperLeft',
  'upperMiddle',
  'upperRight',
  'middleLeft',
  'centre',
  'middleRight',
  'lowerLeft',
  'lowerMiddle',
  'lowerRight'
])
export type PicturePart = z.infer<typeof PicturePart>

/** What a number is in; `source` is the unit of the tool that measured it, which it does not name. */
export const FeatureUnit = z.enum([...MeasurementUnit.options, 'source'])

/** Something that is known of a photograph, by its set or by a measurement; nothing else may be said of it. */
export const Fact = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('eye'), eye: Laterality }),
  z.strictObject({ kind: z.literal('quality'), level: QualityLevel, by: z.string() }),
  z.strictObject({ kind: z.literal('grade'), scale: DatasetScale, level: z.int().nonnegative() }),
  z.strictObject({
    kind: z.literal('condition'),
    condition: DatasetCondition,
    state: z.enum(['present', 'suspected', 'absent']),
    of: z.enum(['eye', 'patient'])
  }),
  z.strictObject({
    kind: z.literal('lesion'),
    lesion: DatasetLesion,
    state: z.enum(['present', 'absent']),
    /** Null where the marks do not tell lesions apart, and for an absent one. */
    count: z.int().positive().nullable(),
    parts: z.array(PicturePart).readonly(),
    boxes: z.array(ShareBox).readonly()
  }),
  z.strictObject({
    kind: z.literal('landmark'),
    landmark: z.enum(['disc', 'fovea']),
    at: SharePoint,
    part: PicturePart
  }),
  z.strictObject({ kind: z.literal('cupToDiscRatio'), value: z.number() }),
  z.strictObject({
    kind: z.literal('feature'),
    name: MeasurementName,
    region: MeasurementRegion,
    vessels: VesselKind.nullable(),
    unit: FeatureUnit,
    /** A measured 0 or 1 is a value like any other; what could not be measured says so. */
    result: z.discriminatedUnion('measurable', [
      z.strictObject({ measurable: z.literal(true), value: z.number() }),
      z.strictObject({ measurable: z.literal(false), reason: NotMeasurableReason.nullable() })
    ])
  }),
  z.strictObject({
    kind: z.literal('note'),
    topic: z.enum(['modality', 'quality', 'disease', 'vascular', 'notes']),
    text: z.string()
  })
])
export type Fact = z.infer<typeof Fact>

/** A photograph in facts and in English. */
export const Description = z.strictObject({
  schema: z.literal(DESCRIPTION_SCHEMA),
  dataset: AdapterName,
  id: z.string().min(1),
  image: z.string().nullable(),
  split: z.enum(['train', 'validation', 'test']).nullable(),
  group: z.string(),
  facts: z.array(Fact).readonly(),
  text: z.string()
})
export type Description = z.infer<typeof Description>
