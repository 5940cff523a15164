import { z } from 'zod'
import { ImageId } from './ids.ts'
import { Laterality } from './laterality.ts'
import { Mark, MeasurementUnit } from './measurement.ts'
import { FindingId } from './ids.ts'

/** Short name of a citable item within one answer's scope: E1, E2, … */
export const EvidenceId = z
  .string()
  .regex(/^E[1-9][0-9]*$/)
  .brand<'EvidenceId'>()
export type EvidenceId = z.infer<typeof EvidenceId>

/** What is lit up on the photograph when an item is pointed at. */
export const EvidenceTarget = z.object({
  imageId: ImageId,
  findings: z.array(FindingId).readonly(),
  marks: z.array(Mark).readonly()
})
export type EvidenceTarget = z.infer<typeof EvidenceTarget>

export const EvidenceKind = z.enum([
  'finding',
  'lesionCount',
  'absence',
  'grade',
  'criterion',
  'condition',
  'measurement',
  'notMeasured',
  'quality',
  'gate',
  'eye',
  'comparison',
  'knowledge'
])
export type EvidenceKind = z.infer<typeof EvidenceKind>

/** The figure behind an item's text, for programs that read the answer. */
export const EvidenceFigure = z.object({
  /** Such as a measurement's name, a lesion or a grading scale. */
  name: z.string(),
  value: z.number(),
  /** `level` of a grading scale, `probability` from 0 to 1. */
  unit: z.enum([...MeasurementUnit.options, 'level', 'probability']),
  region: z.string().nullable()
})
export type EvidenceFigure = z.infer<typeof EvidenceFigure>

/** A citable finding, measurement, grade, quality statement or knowledge item. The only source of numbers in an answer. */
export const Evidence = z.object({
  id: EvidenceId,
  kind: EvidenceKind,
  eye: Laterality.nullable(),
  /** What it is, without a figure: "hard exudates", "cup-to-disc ratio, vertical". */
  subject: z.string(),
  /** What the app writes where the item is cited, figures and units included: "3 hard exudates", "0.42 (0.38–0.46)". */
  text: z.string(),
  /** Null for an item that states no single figure. */
  figure: EvidenceFigure.nullable(),
  /** Where the item comes from, for the reader: a pack and version, a guideline, the clinician. */
  source: z.string(),
  target: EvidenceTarget.nullable()
})
export type Evidence = z.infer<typeof Evidence>
