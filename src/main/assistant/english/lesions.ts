import type { LesionType } from '#shared/domain/lesion.ts'

type LesionName = {
  readonly one: string
  readonly several: string
  /** The sign spoken of without counting. */
  readonly sign: string
}

const regular = (one: string): LesionName => ({ one, several: `${one}s`, sign: `${one}s` })

/** Each lesion's name as it stands in the middle of a sentence. */
export const lesionNames: Readonly<Record<LesionType, LesionName>> = {
  microaneurysm: regular('microaneurysm'),
  haemorrhage: regular('haemorrhage'),
  hardExudate: regular('hard exudate'),
  softExudate: regular('cotton-wool spot'),
  otherBright: regular('other bright lesion'),
  neovascularisation: { one: 'area of new vessels', several: 'areas of new vessels', sign: 'new vessels' },
  irma: {
    one: 'intraretinal microvascular abnormality (IRMA)',
    several: 'intraretinal microvascular abnormalities (IRMA)',
    sign: 'intraretinal microvascular abnormalities (IRMA)'
  },
  venousBeading: { one: 'stretch of venous beading', several: 'stretches of venous beading', sign: 'venous beading' },
  preretinalHaemorrhage: regular('preretinal haemorrhage'),
  drusen: { one: 'druse', several: 'drusen', sign: 'drusen' },
  other: regular('other lesion')
}

/** "3 haemorrhages", "1 haemorrhage". */
export const countedLesions = (lesion: LesionType, count: number): string =>
  `${count} ${count === 1 ? lesionNames[lesion].one : lesionNames[lesion].several}`
