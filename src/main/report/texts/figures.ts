import type { CalendarDay, UtcMs } from '#shared/domain/units.ts'

/** Keeps a figure and its unit on one line. */
export const NO_BREAK = '\u00a0'
const EN_DASH = '–'

/** Making a formatter takes a hundred times longer than using it. */
const formatters = new Map<string, Intl.NumberFormat>()

function formatterFor(language: string, decimals: number): Intl.NumberFormat {
  const key = `${language}/${decimals}`
  const known = formatters.get(key)
  if (known) return known
  const made = new Intl.NumberFormat(language, {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
    useGrouping: false,
    signDisplay: 'negative'
  })
  formatters.set(key, made)
  return made
}

/** A number with a fixed count of decimals in a language's notation, without digit grouping; never "−0". */
export const figure = (value: number, decimals: number, language: string): string =>
  formatterFor(language, decimals).format(value).replace('-', '−')

/** "0.38–0.46"; one figure where both round to the same. */
export function span(low: string, high: string): string {
  if (low === high) return low
  return low.startsWith('−') || high.startsWith('−') ? `${low} to ${high}` : `${low}${EN_DASH}${high}`
}

/** A probability from 0 to 1 as whole per cent; never "100 %" or "0 %" for what is not certain. */
export function percent(probability: number, language: string): string {
  const whole = Math.round(probability * 100)
  const shown = probability < 1 && probability > 0 ? Math.min(99, Math.max(1, whole)) : whole
  return `${figure(shown, 0, language)}${NO_BREAK}%`
}

/** "54–90 %" of the least and the greatest of some probabilities. */
export function percentSpan(probabilities: readonly number[], language: string): string {
  const low = percent(Math.min(...probabilities), language)
  const high = percent(Math.max(...probabilities), language)
  return low === high ? low : `${low.replace(`${NO_BREAK}%`, '')}${EN_DASH}${high}`
}

/** "20 Nov 2026". */
export const day = (date: CalendarDay, language: string): string =>
  new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }).format(
    Date.parse(date)
  )

/** "20 Nov 2026, 09:14" on the clocks of a time zone. */
export const moment = (at: UtcMs, language: string, timeZone: string): string =>
  new Intl.DateTimeFormat(language, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone
  }).format(at)
