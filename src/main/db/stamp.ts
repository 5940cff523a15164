import { UtcMs } from '#shared/domain/units.ts'

/** A time as it stands in the names of backups and of files set aside: `20261120T091400123Z`. */
export const stampOf = (at: UtcMs): string => new Date(at).toISOString().replaceAll(/[-:.]/g, '')

/** The time of a stamp; undefined for any other text. */
export function timeOf(stamp: string): UtcMs | undefined {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z$/.exec(stamp)
  if (!parts) return undefined
  const [, year, month, day, hour, minute, second, fraction] = parts
  const time = UtcMs.safeParse(Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}.${fraction}Z`))
  return time.success && stampOf(time.data) === stamp ? time.data : undefined
}
