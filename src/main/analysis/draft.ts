import type { Analysis } from '#shared/domain/analysis.ts'
import type { Finding } from '#shared/domain/finding.ts'
import { type ImageCircle, imageCircle, imagePoint } from '#shared/domain/geometry.ts'
import type { ClassifierGrade, ConditionProbability } from '#shared/domain/grade.ts'
import type { FieldOfView, Landmarks, Scale } from '#shared/domain/landmark.ts'
import type { Measurement } from '#shared/domain/measurement.ts'
import type { ModelUse } from '#shared/domain/provenance.ts'
import type { GateVerdict, QualityAssessment } from '#shared/domain/quality.ts'
import type { RgbRaster } from '../imaging/raster.ts'
import type { DetectedLandmarks } from '../inference/vision/landmarks.ts'
import type { VesselMaps } from '../inference/vision/vessels.ts'
import { cutSides } from './eye.ts'
import type { StoredMask } from './rasters.ts'

/** An analysis in the making: each stage adds to it. */
export type Draft = {
  readonly image: RgbRaster
  gate: GateVerdict
  quality: QualityAssessment | null
  /** The circle as it was seen; undefined where the photograph shows no border. */
  circle: ImageCircle | undefined
  field: FieldOfView | null
  scale: Scale | null
  detected: DetectedLandmarks | undefined
  landmarks: Landmarks
  vessels: VesselMaps | undefined
  classifierGrades: readonly ClassifierGrade[]
  conditions: readonly ConditionProbability[]
  outOfDistribution: boolean | null
  /** Measured beside the stages that follow the vessels'. */
  vesselMeasurements: Promise<readonly Measurement[]>
  measurements: readonly Measurement[]
  readonly findings: Finding[]
  readonly masks: StoredMask[]
  readonly missing: Analysis['missing'][number][]
  readonly uses: ModelUse[]
  readonly remarks: string[]
}

export const emptyDraft = (image: RgbRaster): Draft => ({
  image,
  gate: { fundus: false, confidence: null, reasons: [], method: 'none' },
  quality: null,
  circle: undefined,
  field: null,
  scale: null,
  detected: undefined,
  landmarks: { disc: null, cup: null, fovea: null, eye: null, centring: 'other' },
  vessels: undefined,
  classifierGrades: [],
  conditions: [],
  outOfDistribution: null,
  vesselMeasurements: Promise.resolve([]),
  measurements: [],
  findings: [],
  masks: [],
  missing: [],
  uses: [],
  remarks: []
})

export const isFundus = (draft: Draft): boolean => draft.gate.fundus

/** The field of view of a photograph; without a visible border the circle round the whole frame. */
export function fieldOfView(image: RgbRaster, circle: ImageCircle | undefined): FieldOfView {
  if (circle) return { circle, borderSeen: true, cut: cutSides(circle, image), angle: null }
  const centre = imagePoint(image.width / 2, image.height / 2)
  const radius = Math.hypot(image.width, image.height) / 2
  return {
    circle: imageCircle(centre, radius),
    borderSeen: false,
    cut: ['left', 'top', 'right', 'bottom'],
    angle: null
  }
}
