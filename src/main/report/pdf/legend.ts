import type { ReactElement } from 'react'
import { anatomyColours } from '#shared/domain/mark.ts'
import type { OverlayLegend } from '../reportModel.ts'
import type { ReportLabels } from '../texts/englishLabels.ts'
import { box, lesionShape, stroke, text } from './elements.ts'
import { ink, type } from './theme.ts'

const RING = 'M1 5a4 4 0 1 0 8 0a4 4 0 1 0 -8 0Z'
const WAVE = 'M0 7C3 1 6 9 10 3'
/** The overlay's colour of vessels, darker for white paper. */
const VESSELS = '#2b8f80'
const PLUS = 'M5 1V9M1 5H9'
const BAR = 'M0 5H10'

const entry = (sign: ReactElement, words: string): ReactElement =>
  box({ flexDirection: 'row', alignItems: 'center', gap: 2.2 }, sign, text(type.small, words))

/** What the marks of an overlay mean; only those that are on it. */
export function legend(shown: OverlayLegend, labels: ReportLabels): ReactElement {
  const line = (d: string, colour: string, dash = ''): ReactElement => stroke(d, { colour, width: 1.4, dash })
  const entries = [
    ...shown.lesions.map(({ lesion, name }) => entry(lesionShape(lesion, 7), name)),
    ...(shown.vessels === 'plain' ? [entry(line(WAVE, VESSELS), labels.vessels)] : []),
    ...(shown.vessels === 'arteriesAndVeins'
      ? [
          entry(line(WAVE, anatomyColours.arteries), labels.arteries),
          entry(line(WAVE, anatomyColours.veins), labels.veins)
        ]
      : []),
    ...(shown.disc ? [entry(line(RING, ink.text), labels.discRing)] : []),
    ...(shown.cup ? [entry(line(RING, ink.text, '2 1.6'), labels.cupRing)] : []),
    ...(shown.fovea ? [entry(line(PLUS, ink.text), labels.foveaCross)] : []),
    ...(shown.dashed ? [entry(line(BAR, ink.text, '2 1.6'), labels.dashedMark)] : []),
    ...(shown.thick ? [entry(stroke(BAR, { colour: ink.text, width: 3, dash: '' }), labels.thickMark)] : [])
  ]
  return box({ flexDirection: 'row', flexWrap: 'wrap', columnGap: 6, rowGap: 0.5, paddingTop: 2.5 }, ...entries)
}
