import type { Latitude } from '../lock/grammar.ts'

/** Below this a general model forms no sound sentences once the lock takes its words away. */
const WRITES_WELL = 1e9

/** How freely a model may write: by what it was trained for, else by its size; unknown counts as small. */
export const latitudeOf = (model: {
  readonly trainedForPhrasing: boolean
  readonly parameters: number | null
}): Latitude => (model.trainedForPhrasing || (model.parameters ?? 0) >= WRITES_WELL ? 'words' : 'wordings')
