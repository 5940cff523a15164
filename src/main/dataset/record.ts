import { z } from 'zod'
import { AdapterName } from '#shared/domain/dataset.ts'
import { Laterality } from '#shared/domain/laterality.ts'
import { LesionType } from '#shared/domain/lesion.ts'
import { QualityLevel } from '#shared/domain/quality.ts'
import { ConditionLabel } from './conditions.ts'
import { DatasetGrade } from './grades.ts'

export const DATASET_RECORD_SCHEMA = 'retinadesk.dataset-record/1'

export { AdapterName } from '#shared/domain/dataset.ts'

/** Lesions that a set marks: those that a finding may name, and the "plus" lesions of myopic maculopathy. */
export const DatasetLesion = z.enum([...LesionType.options, 'lacquerCrack', 'choroidalNeovascularisation', 'fuchsSpot'])
export type DatasetLesion = z.infer<typeof DatasetLesion>

const Share = z.number().min(0).max(1)

/** A box in shares of the photograph's width and height, from its top left corner; whatever the resolution is. */
export const ShareBox = z.strictObject({ x: Share, y: Share, width: Share, height: Share })
export type ShareBox = z.infer<typeof ShareBox>

/** A point in shares of the photograph's width and height. */
export const SharePoint = z.strictObject({ x: Share, y: Share })
export type SharePoint = z.infer<typeof SharePoint>

/** A lesion that a set marks in a photograph, or says to be absent. What it does not mention is unknown. */
export const LesionLabel = z.discriminatedUnion('state', [
  z.strictObject({
    lesion: DatasetLesion,
    state: z.literal('present'),
    /** How many there are; null where the marks do not tell lesions apart. */
    count: z.int().positive().nullable(),
    /** One box a lesion or a group of lesions; null where the set only says that there are some. */
    boxes: z.array(ShareBox).readonly().nullable(),
    /** `exact`: outlined pixel by pixel. `coarse`: outlines or boxes round groups. */
    precision: z.enum(['exact', 'coarse'])
  }),
  z.strictObject({ lesion: DatasetLesion, state: z.literal('absent') })
])
export type LesionLabel = z.infer<typeof LesionLabel>

/** Files of masks, relative to the set's folder. */
export const MaskFiles = z.strictObject({
  lesions: z
    .array(
      z.strictObject({
        lesion: DatasetLesion,
        /** Null where there is no file and that means that the lesion is absent. */
        path: z.string().nullable(),
        precision: z.enum(['exact', 'coarse'])
      })
    )
    .readonly(),
  disc: z.string().nullable()
})
export type MaskFiles = z.infer<typeof MaskFiles>

/** What a set says of landmarks; diameters in shares of the photograph's width. */
export const LandmarkLabels = z.strictObject({
  disc: z.strictObject({ centre: SharePoint, diameter: Share.nullable() }).nullable(),
  fovea: SharePoint.nullable(),
  /** Width divided by height: distances in shares need it. */
  aspect: z.number().positive()
})
export type LandmarkLabels = z.infer<typeof LandmarkLabels>

/** Free words of a bring-your-own table. */
export const OwnWords = z.strictObject({
  modality: z.string().nullable(),
  quality: z.string().nullable(),
  disease: z.string().nullable(),
  vascular: z.string().nullable(),
  notes: z.string().nullable()
})
export type OwnWords = z.infer<typeof OwnWords>

/** One photograph of a set with everything that the set says of it, and nothing else. */
export const DatasetRecord = z.strictObject({
  schema: z.literal(DATASET_RECORD_SCHEMA),
  dataset: AdapterName,
  /** Unique in the set: part and split stand in front where file names repeat. */
  id: z.string().min(1),
  /** Relative to the set's folder; null where only features were given. */
  image: z.strictObject({ path: z.string(), state: z.enum(['present', 'missing']) }).nullable(),
  split: z.enum(['train', 'validation', 'test']).nullable(),
  /** Null where the set does not say. */
  patient: z.string().nullable(),
  /** Records that must stay on one side of a split: one patient, or near-duplicates. */
  group: z.string().min(1),
  eye: z.strictObject({ eye: Laterality, by: z.enum(['set', 'fileName', 'landmarks']) }).nullable(),
  person: z.strictObject({ ageYears: z.number().nonnegative().nullable(), sex: z.enum(['female', 'male']).nullable() }),
  quality: z.strictObject({ level: QualityLevel, by: z.string() }).nullable(),
  grades: z.array(DatasetGrade).readonly(),
  conditions: z.array(ConditionLabel).readonly(),
  /** The set's own words, as they stand there. */
  keywords: z.array(z.string()).readonly(),
  lesions: z.array(LesionLabel).readonly(),
  landmarks: LandmarkLabels.nullable(),
  masks: MaskFiles.nullable(),
  /** Dioptres; never spoken of, because no photograph shows it. */
  sphericalEquivalent: z.number().nullable(),
  cupToDiscRatio: z.number().min(0).max(1).nullable(),
  words: OwnWords.nullable()
})
export type DatasetRecord = z.infer<typeof DatasetRecord>

type Required = Pick<DatasetRecord, 'dataset' | 'id' | 'image'>

/** A record in which everything that is not given is unknown; a record on its own is its own group. */
export const newRecord = (given: Required & Partial<DatasetRecord>): DatasetRecord => ({
  schema: DATASET_RECORD_SCHEMA,
  split: null,
  patient: null,
  group: `${given.dataset}:${given.patient ?? given.id}`,
  eye: null,
  person: { ageYears: null, sex: null },
  quality: null,
  grades: [],
  conditions: [],
  keywords: [],
  lesions: [],
  landmarks: null,
  masks: null,
  sphericalEquivalent: null,
  cupToDiscRatio: null,
  words: null,
  ...given
})
