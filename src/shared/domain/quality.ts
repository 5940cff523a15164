import { z } from 'zod'
import { Probability } from './units.ts'

export const QualityLevel = z.enum(['good', 'usable', 'reject'])
export type QualityLevel = z.infer<typeof QualityLevel>

export const QualityReason = z.enum([
  'blur',
  'dark',
  'bright',
  'uneven',
  'haze',
  'lensDust',
  'cropped',
  'offCentre',
  'smallField',
  'lowResolution',
  'noColour'
])
export type QualityReason = z.infer<typeof QualityReason>

/** Whether the file shows a fundus at all; nothing else is judged when it does not. */
export const GateVerdict = z.object({
  fundus: z.boolean(),
  confidence: Probability.nullable(),
  reasons: z.array(z.enum(['noField', 'noRetinalColour', 'noVessels', 'blank', 'notAFundusPhotograph'])).readonly(),
  method: z.string()
})
export type GateVerdict = z.infer<typeof GateVerdict>

export const QualityAssessment = z.object({
  level: QualityLevel,
  confidence: Probability.nullable(),
  reasons: z.array(QualityReason).readonly(),
  method: z.string()
})
export type QualityAssessment = z.infer<typeof QualityAssessment>
