import { z } from 'zod'

/** What a question asks for. */
export const Intent = z.enum([
  'overview',
  'presence',
  'where',
  'howMany',
  'howLarge',
  'howSure',
  'quality',
  'whichEye',
  'grade',
  'gradeReason',
  'macularOedema',
  'nextStep',
  'measurement',
  'notMeasurable',
  'calibration',
  'distance',
  'compareEyes',
  'compareVisits',
  'normalRange',
  'condition',
  'explainTerm',
  'summaryPatient',
  'summaryReferral',
  'summaryRecord',
  'unknowable',
  'urgent',
  'drugAdvice',
  'knowledge',
  'healthy',
  'region',
  'capabilities',
  'smallTalk',
  'unclear'
])
export type Intent = z.infer<typeof Intent>

/** What neither a colour photograph nor its analysis tells, and what readers ask all the same. */
export const Unknowable = z.enum([
  'intraocularPressure',
  'visualAcuity',
  'visualField',
  'thickness',
  'refraction',
  'pupil',
  'colourVision',
  'age',
  'sex',
  'bloodPressure',
  'bloodSugar',
  'duration',
  'heartRisk',
  'periphery',
  'identity',
  'acquisition'
])
export type Unknowable = z.infer<typeof Unknowable>

/** Groups of symptoms whose advice comes before anything else; `unspecified` where only the meaning hints at one. */
export const Symptom = z.enum([
  'suddenLoss',
  'giantCellArteritis',
  'flashesOrCurtain',
  'angleClosure',
  'afterProcedure',
  'neurological',
  'pressureHeadache',
  'injury',
  'chemical',
  'whitePupil',
  'distortion',
  'unspecified'
])
export type Symptom = z.infer<typeof Symptom>

/** Which eye a question names. `other`: the one that the talk was not about. */
export const EyeSlot = z.enum(['OD', 'OS', 'both', 'other'])
export type EyeSlot = z.infer<typeof EyeSlot>
