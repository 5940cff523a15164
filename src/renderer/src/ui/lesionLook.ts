import type { LesionType } from '#shared/domain/lesion.ts'

export type MarkShape = 'circle' | 'triangle' | 'square' | 'diamond' | 'plus' | 'star' | 'ring' | 'bar'

/** Colour on the photograph, shape, and the token of the colour on the panes, which follows the theme. */
export type LesionLook = { readonly colour: string; readonly shape: MarkShape; readonly token: string }

/** Okabe and Ito's colours; each lesion has a shape besides, so that colour never carries meaning alone. */
export const lesionLook: Readonly<Record<LesionType, LesionLook>> = {
  microaneurysm: { colour: '#d55e00', shape: 'circle', token: '--mark-microaneurysm' },
  haemorrhage: { colour: '#cc79a7', shape: 'triangle', token: '--mark-haemorrhage' },
  hardExudate: { colour: '#f0e442', shape: 'square', token: '--mark-hard-exudate' },
  softExudate: { colour: '#56b4e9', shape: 'diamond', token: '--mark-soft-exudate' },
  otherBright: { colour: '#e69f00', shape: 'plus', token: '--mark-other-bright' },
  neovascularisation: { colour: '#009e73', shape: 'star', token: '--mark-new-vessels' },
  irma: { colour: '#009e73', shape: 'ring', token: '--mark-new-vessels' },
  venousBeading: { colour: '#009e73', shape: 'bar', token: '--mark-new-vessels' },
  preretinalHaemorrhage: { colour: '#cc79a7', shape: 'bar', token: '--mark-haemorrhage' },
  drusen: { colour: '#f0e442', shape: 'ring', token: '--mark-hard-exudate' },
  other: { colour: '#e7eaef', shape: 'ring', token: '--mark-other' }
}
