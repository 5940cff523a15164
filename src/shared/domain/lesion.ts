import { z } from 'zod'

/** Lesions that the segmenter outlines, in the order of its classes. */
export const SegmentedLesion = z.enum(['microaneurysm', 'haemorrhage', 'hardExudate', 'softExudate'])
export type SegmentedLesion = z.infer<typeof SegmentedLesion>

/** Every lesion that a finding may name; those beyond `SegmentedLesion` come from the clinician. */
export const LesionType = z.enum([
  ...SegmentedLesion.options,
  'otherBright',
  'neovascularisation',
  'irma',
  'venousBeading',
  'preretinalHaemorrhage',
  'drusen',
  'other'
])
export type LesionType = z.infer<typeof LesionType>
