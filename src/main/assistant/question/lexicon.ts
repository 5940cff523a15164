import type { GradeScale } from '#shared/domain/grade.ts'
import type { LesionType } from '#shared/domain/lesion.ts'
import type { MeasurementName, MeasurementRegion, VesselKind } from '#shared/domain/measurement.ts'
import type { Quadrant } from '#shared/domain/place.ts'
import type { Condition } from '../english/conditions.ts'
import type { KnowledgeAspect, KnowledgeTopic } from '../knowledge/item.ts'
import type { EyeSlot, Symptom, Unknowable } from './intent.ts'

/** Turns of phrase that hint at an intent, whatever the words are in a language. */
export type Cue =
  | 'what'
  | 'where'
  | 'howMany'
  | 'size'
  | 'certainty'
  | 'quality'
  | 'gradable'
  | 'whichEye'
  | 'laterality'
  | 'grade'
  | 'severe'
  | 'why'
  | 'reason'
  | 'basis'
  | 'criteria'
  | 'next'
  | 'refer'
  | 'recall'
  | 'value'
  | 'notMeasured'
  | 'scale'
  | 'distance'
  | 'compare'
  | 'comparative'
  | 'alternative'
  | 'negation'
  | 'well'
  | 'need'
  | 'otherTalk'
  | 'worse'
  | 'change'
  | 'earlier'
  | 'normal'
  | 'range'
  | 'suspect'
  | 'explain'
  | 'meaning'
  | 'patientWords'
  | 'letter'
  | 'record'
  | 'summary'
  | 'see'
  | 'presence'
  | 'dose'
  | 'drug'
  | 'stopOrStart'
  | 'thisPatient'
  | 'general'
  | 'healthy'
  | 'selection'
  | 'assistant'
  | 'greeting'
  | 'macula'
  | 'fovea'
  | 'disc'
  | 'lesions'
  | 'measurements'
  | 'sudden'
  | 'sight'
  | 'since'
  | 'first'
  | 'pain'
  | 'premise'
  | 'pressure'
  | 'elliptical'
  | 'it'
  | 'otherDisease'
  | 'classifier'
  | 'rule'
  | 'injection'

/** A word or turn of phrase and what it stands for. */
export type LexiconEntry = { readonly phrases: readonly string[] } & (
  | { readonly slot: 'eye'; readonly value: EyeSlot }
  | { readonly slot: 'lesion'; readonly value: LesionType }
  | { readonly slot: 'measurement'; readonly value: MeasurementName }
  | { readonly slot: 'region'; readonly value: MeasurementRegion }
  | { readonly slot: 'vessels'; readonly value: VesselKind }
  | { readonly slot: 'quadrant'; readonly value: Quadrant }
  | { readonly slot: 'topic'; readonly value: KnowledgeTopic }
  | { readonly slot: 'condition'; readonly value: Condition }
  | { readonly slot: 'unknowable'; readonly value: Unknowable }
  | { readonly slot: 'scale'; readonly value: GradeScale }
  | { readonly slot: 'icdrLevel'; readonly value: 0 | 1 | 2 | 3 | 4 }
  | { readonly slot: 'aspect'; readonly value: KnowledgeAspect }
  | { readonly slot: 'symptom'; readonly value: Symptom }
  | { readonly slot: 'cue'; readonly value: Cue }
)

export type Slot = LexiconEntry['slot']
export type SlotValue<S extends Slot> = Extract<LexiconEntry, { slot: S }>['value']

/** Everything that the router knows of one language. */
export type Lexicon = {
  readonly language: string
  readonly entries: readonly LexiconEntry[]
  /** Names that are found wherever they stand, beside whatever else their words stand for. */
  readonly names: readonly LexiconEntry[]
  /** Shorthand and slang: "pls" → "please". */
  readonly shorthand: Readonly<Record<string, string>>
  /** Everyday words that are not misspellings of a term. */
  readonly everyday: ReadonlySet<string>
  /** Abbreviations that are words as well when written in small letters: "HE" and "he". */
  readonly capitalsOnly: ReadonlySet<string>
}
