import type { LesionType } from '#shared/domain/lesion.ts'
import { NO_BREAK } from './figures.ts'

/** "1 finding", "3 findings". */
export const plural = (n: number, one: string, many: string): string => `${n}${NO_BREAK}${n === 1 ? one : many}`

const names = {
  microaneurysm: ['microaneurysm', 'microaneurysms'],
  haemorrhage: ['haemorrhage', 'haemorrhages'],
  hardExudate: ['hard exudate', 'hard exudates'],
  softExudate: ['soft exudate', 'soft exudates'],
  otherBright: ['other bright lesion', 'other bright lesions'],
  neovascularisation: ['neovascularisation', 'neovascularisations'],
  irma: ['IRMA', 'IRMA'],
  venousBeading: ['venous beading', 'venous beadings'],
  preretinalHaemorrhage: ['preretinal haemorrhage', 'preretinal haemorrhages'],
  drusen: ['drusen', 'drusen'],
  other: ['other lesion', 'other lesions']
} as const satisfies Record<LesionType, readonly [string, string]>

export const englishLesions = {
  name: (lesion: LesionType): string => names[lesion][0],
  names: (lesion: LesionType): string => names[lesion][1]
}
