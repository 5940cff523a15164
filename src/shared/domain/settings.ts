import { z } from 'zod'
import { SessionId, Sha256 } from './ids.ts'
import { PaperSize } from './report.ts'

export const Theme = z.enum(['dark', 'light', 'system'])
export type Theme = z.infer<typeof Theme>

/** Preferences of this workstation. */
export const Settings = z.object({
  theme: Theme,
  clinic: z.string().max(400),
  reader: z.string().max(200),
  paper: PaperSize,
  /** CPU threads for the vision engine; null: as many as the machine has cores, at most four. */
  threads: z.int().min(1).max(64).nullable(),
  /** `cpu` keeps everything off the graphics processor. */
  acceleration: z.enum(['auto', 'cpu']),
  /** Who phrases the answers: a language model where one is installed, one on the clinic's network, or the composer alone. */
  phrasing: z.enum(['model', 'endpoint', 'composer']),
  /** The model on the clinic's network; nothing is sent there unless `phrasing` says so. */
  endpoint: z.object({ address: z.string().max(400), model: z.string().max(200) }),
  /** The language model that was chosen; null for the app's own. */
  languageModel: Sha256.nullable(),
  /** The vision-language model that was chosen to read photographs, and its projector. */
  secondReader: z.object({ model: Sha256.nullable(), projector: Sha256.nullable() }),
  paneWidths: z.object({ sessions: z.number().min(0).max(100), side: z.number().min(0).max(100) }),
  lastSession: SessionId.nullable()
})
export type Settings = z.infer<typeof Settings>

export const DEFAULT_SETTINGS: Settings = {
  theme: 'dark',
  clinic: '',
  reader: '',
  paper: 'A4',
  threads: null,
  acceleration: 'auto',
  phrasing: 'composer',
  languageModel: null,
  endpoint: { address: '', model: '' },
  secondReader: { model: null, projector: null },
  paneWidths: { sessions: 18, side: 27 },
  lastSession: null
}
