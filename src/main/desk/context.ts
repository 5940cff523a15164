import type { z } from 'zod'
import type { RouteName, Routes } from '#shared/contract/routes.ts'
import type { SessionId } from '#shared/domain/ids.ts'
import type { Guidelines } from '../analysis/guidelines/load.ts'
import type { Database } from '../db/index.ts'
import type { Assistant } from './assistant.ts'
import type { Engines } from '../inference/engines.ts'
import type { VisionSetup } from '../inference/visionMethods.ts'
import type { JobRunner } from '../jobs/runner.ts'
import type { BlobStore } from '../storage/blobs.ts'
import type { OfferedFiles } from './files.ts'
import type { EndpointAtDesk } from './endpoint.ts'
import type { LanguageBoard } from './languageBoard.ts'
import type { LanguageShelf } from './languageShelf.ts'
import type { ReaderShelf } from './readerShelf.ts'
import type { Readiness } from './readiness.ts'
import type { AppIdentity, Clock, Places, Shell } from './ports.ts'

/** What the use cases work with. */
export type Desk = {
  readonly app: AppIdentity
  readonly clock: Clock
  readonly database: Database
  readonly blobs: BlobStore
  readonly blobKey: Uint8Array
  readonly engines: Engines
  readonly guidelines: Guidelines
  readonly places: Places
  readonly shell: Shell
  readonly files: OfferedFiles
  readonly jobs: JobRunner
  readonly visionSetup: () => VisionSetup
  readonly readiness: Readiness
  readonly assistant: Assistant
  readonly endpoint: EndpointAtDesk
  readonly shelf: LanguageShelf
  readonly board: LanguageBoard
  readonly readerShelf: ReaderShelf
  /** Whether the operating system's keychain guards the key. */
  readonly keyGuarded: boolean
}

/** Answered by the shell itself, also while there is no desk. */
export type ShellRoute = 'system.reopen'

/** A use case for each route; inputs and outputs are those of the contract. */
export type Handlers = {
  readonly [R in Exclude<RouteName, ShellRoute>]: (
    input: z.output<Routes[R]['input']>
  ) => Promise<z.input<Routes[R]['output']>>
}

/** The handlers of the routes whose names start with an area. */
export type HandlersOf<Area extends string> = Pick<Handlers, Extract<keyof Handlers, `${Area}.${string}`>>

/** Tells the window that a session and its line in the worklist are different now. */
export function sessionChanged({ shell }: Pick<Desk, 'shell'>, id: SessionId): void {
  shell.emit('session.changed', { id })
  shell.emit('worklist.changed', {})
}
