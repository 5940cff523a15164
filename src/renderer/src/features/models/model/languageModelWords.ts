import type { LanguageModelView } from '#shared/contract/languageModels.ts'

/** What a row says of a model first: what is wrong with its file, that it is in use, or whether it fits. */
export type Standing = 'missing' | 'changed' | 'inUse' | LanguageModelView['fit']

export function standingOf({ state, inUse, fit }: Pick<LanguageModelView, 'state' | 'inUse' | 'fit'>): Standing {
  if (state !== 'ready') return state
  return inUse ? 'inUse' : fit
}

/** Whether a model can be taken into use. */
export const isUsable = (model: Pick<LanguageModelView, 'state' | 'inUse' | 'fit'>): boolean =>
  standingOf(model) === 'fits' || standingOf(model) === 'tight'

const MB = 1e6
const GB = 1e9

/** A size in the unit in which disks and memory are sold: "98 MB", "4.4 GB". */
export const sizeOf = (bytes: number): { readonly unit: 'megabytes' | 'gigabytes'; readonly value: string } =>
  bytes < GB
    ? { unit: 'megabytes', value: String(Math.max(1, Math.round(bytes / MB))) }
    : { unit: 'gigabytes', value: (bytes / GB).toFixed(1) }

/** Tokens in a second, as precise as such a measurement is. */
export const rateOf = (tokensPerSecond: number): string =>
  tokensPerSecond >= 10 ? String(Math.round(tokensPerSecond)) : tokensPerSecond.toFixed(1)
