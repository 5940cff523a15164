import type { Laterality } from '#shared/domain/laterality.ts'
import type { SegmentedLesion } from '#shared/domain/lesion.ts'

/** What a fundus phantom shows; every value has a default, see `DEFAULT_PHANTOM`. */
export type FundusPhantomOptions = {
  /** Decides vessels, lesions, texture and noise; the same seed is the same eye at any size, rotation or side. */
  readonly seed: number
  readonly width: number
  readonly height: number
  /** OS is the mirror image of OD. */
  readonly eye: Laterality
  readonly centring: 'macula' | 'disc'
  /** Share of the photograph's width; more than height ÷ width cuts the field at top and bottom. */
  readonly fieldDiameter: number
  /** 6.4 disc diameters are a field of 45°. */
  readonly fieldDiscDiameters: number
  /** Clockwise on the screen, about the field's centre. */
  readonly rotationDegrees: number
  readonly cupToDiscRatio: { readonly vertical: number; readonly horizontal: number }
  /** Widest artery and vein, disc diameters. */
  readonly arteryWidth: number
  readonly veinWidth: number
  /** 0: smooth; 1: a normal eye's waves; 4: tortuous. */
  readonly tortuosity: number
  /** How often vessels branch again; 0 draws the main vessels alone. */
  readonly generations: number
  /** How many of each lesion to strew at random, clear of vessels and disc. */
  readonly lesions: Readonly<Record<SegmentedLesion, number>>
  /** Lesions at chosen places: disc diameters from the fovea on a right eye, nasal +x, inferior +y. */
  readonly placedLesions: readonly {
    readonly lesion: SegmentedLesion
    readonly x: number
    readonly y: number
    readonly radius: number
  }[]
  /** Share of the light lost at the field's border. */
  readonly falloff: number
  /** Share of the light gained on one side and lost on the other. */
  readonly gradient: number
  /** Multiplies all light: 0.3 is badly underexposed. */
  readonly exposure: number
  /** Standard deviation of the sensor's noise, grey levels of 255. */
  readonly noise: number
  /** Standard deviation of the defocus, px. */
  readonly blur: number
}

export const DEFAULT_PHANTOM: FundusPhantomOptions = {
  seed: 1,
  width: 1024,
  height: 1024,
  eye: 'OD',
  centring: 'macula',
  fieldDiameter: 0.96,
  fieldDiscDiameters: 6.4,
  rotationDegrees: 0,
  cupToDiscRatio: { vertical: 0.42, horizontal: 0.4 },
  arteryWidth: 0.062,
  veinWidth: 0.082,
  tortuosity: 1,
  generations: 2,
  lesions: { microaneurysm: 0, haemorrhage: 0, hardExudate: 0, softExudate: 0 },
  placedLesions: [],
  falloff: 0.3,
  gradient: 0.08,
  exposure: 1,
  noise: 2,
  blur: 0.5
}

/** Counts of a moderate non-proliferative retinopathy, for phantoms that should show every lesion. */
export const MODERATE_LESIONS: FundusPhantomOptions['lesions'] = {
  microaneurysm: 10,
  haemorrhage: 6,
  hardExudate: 9,
  softExudate: 2
}
