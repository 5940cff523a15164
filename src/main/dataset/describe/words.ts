import type { DatasetLesion } from '../record.ts'
import type { PicturePart } from './description.ts'

export const partWords: Readonly<Record<PicturePart, string>> = {
  upperLeft: 'upper left',
  upperMiddle: 'upper middle',
  upperRight: 'upper right',
  middleLeft: 'middle left',
  centre: 'centre',
  middleRight: 'middle right',
  lowerLeft: 'lower left',
  lowerMiddle: 'lower middle',
  lowerRight: 'lower right'
}

type LesionWords = { readonly one: string; readonly several: string; readonly lay: string }

/** Lesions as clinicians name them, and for lay people. */
export const datasetLesionWords: Readonly<Record<DatasetLesion, LesionWords>> = {
  microaneurysm: {
    one: 'microaneurysm',
    several: 'microaneurysms',
    lay: 'tiny red bulges on vessels (microaneurysms)'
  },
  haemorrhage: { one: 'haemorrhage', several: 'haemorrhages', lay: 'spots of blood (haemorrhages)' },
  hardExudate: { one: 'hard exudate', several: 'hard exudates', lay: 'yellow fatty deposits (hard exudates)' },
  softExudate: {
    one: 'cotton-wool spot',
    several: 'cotton-wool spots',
    lay: 'fluffy white patches (cotton-wool spots)'
  },
  otherBright: {
    one: 'other bright lesion',
    several: 'other bright lesions',
    lay: 'other bright spots (other bright lesions)'
  },
  neovascularisation: {
    one: 'area of new vessels',
    several: 'areas of new vessels',
    lay: 'fragile newly grown vessels (areas of new vessels)'
  },
  irma: {
    one: 'intraretinal microvascular abnormality',
    several: 'intraretinal microvascular abnormalities',
    lay: 'odd small vessels (intraretinal microvascular abnormalities)'
  },
  venousBeading: {
    one: 'stretch of venous beading',
    several: 'stretches of venous beading',
    lay: 'veins like strings of beads (stretches of venous beading)'
  },
  preretinalHaemorrhage: {
    one: 'preretinal haemorrhage',
    several: 'preretinal haemorrhages',
    lay: 'bleeds in front of the retina (preretinal haemorrhages)'
  },
  drusen: { one: 'druse', several: 'drusen', lay: 'small yellow deposits (drusen)' },
  other: { one: 'other lesion', several: 'other lesions', lay: 'other spots (other lesions)' },
  lacquerCrack: {
    one: 'lacquer crack',
    several: 'lacquer cracks',
    lay: 'fine cracks under the retina (lacquer cracks)'
  },
  choroidalNeovascularisation: {
    one: 'area of choroidal neovascularisation',
    several: 'areas of choroidal neovascularisation',
    lay: 'new vessels under the retina (areas of choroidal neovascularisation)'
  },
  fuchsSpot: { one: 'Fuchs spot', several: 'Fuchs spots', lay: 'a dark scar at the centre (Fuchs spots)' }
}

/** A number as it stands in a text: at most four significant digits, 0, 1 and −1 included. */
export const written = (value: number): string => {
  const text = String(Number(value.toPrecision(4)))
  return text.startsWith('-') ? `−${text.slice(1)}` : text
}

/** "a", "a and b", "a, b and c". */
export const listed = (items: readonly string[]): string =>
  items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items.at(-1) ?? ''}`
