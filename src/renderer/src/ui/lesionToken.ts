import type { LesionType } from '#shared/domain/lesion.ts'

/** The token of a lesion's colour on the panes, which follows the theme; on photographs the colour is its mark's own. */
export const lesionToken: Readonly<Record<LesionType, string>> = {
  microaneurysm: '--mark-microaneurysm',
  haemorrhage: '--mark-haemorrhage',
  hardExudate: '--mark-hard-exudate',
  softExudate: '--mark-soft-exudate',
  otherBright: '--mark-other-bright',
  neovascularisation: '--mark-new-vessels',
  irma: '--mark-new-vessels',
  venousBeading: '--mark-new-vessels',
  preretinalHaemorrhage: '--mark-haemorrhage',
  drusen: '--mark-hard-exudate',
  other: '--mark-other'
}
