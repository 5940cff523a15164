import type { GradeScale } from '#shared/domain/grade.ts'
import type { Laterality } from '#shared/domain/laterality.ts'
import type { LesionType } from '#shared/domain/lesion.ts'
import type { MeasurementName, MeasurementRegion, VesselKind } from '#shared/domain/measurement.ts'
import type { Quadrant } from '#shared/domain/place.ts'
import type { Condition } from '../english/conditions.ts'
import type { KnowledgeAspect, KnowledgeTopic } from '../knowledge/item.ts'
import type { Intent, Symptom, Unknowable } from './intent.ts'
import type { Premise } from './premise.ts'

/** Which eye an ask is about; null: whatever the scope says. */
export type AskedEye = Laterality | 'both' | null

/** What a question is about, besides its intent. */
export type Subjects = {
  readonly eye: AskedEye
  readonly lesions: readonly LesionType[]
  readonly measurements: readonly MeasurementName[]
  readonly regions: readonly MeasurementRegion[]
  readonly vessels: readonly VesselKind[]
  readonly quadrants: readonly Quadrant[]
  readonly conditions: readonly Condition[]
  readonly scales: readonly GradeScale[]
  readonly topics: readonly KnowledgeTopic[]
  readonly aspects: readonly KnowledgeAspect[]
  readonly unknowables: readonly Unknowable[]
}

/** One thing that a question asks for. */
export type Ask = Subjects & { readonly intent: Intent }

/** A question as it was understood. */
export type RoutedQuestion = {
  /** In the order of their weight; never empty. A question rarely asks for more than one thing, never for more than three. */
  readonly asks: readonly [Ask, ...Ask[]]
  /** Symptoms that the question tells of: their advice comes first. */
  readonly symptoms: readonly Symptom[]
  /** What the question takes for granted. */
  readonly premises: readonly Premise[]
  /** "No haemorrhages?": yes and no would be misunderstood. */
  readonly negated: boolean
  /** It asks about the macula or the fovea. */
  readonly central: boolean
  /** The reader presses for a figure whatever it is worth. */
  readonly pressed: boolean
  /** Strength of the hints that led to the first ask, 0 to 10. */
  readonly weight: number
}

/** The first intent of a question. */
export const intentOf = (question: RoutedQuestion): Intent => question.asks[0].intent
