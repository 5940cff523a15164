import type { Settings } from '#shared/domain/settings.ts'

/** Whether a vision-language model was chosen on this workstation; false while that is not known. */
export const hasReader = (settings: Pick<Settings, 'secondReader'> | undefined): boolean =>
  settings !== undefined && settings.secondReader.model !== null && settings.secondReader.projector !== null
