import { ANALYSIS_SCHEMA, type Analysis, AnalysisStage } from '#shared/domain/analysis.ts'
import type { UtcMs } from '#shared/domain/units.ts'
import { decodePhotograph } from '../imaging/decode.ts'
import { sha256Of } from '../storage/blobs.ts'
import type { AnalysisContext } from './context.ts'
import { gradeByRules, isGradable } from './guidelines/grade.ts'
import { type Draft, emptyDraft, isFundus } from './draft.ts'
import {
  beginMeasurements,
  gradeStage,
  landmarkStage,
  lesionStage,
  measurementStage,
  qualityStage,
  vesselStage
} from './stages.ts'
import type { StoredMask } from './rasters.ts'

export type AnalysisOutcome = { readonly analysis: Analysis; readonly masks: readonly StoredMask[] }

const STAGES = AnalysisStage.options

/**
 * Runs all stages over a photograph's file. A missing pack takes out its own stage, which is said in `missing`; a picture
 * that the gate refuses gets the gate's answer and nothing else.
 * @throws AppError image.* when the bytes cannot be opened; the signal's reason when cancelled.
 */
export async function analysePhotograph(bytes: Uint8Array, context: AnalysisContext): Promise<AnalysisOutcome> {
  const startedAt = context.now()
  const enter = (stage: AnalysisStage): void => {
    context.signal.throwIfAborted()
    context.onProgress({ stage, done: STAGES.indexOf(stage), total: STAGES.length })
  }
  enter('decode')
  const image = await decodePhotograph(bytes)
  const draft = emptyDraft(image)
  enter('quality')
  await qualityStage(draft, context)
  if (isFundus(draft)) {
    enter('landmarks')
    await landmarkStage(draft, context)
    enter('vessels')
    await vesselStage(draft, context)
    beginMeasurements(draft, context)
    enter('lesions')
    await lesionStage(draft, context)
    enter('grades')
    await gradeStage(draft, context)
    enter('measurements')
    await measurementStage(draft, context)
  }
  context.onProgress({ stage: 'measurements', done: STAGES.length, total: STAGES.length })
  return { analysis: complete(draft, { context, startedAt, bytes }), masks: draft.masks }
}

function complete(
  draft: Draft,
  { context, startedAt, bytes }: { context: AnalysisContext; startedAt: UtcMs; bytes: Uint8Array }
): Analysis {
  const gradable = isGradable(draft)
  const lesionsSought = !draft.missing.some(({ stage }) => stage === 'lesions')
  const byRule = gradable ? gradeByRules(context.guidelines, { findings: draft.findings, lesionsSought }) : []
  return {
    schema: ANALYSIS_SCHEMA,
    id: context.newAnalysisId(),
    imageHash: sha256Of(bytes),
    imageSize: { width: draft.image.width, height: draft.image.height },
    startedAt,
    finishedAt: context.now(),
    gate: draft.gate,
    quality: draft.quality,
    field: draft.field,
    scale: draft.scale,
    landmarks: draft.landmarks,
    masks: draft.masks.map(({ raster }) => raster),
    findings: draft.findings,
    grades: gradable ? [...byRule, ...draft.classifierGrades] : [],
    conditions: gradable ? draft.conditions : [],
    measurements: draft.measurements,
    outOfDistribution: draft.outOfDistribution,
    missing: draft.missing,
    provenance: {
      app: context.app,
      runtime: context.runtime,
      models: draft.uses,
      guidelines: byRule.map(({ guideline }) => ({ id: guideline.id, version: guideline.version })),
      remarks: [...draft.remarks, ...context.takeRemarks()]
    }
  }
}
