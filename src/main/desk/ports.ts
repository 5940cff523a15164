import type { EventName, EventPayload } from '#shared/contract/events.ts'
import type { UtcMs } from '#shared/domain/units.ts'
import type { LogLine } from '../logging/log.ts'

/** What the shell (Electron, or a test) does for the use cases. */
export type Shell = {
  /** Paths of photographs that the user chose; empty when they changed their mind. */
  readonly choosePhotographs: () => Promise<readonly string[]>
  /** Paths of GGUF files that the user chose; empty when they changed their mind. */
  readonly chooseLanguageModels: () => Promise<readonly string[]>
  /** The path of a folder that the user chose; undefined when they changed their mind. */
  readonly chooseFolder: () => Promise<string | undefined>
  /** Where to save a file; undefined when the user changed their mind. */
  readonly chooseSavePath: (suggestedName: string) => Promise<string | undefined>
  /** Shows a file in the system's file manager. */
  readonly showInFolder: (path: string) => void
  readonly emit: <E extends EventName>(name: E, payload: EventPayload<E>) => void
  readonly log: (line: LogLine) => void
  readonly standIn: boolean
}

export type Clock = { readonly now: () => UtcMs; readonly newId: () => string }

/** Where the app's own files and the user's data lie. */
export type Places = {
  readonly models: string
  readonly guidelines: string
  readonly knowledge: string
  readonly demo: string
  readonly fonts: string
  readonly blobs: string
  /** The folder of this workstation's own data. */
  readonly data: string
}

export type AppIdentity = { readonly name: string; readonly version: string }
