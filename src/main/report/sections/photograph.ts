import type { ImageDetail } from '#shared/contract/views.ts'
import type { Analysis } from '#shared/domain/analysis.ts'
import type { ReviewedFinding } from '#shared/domain/finding.ts'
import { eyeOf } from '#shared/domain/image.ts'
import { LesionType } from '#shared/domain/lesion.ts'
import { isUnsure } from '#shared/domain/mark.ts'
import { isThick } from '../lesionMarks.ts'
import type { OverlayLegend, PhotographReport } from '../reportModel.ts'
import { moment } from '../texts/figures.ts'
import type { ReportTexts } from '../texts/english.ts'
import { factsOf, landmarkWords, remarksOn, whyNotAnalysed } from './facts.ts'
import { findingsSection, reportable } from './findings.ts'
import { gradeStanding, notAnalysed, qualityWords } from './grade.ts'
import { measurementsSection, type MeasurementChoice } from './measurements.ts'

/** What decides how a photograph is reported, beside its own results. */
export type PhotographContext = {
  readonly includeProposed: boolean
  readonly measurements: MeasurementChoice
  readonly timeZone: string
  readonly texts: ReportTexts
  /** Which of how many photographs of the same eye this is, from 1. */
  readonly position: { readonly n: number; readonly of: number }
}

const emptyLegend: OverlayLegend = {
  lesions: [],
  vessels: 'none',
  disc: false,
  cup: false,
  fovea: false,
  dashed: false,
  thick: false
}

function legendOf({ analysis }: ImageDetail, drawn: readonly ReviewedFinding[], texts: ReportTexts): OverlayLegend {
  if (analysis === null || !analysis.gate.fundus) return emptyLegend
  const layers = new Set(analysis.masks.map((mask) => mask.layer))
  const present = new Set(drawn.map((f) => f.lesion))
  const { disc, cup, fovea } = analysis.landmarks
  return {
    lesions: LesionType.options
      .filter((lesion) => present.has(lesion))
      .map((lesion) => ({ lesion, name: texts.lesions.name(lesion) })),
    vessels:
      layers.has('arteries') || layers.has('veins') ? 'arteriesAndVeins' : layers.has('vessels') ? 'plain' : 'none',
    disc: disc !== null,
    cup: cup !== null,
    fovea: fovea !== null,
    dashed: drawn.some((f) => isUnsure(f)),
    thick: drawn.some((f) => isThick(f))
  }
}

function captionsOf(
  { image, analysis }: ImageDetail,
  { texts, position, timeZone }: Pick<PhotographContext, 'texts' | 'position' | 'timeZone'>
): string[] {
  const fundus = analysis?.gate.fundus === true
  const taken = [
    ...(fundus ? [texts.centring[analysis.landmarks.centring], ...angleWords(analysis, texts)] : []),
    ...(image.eye.by === 'model' ? [texts.eyeByModel] : []),
    ...(position.of > 1 ? [texts.photographOf(position.n, position.of)] : []),
    ...(image.takenAt === null ? [] : [moment(image.takenAt, texts.language, timeZone)])
  ]
  return [taken.join(' · '), ...(fundus ? [landmarkWords(analysis, texts)] : [])].filter((line) => line !== '')
}

const angleWords = ({ field }: Analysis, texts: ReportTexts): string[] =>
  field?.angle ? [texts.fieldAngle[field.angle]] : []

const NO_FINDINGS = { rows: [], areaEstimated: false, notes: [] } as const
const NO_MEASUREMENTS = { rows: [], notes: [] } as const

/** Everything the report says about one photograph of one eye. */
export function photographReport(detail: ImageDetail, context: PhotographContext): PhotographReport {
  const { texts, includeProposed } = context
  const { image, analysis, findings, grades } = detail
  const eye = eyeOf(image)
  const head = {
    imageId: image.id,
    title: eye === undefined ? texts.eyeNotStated : texts.eyes[eye],
    eye: eye === undefined ? '' : texts.eyeNames[eye],
    captions: captionsOf(detail, context),
    legend: legendOf(detail, reportable(findings, includeProposed), texts),
    remarks: remarksOn(detail, texts)
  }
  if (analysis === null) {
    const grade = notAnalysed(whyNotAnalysed(detail, texts), texts)
    const quality = { label: texts.labels.quality, text: qualityWords(null, texts), source: '', strong: false }
    return { ...head, grade, facts: [quality], findings: NO_FINDINGS, measurements: NO_MEASUREMENTS }
  }
  const basis = { analysis, grades, findings }
  const grade = gradeStanding(basis, texts)
  return {
    ...head,
    grade,
    facts: factsOf(basis, grade, texts),
    findings: analysis.gate.fundus ? findingsSection(basis, includeProposed, texts) : NO_FINDINGS,
    measurements: analysis.gate.fundus ? measurementsSection(analysis, context.measurements, texts) : NO_MEASUREMENTS
  }
}
