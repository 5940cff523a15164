import type { AnalysisStage } from '#shared/domain/analysis.ts'
import type { ReviewedFinding } from '#shared/domain/finding.ts'
import { eyeOf, type FundusImage } from '#shared/domain/image.ts'
import type { Laterality } from '#shared/domain/laterality.ts'
import { LesionType } from '#shared/domain/lesion.ts'
import type { Measurement, MeasurementUnit } from '#shared/domain/measurement.ts'
import { ageOn, type Patient } from '#shared/domain/patient.ts'
import type { RetinalPlace } from '#shared/domain/place.ts'
import type { QualityAssessment } from '#shared/domain/quality.ts'
import type { CalendarDay } from '#shared/domain/units.ts'
import { figure, percentFigure } from './format.ts'
import { text } from './text.ts'

const GAP = ' · '

/** Joins what is there of a caption's parts. */
export const caption = (...parts: readonly (string | null | undefined | false)[]): string =>
  parts.filter((part): part is string => typeof part === 'string' && part !== '').join(GAP)

export const percent = (probability: number): string =>
  text('domain:number.percent', { value: percentFigure(probability) })

export const discDiameters = (value: number): string => text('domain:number.dd', { value: figure(value) })

export const eyeName = (eye: Laterality | undefined): string => text(`domain:eye.${eye ?? 'unknown'}`)

export function placeName(place: RetinalPlace): string {
  if (place.etdrs === 'centre') return text('domain:place.centre')
  return place.quadrant === null ? text('domain:place.unknown') : text(`domain:quadrant.${place.quadrant}`)
}

/** Below this a lesion's area says nothing: it is a few pixels. */
const LEAST_AREA_MM2 = 0.015

/** "0.06 mm²"; null for what is too small to tell. */
export const areaWords = (area: number): string | null =>
  area < LEAST_AREA_MM2 ? null : text('domain:number.areaMm2', { value: area.toFixed(2) })

/** A finding's figures, null where it has none. */
export const findingFigures = ({ area, place, confidence }: ReviewedFinding) => ({
  area: area === null ? null : areaWords(area),
  distance: place.foveaDistance === null ? null : discDiameters(place.foveaDistance),
  confidence: confidence === null ? null : percent(confidence)
})

export const qualityReasons = (quality: QualityAssessment): string =>
  quality.reasons.map((reason) => text(`domain:qualityReason.${reason}`)).join(', ')

const stages: ReadonlySet<string> = new Set<AnalysisStage>([
  'decode',
  'quality',
  'landmarks',
  'vessels',
  'lesions',
  'grades',
  'measurements'
])
const isStage = (stage: string): stage is AnalysisStage => stages.has(stage)

export const stageName = (stage: string): string => text(`domain:stage.${isStage(stage) ? stage : 'other'}`)

export function measurementName(m: Pick<Measurement, 'name' | 'lesion'>): string {
  const parsed = LesionType.safeParse(m.lesion)
  const lesion = parsed.success ? text(`domain:lesions.${parsed.data}`) : text('domain:anyLesion')
  return text(`domain:measurement.${m.name}`, { lesion })
}

/** A value with its unit, "151 µm", "9.8 %", "12.4°", "0.67". */
export function withUnit(value: number, unit: MeasurementUnit): string {
  if (unit === 'ratio' || unit === 'count') return figure(value)
  const sign = text(`domain:unit.${unit}`)
  const close = unit === 'degree' || sign.startsWith('/')
  return close ? `${figure(value)}${sign}` : `${figure(value)} ${sign}`
}

/** "PH-0001 · 61 y". */
export function patientCaption(patient: Patient, onDay: CalendarDay): string {
  const years = ageOn(onDay, patient.born)
  return caption(patient.number, years !== undefined && text('domain:age', { years }))
}

/** The name of each photograph in a session: eye and number within that eye, "OD 1", or "Photo 1" without an eye. */
export function imageNames(images: readonly FundusImage[]): ReadonlyMap<FundusImage['id'], string> {
  const counted = new Map<string, number>()
  return new Map(
    images.map((image) => {
      const eye = eyeOf(image)
      const number = (counted.get(eye ?? '') ?? 0) + 1
      counted.set(eye ?? '', number)
      return [image.id, eye === undefined ? text('domain:photograph', { number }) : `${eye} ${String(number)}`]
    })
  )
}
