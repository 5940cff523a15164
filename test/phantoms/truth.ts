import type { ImageOutline, ImagePath, ImagePoint, ImageSize } from '#shared/domain/geometry.ts'
import type { FieldOfView } from '#shared/domain/landmark.ts'
import type { Laterality } from '#shared/domain/laterality.ts'
import type { SegmentedLesion } from '#shared/domain/lesion.ts'
import type { PhantomVesselKind } from './vesselTrunks.ts'

/** An ellipse of the phantom; extents along the photograph's axes, px. */
export type TrueEllipse = {
  readonly centre: ImagePoint
  readonly width: number
  readonly height: number
  readonly areaPx: number
  readonly outline: ImageOutline
}

/** A vessel between two nodes; lengths and width in px, curvature in 1/px. */
export type TrueSegment = {
  readonly kind: PhantomVesselKind
  readonly width: number
  readonly path: ImagePath
  readonly arcLength: number
  readonly chord: number
  /** ∫κ² ds ÷ arc length, 1/px². */
  readonly meanSquaredCurvature: number
}

export type TrueBranching = {
  readonly kind: PhantomVesselKind
  readonly point: ImagePoint
  readonly parentWidth: number
  readonly daughterWidths: readonly [number, number]
  readonly angleDegrees: number
  /** (d₁² + d₂²) ÷ d₀². */
  readonly coefficient: number
}

export type TrueLesion = {
  readonly lesion: SegmentedLesion
  readonly centre: ImagePoint
  readonly outline: ImageOutline
  readonly areaPx: number
}

/** Everything that is known of a phantom, in pixels of its picture. */
export type PhantomTruth = {
  readonly size: ImageSize
  readonly eye: Laterality
  readonly field: FieldOfView
  readonly pxPerDiscDiameter: number
  readonly disc: TrueEllipse
  readonly cup: TrueEllipse
  readonly cupToDiscRatio: { readonly vertical: number; readonly horizontal: number; readonly area: number }
  readonly fovea: ImagePoint
  readonly segments: readonly TrueSegment[]
  readonly branchings: readonly TrueBranching[]
  /** Where an artery and a vein cross outside the disc. */
  readonly crossings: readonly ImagePoint[]
  /** Widths of the vessels that pass zone B (2 to 3 disc radii), widest first, px. */
  readonly zoneBWidths: Readonly<Record<PhantomVesselKind, readonly number[]>>
  readonly lesions: readonly TrueLesion[]
}
