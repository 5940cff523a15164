import type { EvidenceKind } from '#shared/domain/evidence.ts'
import type { ImageBox } from '#shared/domain/geometry.ts'
import type { Laterality } from '#shared/domain/laterality.ts'
import type { LesionTruth } from './truth.ts'

/** A citation that an answer owes its reader; the name may be left open. */
export type Wanted = {
  readonly kind: EvidenceKind
  readonly eye: Laterality | null
  readonly name?: string | RegExp
  readonly value?: number
}

/** Citations by kind, or by kind and name: `grade`, `measurement:avrKnudtson`. */
export type CitationClass = EvidenceKind | `${EvidenceKind}:${string}`

/** What the truth asks of an answer. */
export type Expected = {
  /** `abstain`: the photographs cannot answer this, and the answer has to say so. */
  readonly duty: 'answer' | 'abstain'
  /** The only eyes that the answer may speak of. */
  readonly eyes: readonly Laterality[]
  readonly wanted: readonly Wanted[]
  /** What else may be cited; the eye's name and the quality always may. */
  readonly beside: readonly CitationClass[]
  /** What would be a claim that nothing bears out. */
  readonly forbidden: readonly CitationClass[]
  /** The question takes something wrong for granted, which has to be put right. */
  readonly corrects: boolean
  /** Rule and classifier differ, which has to be said. */
  readonly disagrees: boolean
  /** Questions of one thread have to be answered with the same grades. */
  readonly thread: string | null
}

/** A box that is drawn on the photograph of an eye, and the lesions in it. */
export type DrawnBox = { readonly eye: Laterality; readonly box: ImageBox; readonly holds: readonly LesionTruth[] }

/** A question, and what its answer is held against. */
export type Posed = {
  readonly question: string
  readonly expected: Expected
  /** Absent where the question is about the whole session. */
  readonly drawn?: DrawnBox
}

type Changes = Partial<Omit<Expected, 'duty' | 'eyes'>>

const nothingElse = { wanted: [], beside: [], forbidden: [], corrects: false, disagrees: false, thread: null } as const

export const toAnswer = (eyes: readonly Laterality[], changes: Changes): Expected => ({
  ...nothingElse,
  ...changes,
  duty: 'answer',
  eyes
})

export const toAbstain = (eyes: readonly Laterality[], changes: Changes = {}): Expected => ({
  ...nothingElse,
  ...changes,
  duty: 'abstain',
  eyes
})
