import { z } from 'zod'

/**
 * Scales on which the public sets grade. They are never translated into one another: `messidor` is not ICDR,
 * `odirRetinopathy` is a keyword of readers who name no scale, and `referableDme` is not the exudate-distance risk of
 * `dmeRisk`.
 */
export const DatasetScale = z.enum([
  'icdr',
  'messidor',
  'retinopathyStage',
  'odirRetinopathy',
  'dmeRisk',
  'messidorOedemaRisk',
  'referableDme',
  'metaPm'
])
export type DatasetScale = z.infer<typeof DatasetScale>

export const DatasetGrade = z.strictObject({ scale: DatasetScale, level: z.int().nonnegative() })
export type DatasetGrade = z.infer<typeof DatasetGrade>

type ScaleInWords = {
  /** What is graded. */
  readonly subject: string
  /** The scale as it is named beside a level. */
  readonly name: string
  /** What each level from 0 upwards means. */
  readonly levels: readonly string[]
  readonly source: string
}

/** Names of scales and levels, one table for all that is written about grades. */
export const gradeScales: Readonly<Record<DatasetScale, ScaleInWords>> = {
  icdr: {
    subject: 'diabetic retinopathy',
    name: 'ICDR',
    levels: [
      'no apparent diabetic retinopathy',
      'mild non-proliferative diabetic retinopathy',
      'moderate non-proliferative diabetic retinopathy',
      'severe non-proliferative diabetic retinopathy',
      'proliferative diabetic retinopathy'
    ],
    source: 'Wilkinson et al., Ophthalmology 2003;110:1677–1682'
  },
  messidor: {
    subject: 'diabetic retinopathy',
    name: "Messidor's own retinopathy scale",
    levels: [
      'no retinopathy on that scale',
      'the lowest grade with retinopathy on that scale',
      'the middle grade with retinopathy on that scale',
      'the highest grade on that scale'
    ],
    source: 'Messidor, ADCIS'
  },
  retinopathyStage: {
    subject: 'diabetic retinopathy',
    name: 'retinopathy stage',
    levels: ['no diabetic retinopathy', 'non-proliferative diabetic retinopathy', 'proliferative diabetic retinopathy'],
    source: 'Hughes Cano et al.'
  },
  odirRetinopathy: {
    subject: 'diabetic retinopathy',
    name: "ODIR's keyword",
    levels: [
      'no diabetic retinopathy',
      'mild non-proliferative diabetic retinopathy',
      'moderate non-proliferative diabetic retinopathy',
      'severe non-proliferative diabetic retinopathy',
      'proliferative diabetic retinopathy'
    ],
    source: 'ODIR-5K, Peking University'
  },
  dmeRisk: {
    subject: 'risk of macular oedema',
    name: 'DME risk',
    levels: [
      'no hard exudate',
      'hard exudates farther than one disc diameter from the centre of the macula',
      'hard exudates within one disc diameter of the centre of the macula'
    ],
    source: 'IDRiD, Porwal et al., Data 2018;3(3):25'
  },
  messidorOedemaRisk: {
    subject: 'risk of macular oedema',
    name: "Messidor's oedema risk",
    levels: [
      'no hard exudate',
      'hard exudates farther than one disc diameter from the centre of the macula',
      'hard exudates within one disc diameter of the centre of the macula'
    ],
    source: 'Messidor, ADCIS'
  },
  referableDme: {
    subject: 'referable macular oedema',
    name: 'adjudicated referable DME',
    levels: [
      'no hard exudate within one disc diameter of the fovea',
      'hard exudates within one disc diameter of the fovea'
    ],
    source: 'Krause et al., Ophthalmology 2018'
  },
  metaPm: {
    subject: 'myopic maculopathy',
    name: 'META-PM',
    levels: [
      'no myopic maculopathy',
      'a tessellated fundus',
      'diffuse chorioretinal atrophy',
      'patchy chorioretinal atrophy',
      'macular atrophy'
    ],
    source: 'META-PM, as MMAC uses it'
  }
}
