import { z } from 'zod'
import { Finding } from './finding.ts'
import { ImageSize } from './geometry.ts'
import { ConditionProbability, Grade } from './grade.ts'
import { AnalysisId, Sha256 } from './ids.ts'
import { FieldOfView, Landmarks, Scale } from './landmark.ts'
import { MaskRaster } from './mask.ts'
import { Measurement } from './measurement.ts'
import { Provenance } from './provenance.ts'
import { GateVerdict, QualityAssessment } from './quality.ts'
import { UtcMs } from './units.ts'

/** The stages of an analysis, in the order in which they run. */
export const AnalysisStage = z.enum(['decode', 'quality', 'landmarks', 'vessels', 'lesions', 'grades', 'measurements'])
export type AnalysisStage = z.infer<typeof AnalysisStage>

export const ANALYSIS_SCHEMA = 'retinadesk.analysis/1'

/** What one run of the model packs made of one photograph. Immutable: running again makes another one. */
export const Analysis = z.object({
  schema: z.literal(ANALYSIS_SCHEMA),
  id: AnalysisId,
  imageHash: Sha256,
  imageSize: ImageSize,
  startedAt: UtcMs,
  finishedAt: UtcMs,
  gate: GateVerdict,
  /** Null when the gate refused the file. */
  quality: QualityAssessment.nullable(),
  field: FieldOfView.nullable(),
  scale: Scale.nullable(),
  landmarks: Landmarks,
  masks: z.array(MaskRaster).readonly(),
  findings: z.array(Finding).readonly(),
  grades: z.array(Grade).readonly(),
  conditions: z.array(ConditionProbability).readonly(),
  measurements: z.array(Measurement).readonly(),
  /** True when the photograph is unlike what the models were trained on; null where no pack can tell. */
  outOfDistribution: z.boolean().nullable(),
  /** Stages that could not run, each with its reason; what they would have found is unknown, not absent. */
  missing: z.array(z.object({ stage: AnalysisStage, reason: z.string() })).readonly(),
  provenance: Provenance
})
export type Analysis = z.infer<typeof Analysis>

/** Whether grades may be put forward as such: not where the photograph is unlike those that the models learned from. */
export const assertsGrades = ({ outOfDistribution }: Pick<Analysis, 'outOfDistribution'>): boolean =>
  outOfDistribution !== true
