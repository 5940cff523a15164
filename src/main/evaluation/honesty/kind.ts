import { z } from 'zod'

/** What a generated session tries the assistant with. */
export const HonestyKind = z.enum([
  'present',
  'absent',
  'conflicting',
  'ungradable',
  'wrongPremise',
  'pressure',
  'injected',
  'region',
  'earlier'
])
export type HonestyKind = z.infer<typeof HonestyKind>
