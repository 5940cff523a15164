import { z } from 'zod'

/** Lesions that the segmenter looks for: one that it does not outline is said not to be seen. */
export const SegmentedLesion = z.enum(['microaneurysm', 'haemorrhage', 'hardExudate', 'softExudate'])
export type SegmentedLesion = z.infer<typeof SegmentedLesion>

/** What the segmenter outlines. Other bright lesions are learnt from one small set: shown where seen, never said to be absent. */
export const OutlinedLesion = z.enum([...SegmentedLesion.options, 'otherBright'])
export type OutlinedLesion = z.infer<typeof OutlinedLesion>

/** Every lesion that a finding may name; those beyond `OutlinedLesion` come from the clinician. */
export const LesionType = z.enum([
  ...OutlinedLesion.options,
  'neovascularisation',
  'irma',
  'venousBeading',
  'preretinalHaemorrhage',
  'drusen',
  'other'
])
export type LesionType = z.infer<typeof LesionType>
