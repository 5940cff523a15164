import type { Finding } from '#shared/domain/finding.ts'
import type { ImageSize } from '#shared/domain/geometry.ts'
import type { FieldOfView, Landmarks, Scale } from '#shared/domain/landmark.ts'
import type { QualityAssessment } from '#shared/domain/quality.ts'
import type { Frame } from '../../imaging/frame.ts'
import type { Mask, ProbabilityMap } from '../../imaging/mask.ts'

/** An expert's mask (0 or 1 a cell) or a network's probabilities. */
export type Grid = Mask | ProbabilityMap

/** Vessels on the cells of one frame. What `vessels` of the vision engine returns fits, and so do an expert's masks. */
export type VesselLayers = {
  readonly frame: Frame
  readonly vessel: Grid
  /** Null, like `vein`, where arteries and veins were not told apart. */
  readonly artery: Grid | null
  readonly vein: Grid | null
  /** Where an artery and a vein lie over each other; counts for both. */
  readonly crossing?: Grid | null
  /** The probability from which a cell counts as vessel; one half unless told. Masks need none. */
  readonly level?: number
}

/** The disc from close by: maps named `disc` and `cup`. */
export type DiscLayers = { readonly frame: Frame; readonly maps: ReadonlyMap<string, Grid> }

/** All that is known of a photograph when it is measured. */
export type RetinaInput = {
  readonly image: ImageSize
  readonly field: FieldOfView
  readonly landmarks: Landmarks
  readonly scale: Scale | null
  /** Null when vessels were not segmented. */
  readonly vessels: VesselLayers | null
  /** Lets the doubt of the outlines be read; the outlines themselves are in `landmarks`. */
  readonly disc: DiscLayers | null
  readonly findings: readonly Finding[]
  /** False when nobody looked for lesions: then none found means nothing. */
  readonly lesionsSought: boolean
  readonly quality: QualityAssessment | null
}

/** What the vessels are measured from: nothing that is found after them. */
export type VesselInput = Omit<RetinaInput, 'findings' | 'lesionsSought'>
