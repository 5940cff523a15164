import { useSyncExternalStore } from 'react'
import { CalendarDay } from '#shared/domain/units.ts'
import { dayOf } from '../i18n/format.ts'

const CHECK_MS = 30_000

const follow = (changed: () => void): (() => void) => {
  const timer = setInterval(changed, CHECK_MS)
  return () => clearInterval(timer)
}

/** The workstation's calendar day; it changes at midnight under an open window. */
export const useToday = (): CalendarDay => CalendarDay.parse(useSyncExternalStore(follow, () => dayOf(new Date())))
