import type { Analysis, AnalysisStage } from '#shared/domain/analysis.ts'
import type { EvidenceFigure, EvidenceKind } from '#shared/domain/evidence.ts'
import type { ReviewedFinding } from '#shared/domain/finding.ts'
import type { Grade } from '#shared/domain/grade.ts'
import type { ImageId } from '#shared/domain/ids.ts'
import type { Laterality } from '#shared/domain/laterality.ts'
import type { Mark } from '#shared/domain/measurement.ts'
import type { EvidenceDraft, Fact } from './fact.ts'

/** The photograph whose evidence is being drafted. */
export type DraftContext = {
  readonly imageId: ImageId
  readonly eye: Laterality | null
  readonly analysis: Analysis
  readonly findings: readonly ReviewedFinding[]
  readonly grades: readonly Grade[]
  /** "lesions 1.0.0", or the application where no pack of that name took part. */
  readonly packSource: (pack: string) => string
}

type DraftSpec = {
  readonly kind: EvidenceKind
  readonly subject: string
  readonly text: string
  readonly source: string
  readonly fact: Fact
  readonly figure?: EvidenceFigure
  readonly findings?: readonly Pick<ReviewedFinding, 'id'>[]
  readonly marks?: readonly Mark[]
}

type Whose = { readonly imageId: ImageId; readonly eye: Laterality | null }

/** An item of evidence about one photograph, with what it lights up there. */
export function draftFor(whose: Whose, spec: DraftSpec): EvidenceDraft {
  return {
    evidence: {
      kind: spec.kind,
      eye: whose.eye,
      subject: spec.subject,
      text: spec.text,
      figure: spec.figure ?? null,
      source: spec.source,
      target: {
        imageId: whose.imageId,
        findings: (spec.findings ?? []).map(({ id }) => id),
        marks: spec.marks ?? []
      }
    },
    fact: spec.fact
  }
}

/** An item that belongs to no single photograph. */
export const freeDraft = (spec: DraftSpec, eye: Laterality | null = null): EvidenceDraft => ({
  evidence: {
    kind: spec.kind,
    eye,
    subject: spec.subject,
    text: spec.text,
    figure: spec.figure ?? null,
    source: spec.source,
    target: null
  },
  fact: spec.fact
})

/** Whether a stage ran to its end; what one that did not run would have found is unknown, not absent. */
export const stageRan = (analysis: Analysis, stage: AnalysisStage): boolean =>
  !analysis.missing.some((missing) => missing.stage === stage)

/** Names the pack and version that took part in an analysis. */
export const packSourceOf =
  (analysis: Analysis) =>
  (pack: string): string => {
    const used = analysis.provenance.models.find((model) => model.pack === pack)
    return used ? `${used.pack} ${used.version}` : `${analysis.provenance.app.name} ${analysis.provenance.app.version}`
  }
