import type { ReviewedFinding } from './finding.ts'
import type { LesionType } from './lesion.ts'

// How marks look on a photograph, in the window and in the report alike.

export const markShapes = ['circle', 'triangle', 'square', 'diamond', 'plus', 'star', 'ring', 'bar'] as const
export type MarkShape = (typeof markShapes)[number]

/** How a kind of lesion is marked: a colour of Okabe and Ito's set, and a shape that tells it apart without colour. */
export type LesionMark = { readonly colour: string; readonly shape: MarkShape }

export const lesionMarks: Readonly<Record<LesionType, LesionMark>> = {
  microaneurysm: { colour: '#d55e00', shape: 'circle' },
  haemorrhage: { colour: '#cc79a7', shape: 'triangle' },
  hardExudate: { colour: '#f0e442', shape: 'square' },
  softExudate: { colour: '#56b4e9', shape: 'diamond' },
  otherBright: { colour: '#e69f00', shape: 'plus' },
  neovascularisation: { colour: '#009e73', shape: 'star' },
  irma: { colour: '#009e73', shape: 'ring' },
  venousBeading: { colour: '#009e73', shape: 'bar' },
  preretinalHaemorrhage: { colour: '#cc79a7', shape: 'bar' },
  drusen: { colour: '#f0e442', shape: 'ring' },
  other: { colour: '#e7eaef', shape: 'ring' }
}

/** Colours of the anatomy; `vessels` where arteries and veins were not told apart. */
export const anatomyColours = {
  vessels: '#5fd0be',
  arteries: '#ff5a4f',
  veins: '#4a7dff',
  crossings: '#ffffff',
  landmarks: '#ffffff'
} as const

/** Where the classifier's grade comes from; no lesion and no vessel has this colour. */
export const evidenceColour = '#ff9ff3'

/** Below this calibrated confidence a mark is drawn dashed: the reader should look twice. */
const LOW_CONFIDENCE = 0.6

/** A model's finding of low confidence that nobody has judged. */
export const isUnsure = (finding: Pick<ReviewedFinding, 'status' | 'confidence'>): boolean =>
  finding.status === 'proposed' && finding.confidence !== null && finding.confidence < LOW_CONFIDENCE
