import type { AnalysisStage } from '#shared/domain/analysis.ts'
import type { GateVerdict, QualityLevel, QualityReason } from '#shared/domain/quality.ts'

export const qualityNames: Readonly<Record<QualityLevel, string>> = {
  good: 'good',
  usable: 'usable',
  reject: 'ungradable'
}

export const qualityReasonNames: Readonly<Record<QualityReason, string>> = {
  blur: 'blurred',
  dark: 'too dark',
  bright: 'too bright',
  uneven: 'unevenly lit',
  haze: 'hazy',
  lensDust: 'dust on the lens',
  cropped: 'cut off',
  offCentre: 'off centre',
  smallField: 'small field',
  lowResolution: 'low resolution',
  noColour: 'without colour'
}

export const gateReasonNames: Readonly<Record<GateVerdict['reasons'][number], string>> = {
  noField: 'no lit field was found',
  noRetinalColour: 'the colours are not those of a retina',
  noVessels: 'no vessels were found',
  blank: 'the picture is blank',
  notAFundusPhotograph: 'the classifier takes it for something else'
}

/** What each stage would have told, for stages that did not run. */
export const stageSubjects: Readonly<Record<AnalysisStage, string>> = {
  decode: 'picture',
  quality: 'image quality',
  landmarks: 'disc, cup and fovea',
  vessels: 'vessels',
  lesions: 'lesions',
  grades: 'grade by the classifier',
  measurements: 'measurements'
}
