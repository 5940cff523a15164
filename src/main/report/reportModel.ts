import type { Turn } from '#shared/domain/conversation.ts'
import type { ImageId } from '#shared/domain/ids.ts'
import type { LesionType } from '#shared/domain/lesion.ts'
import type { PaperSize } from '#shared/domain/report.ts'
import type { ReportLabels } from './texts/englishLabels.ts'

/** A short label and what stands beside it; `source` cites where a statement comes from, or is empty. */
export type Fact = {
  readonly label: string
  readonly text: string
  readonly source: string
  readonly strong: boolean
}

/**
 * The grade of a photograph and the quality that it rests on: there is no grade without `quality`, and what is not
 * `graded` never reads as normal.
 */
export type GradeStanding = {
  readonly kind: 'graded' | 'ungradable' | 'notGraded'
  readonly headline: string
  /** "ICDR 2"; empty where the headline is no grade. */
  readonly scale: string
  readonly quality: string
  readonly lines: readonly string[]
  /** A line that must not be missed, such as a disagreement of rule and classifier. */
  readonly warnings: readonly string[]
}

export type FindingRow = {
  readonly lesion: LesionType
  readonly count: number
  readonly name: string
  readonly place: string
  readonly foveaDistance: string
  readonly area: string
  readonly confidence: string
  readonly status: string
  /** True for what nobody has confirmed. */
  readonly tentative: boolean
}

export type FindingsSection = {
  readonly rows: readonly FindingRow[]
  readonly areaEstimated: boolean
  /** What the table cannot say: none found, not looked for, some held back. */
  readonly notes: readonly string[]
}

/** Where a value lies on a bar whose band from 0 to 1 is the reference range; may lie outside of 0 to 1. */
export type ReferenceBar = { readonly range: string; readonly at: number }

export type MeasurementRow =
  | {
      readonly measurable: true
      readonly name: string
      readonly value: string
      readonly unit: string
      readonly estimated: boolean
      readonly interval: string
      readonly reference: ReferenceBar | null
    }
  | { readonly measurable: false; readonly name: string; readonly reason: string }

export type MeasurementsSection = { readonly rows: readonly MeasurementRow[]; readonly notes: readonly string[] }

/** What the overlay of a photograph shows, for its legend. */
export type OverlayLegend = {
  readonly lesions: readonly { readonly lesion: LesionType; readonly name: string }[]
  readonly vessels: 'none' | 'plain' | 'arteriesAndVeins'
  readonly disc: boolean
  readonly cup: boolean
  readonly fovea: boolean
  readonly dashed: boolean
  readonly thick: boolean
}

export type PhotographReport = {
  readonly imageId: ImageId
  readonly title: string
  /** "right eye"; empty where nobody has said which. */
  readonly eye: string
  /** Lines under the photograph: how it was taken, and the landmarks on it. */
  readonly captions: readonly string[]
  readonly legend: OverlayLegend
  readonly grade: GradeStanding
  readonly facts: readonly Fact[]
  readonly remarks: readonly string[]
  readonly findings: FindingsSection
  readonly measurements: MeasurementsSection
}

/** A stretch of an answer; `cites` is the number of the evidence behind it, or empty. */
export type AnswerPiece = { readonly text: string; readonly cites: string }

export type AnswerParagraph = { readonly kind: 'text' | 'note'; readonly pieces: readonly AnswerPiece[] }

/** A question with its answer, or what a second reader said under the label that says so. */
export type Extract = {
  readonly kind: Turn['kind']
  readonly heading: string
  readonly about: string
  readonly paragraphs: readonly AnswerParagraph[]
  readonly remarks: readonly string[]
}

export type CitedEvidence = { readonly id: string; readonly text: string }

export type ReportStanding = { readonly signed: boolean; readonly word: string; readonly line: string }

/** Everything that a session's report says, in words, as plain data that can be cloned to another thread. */
export type ReportModel = {
  readonly language: string
  readonly paper: PaperSize
  readonly labels: ReportLabels
  readonly app: string
  readonly clinic: string
  readonly standing: ReportStanding
  /** Without a patient's data: it becomes the document's metadata. */
  readonly documentTitle: string
  readonly identity: readonly Fact[]
  /** Stands on every page after the first; a long name is cut short, the rest never. */
  readonly runningHead: { readonly name: string; readonly rest: string }
  readonly photographs: readonly PhotographReport[]
  readonly assessment: readonly string[]
  readonly extracts: readonly Extract[]
  readonly evidence: readonly CitedEvidence[]
  readonly provenance: readonly Fact[]
  readonly signer: string
  readonly safety: string
}
