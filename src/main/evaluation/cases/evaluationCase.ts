import type { ConditionProbability } from '#shared/domain/grade.ts'
import type { Laterality } from '#shared/domain/laterality.ts'
import type { QualityLevel } from '#shared/domain/quality.ts'
import type { RgbRaster } from '../../imaging/raster.ts'
import type { LesionCode } from '../scorecard.ts'
import type { Photograph } from '../split/heldOut.ts'

export type Condition = ConditionProbability['condition']

/**
 * A mask of lesions; without a path there is none of them. `coarse` outlines or discs tell where lesions are, but not which
 * pixels are theirs.
 */
export type LesionMask = { readonly path: string | null; readonly precision: 'exact' | 'coarse' }

/** In shares of the photograph's width and height; the disc's diameter (of the width) is what errors are measured in. */
export type FoveaTruth = { readonly x: number; readonly y: number; readonly discDiameter: number }

/**
 * What is known of a photograph; what its set does not say is absent. Masks are files of the photograph's own size, 0 and
 * not 0, but for `arteriesAndVeins`: 0 background, 1 artery, 2 vein, 3 crossing or uncertain. Grades are on the scale of
 * their name only; a set with another scale leaves them out.
 */
export type CaseTruth = {
  readonly fundus: boolean
  readonly quality?: QualityLevel | undefined
  readonly eye?: Laterality | undefined
  readonly field?: string | undefined
  readonly vessels?: string | undefined
  readonly arteriesAndVeins?: string | undefined
  /** Cup included. */
  readonly disc?: string | undefined
  readonly cup?: string | undefined
  readonly fovea?: FoveaTruth | undefined
  readonly lesions?: Readonly<Partial<Record<LesionCode, LesionMask | undefined>>> | undefined
  /** International Clinical Diabetic Retinopathy severity, 0 to 4. */
  readonly icdr?: number | undefined
  /** Risk of macular oedema by the distance of exudates, 0 to 2. */
  readonly dmeRisk?: number | undefined
  /** More than mild retinopathy or any risk of macular oedema. */
  readonly referable?: boolean | undefined
  readonly conditions?: Readonly<Partial<Record<Condition, boolean>>> | undefined
  readonly pathologicalMyopia?: boolean | undefined
  /** Known only of eyes without pathological myopia, which would make it easy. */
  readonly highMyopia?: boolean | undefined
}

/** A photograph's file, or a picture that is drawn when it is looked at. */
export type CaseImage =
  { readonly kind: 'file'; readonly path: string } | { readonly kind: 'drawn'; readonly draw: () => Promise<RgbRaster> }

/** One photograph to be scored. */
export type EvaluationCase = {
  /** The folder of its set. */
  readonly dataset: string
  /** Its file's name without the extension; unique in the set. */
  readonly name: string
  /** The patient, or the near-duplicates that belong together; the bootstrap draws whole groups. */
  readonly group: string
  readonly image: CaseImage
  /** `square` where the set pressed the photograph into a square, whatever its shape. */
  readonly squeezed: 'not' | 'square'
  /** Names under which a pack may have been trained on the same photograph. */
  readonly alsoKnownAs: readonly Photograph[]
  readonly truth: CaseTruth
}

/** What reading a folder takes; `remark` is told what its user should know. */
export type CaseContext = { readonly signal: AbortSignal; readonly remark: (text: string) => void }
