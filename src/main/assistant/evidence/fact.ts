import type { AnalysisStage } from '#shared/domain/analysis.ts'
import type { Evidence } from '#shared/domain/evidence.ts'
import type { ReviewedFinding } from '#shared/domain/finding.ts'
import type { CriterionResult, Grade, GradeScale } from '#shared/domain/grade.ts'
import type { EyeAssignment } from '#shared/domain/image.ts'
import type { LesionType } from '#shared/domain/lesion.ts'
import type {
  Calibration,
  MeasurementName,
  MeasurementRegion,
  NotMeasurableReason,
  VesselKind
} from '#shared/domain/measurement.ts'
import type { Quadrant } from '#shared/domain/place.ts'
import type { QualityLevel } from '#shared/domain/quality.ts'
import type { Condition } from '../english/conditions.ts'
import type { KnowledgeItem } from '../knowledge/item.ts'

/** Which measurement is meant; `lesion` only for measurements of a lesion. */
export type MeasurementSubject = {
  readonly name: MeasurementName
  readonly region: MeasurementRegion
  readonly vessels: VesselKind | null
  readonly lesion: string | null
}

/** Where the first of two values stands against the second. `alike`: the difference lies within the uncertainty. */
export type Direction = 'higher' | 'lower' | 'alike'

export type ComparisonSubject =
  | { readonly of: 'lesion'; readonly lesion: LesionType }
  | { readonly of: 'measurement'; readonly measurement: MeasurementSubject }
  | { readonly of: 'grade'; readonly scale: GradeScale }

/** What an item of evidence says, for code: the composer picks by it, the claim check reads sentences against it. */
export type Fact =
  | { readonly kind: 'eye'; readonly by: EyeAssignment['by'] }
  | { readonly kind: 'eyeBasis'; readonly by: EyeAssignment['by'] }
  | { readonly kind: 'standing'; readonly standing: 'notAnalysed' | 'running' | 'failed' }
  | { readonly kind: 'gate'; readonly fundus: boolean }
  | { readonly kind: 'quality'; readonly level: QualityLevel | null }
  | { readonly kind: 'unlikeTraining' }
  | { readonly kind: 'scale'; readonly calibration: Calibration | null }
  | { readonly kind: 'stageMissing'; readonly stage: AnalysisStage }
  | { readonly kind: 'lesionCount'; readonly lesion: LesionType; readonly count: number }
  | {
      readonly kind: 'lesionPlace'
      readonly lesion: LesionType
      readonly quadrants: readonly Quadrant[]
      readonly allPlaced: boolean
    }
  | { readonly kind: 'lesionDistance'; readonly lesion: LesionType; readonly known: boolean }
  | { readonly kind: 'lesionSize'; readonly lesion: LesionType; readonly known: boolean }
  | { readonly kind: 'lesionConfidence'; readonly lesion: LesionType }
  | { readonly kind: 'lesionReview'; readonly lesion: LesionType; readonly open: number }
  | { readonly kind: 'finding'; readonly finding: ReviewedFinding }
  | { readonly kind: 'landmark'; readonly landmark: 'opticDisc' | 'fovea' }
  | { readonly kind: 'absence'; readonly lesion: LesionType }
  | { readonly kind: 'regionEmpty' }
  | { readonly kind: 'moreInRegion' }
  | { readonly kind: 'notLookedFor'; readonly lesion: LesionType }
  | { readonly kind: 'grade'; readonly scale: GradeScale; readonly level: number; readonly by: Grade['by'] }
  | { readonly kind: 'gradeAlternatives'; readonly scale: GradeScale; readonly levels: readonly number[] }
  | { readonly kind: 'criterion'; readonly scale: GradeScale; readonly met: CriterionResult['met'] }
  | { readonly kind: 'nextStep'; readonly scale: GradeScale }
  | { readonly kind: 'condition'; readonly condition: Condition; readonly suspected: boolean }
  | { readonly kind: 'measurement'; readonly subject: MeasurementSubject; readonly calibration: Calibration }
  | {
      readonly kind: 'reference'
      readonly subject: MeasurementSubject
      readonly position: 'below' | 'within' | 'above'
    }
  | { readonly kind: 'notMeasured'; readonly subject: MeasurementSubject; readonly reason: NotMeasurableReason }
  | {
      readonly kind: 'comparison'
      readonly between: 'eyes' | 'visits'
      readonly about: ComparisonSubject
      /** Right eye against left eye, or this visit against the earlier one. */
      readonly direction: Direction
    }
  | { readonly kind: 'knowledge'; readonly item: KnowledgeItem }

export type FactKind = Fact['kind']
export type FactOf<K extends FactKind> = Extract<Fact, { kind: K }>

/** An item of evidence with what it says. */
export type EvidenceItem<F extends Fact = Fact> = { readonly evidence: Evidence; readonly fact: F }

/** An item that has no id yet. */
export type EvidenceDraft = { readonly evidence: Omit<Evidence, 'id'>; readonly fact: Fact }

const isOf = <K extends FactKind>(item: EvidenceItem, kind: K): item is EvidenceItem<FactOf<K>> =>
  item.fact.kind === kind

/** The items whose fact is of one kind, in their order. */
export const itemsOf = <K extends FactKind>(items: readonly EvidenceItem[], kind: K): EvidenceItem<FactOf<K>>[] =>
  items.filter((item) => isOf(item, kind))
