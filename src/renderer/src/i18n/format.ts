import type { CalendarDay, UtcMs } from '#shared/domain/units.ts'

const LOCALE = 'en-GB'

const day = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })
const moment = new Intl.DateTimeFormat(LOCALE, {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit'
})
const clock = new Intl.DateTimeFormat(LOCALE, { hour: '2-digit', minute: '2-digit' })

/** "20 Nov 2026". */
export const formatDay = (value: CalendarDay): string => day.format(new Date(`${value}T00:00:00Z`))

/** "20 Nov 2026, 09:14" in the workstation's time zone. */
export const formatMoment = (value: UtcMs): string => moment.format(value)

/** "09:14" in the workstation's time zone. */
export const formatClock = (value: number): string => clock.format(value)

/** The workstation's calendar day as "2026-11-20". */
export function dayOf(now: Date): string {
  const two = (part: number): string => String(part).padStart(2, '0')
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}

/** A probability as whole per cent without the sign: never 0 or 100 for what is only nearly so. */
export function percentFigure(probability: number): string {
  const percent = Math.round(probability * 100)
  if (percent === 100 && probability < 1) return '> 99'
  if (percent === 0 && probability > 0) return '< 1'
  return String(percent)
}

/** A number with as many decimals as its size warrants: 151, 12.4, 0.67, 0.034. */
export function figure(value: number): string {
  const size = Math.abs(value)
  const decimals = Number.isInteger(value) ? 0 : size >= 100 ? 0 : size >= 10 ? 1 : size >= 0.1 ? 2 : 3
  return new Intl.NumberFormat(LOCALE, { minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(
    value
  )
}
