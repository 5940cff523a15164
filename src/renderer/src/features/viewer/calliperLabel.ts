import type { Analysis } from '#shared/domain/analysis.ts'
import { caption, discDiameters, withUnit } from '../../i18n/domainWords.ts'
import { figure } from '../../i18n/format.ts'
import { text } from '../../i18n/text.ts'
import { readCalliper } from './model/calliper.ts'
import type { Span } from './model/tools/measureTool.ts'

/** The reading of a calliper: "412 µm est. · 0.23 DD", or pixels where the photograph has no scale. */
export function calliperLabel(span: Span, analysis: Analysis | null): string {
  const reading = readCalliper(span, analysis?.scale ?? null, analysis?.landmarks.disc ?? null)
  const length =
    reading.micrometres === null
      ? text('domain:number.px', { value: figure(Math.round(reading.pixels)) })
      : reading.micrometres >= 1000
        ? withUnit(reading.micrometres / 1000, 'millimetre')
        : withUnit(Math.round(reading.micrometres), 'micrometre')
  const estimated = reading.estimated ? ` ${text('viewer:calliper.estimated')}` : ''
  return caption(`${length}${estimated}`, reading.discDiameters !== null && discDiameters(reading.discDiameters))
}
