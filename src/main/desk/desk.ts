import { loadGuidelines } from '../analysis/guidelines/load.ts'
import { type Database, jobs, settings, turns } from '../db/index.ts'
import type { Engines } from '../inference/engines.ts'
import { JobRunner } from '../jobs/runner.ts'
import { threadsFor } from '../settings/threads.ts'
import { stackWithoutMessage } from '../logging/stack.ts'
import { createBlobStore } from '../storage/blobs.ts'
import { analyseWork, analysisHandlers } from './analysing.ts'
import { type Answering, startAnswering } from './answering.ts'
import type { Desk, Handlers } from './context.ts'
import { endpointHandlers } from './endpointHandlers.ts'
import { languageHandlers, languageModelsOf } from './languageModels.ts'
import { conversationHandlers } from './conversing.ts'
import type { OfferedFiles } from './files.ts'
import { imageHandlers } from './photographs.ts'
import type { AppIdentity, Clock, Places, Shell } from './ports.ts'
import { createReadiness } from './readiness.ts'
import { reportHandlers } from './reporting.ts'
import { researchHandlers } from './researching.ts'
import { findingHandlers } from './reviewing.ts'
import { openSpeaking } from './speaking.ts'
import { settingsHandlers, systemHandlers } from './system.ts'
import { type Upkeep, type UpkeepOptions, startUpkeep } from './upkeep.ts'
import { patientHandlers, sessionHandlers } from './worklist.ts'

/** A job whose engine died is tried this often, across restarts of the app. */
const MAX_ATTEMPTS = 2

export type DeskParts = {
  readonly app: AppIdentity
  readonly clock: Clock
  readonly database: Database
  readonly blobKey: Uint8Array
  readonly keyGuarded: boolean
  readonly engines: Engines
  readonly places: Places
  readonly shell: Shell
  readonly files: OfferedFiles
  /** Folders in which a language model may lie, the preferred one first. */
  readonly languageFolders: readonly string[]
  readonly upkeep: UpkeepOptions
}

/** A desk at work: its use cases, and how to close it. */
export type OpenDesk = { readonly desk: Desk; readonly handlers: Handlers; readonly close: () => Promise<void> }

/** Puts the use cases together over an open database, goes on with what the last run left behind, warms the engines. */
export async function openDesk(parts: DeskParts): Promise<OpenDesk> {
  const { database, engines, shell, places, app } = parts
  const logged = (event: string) => (error: unknown) =>
    shell.log({ level: 'error', event, detail: { stack: stackWithoutMessage(error) } })
  const visionSetup = (): ReturnType<Desk['visionSetup']> => {
    const { threads, acceleration } = settings.get(database.read)
    const blobs = { folder: places.blobs, key: parts.blobKey }
    const folders = { modelsFolder: places.models, guidelinesFolder: places.guidelines }
    return { ...folders, threads: threadsFor(threads), acceleration, blobs, app }
  }
  const onChanged = (): void => shell.emit('system.changed', {})
  const readiness = createReadiness(engines.vision, {
    setup: visionSetup,
    onChanged,
    onFailed: logged('vision.failed')
  })
  const runner = new JobRunner({
    store: jobStore(database),
    work: { analyse: (job, context) => analyseWork(desk)(job, context) },
    maxAttempts: MAX_ATTEMPTS,
    onChanged: (job) => shell.emit('job.changed', job),
    onStoreFailed: logged('jobs.failed')
  })
  const speaking = await openSpeaking(parts, {
    onChanged,
    onModelsChanged: () => shell.emit('language.changed', languageModelsOf(desk)),
    onNotKept: logged('language.notKept')
  })
  const desk: Desk = {
    ...parts,
    ...speaking,
    blobs: createBlobStore(places.blobs, parts.blobKey),
    guidelines: await loadGuidelines(places.guidelines),
    jobs: runner,
    visionSetup,
    readiness
  }
  engines.imaging.start()
  void readiness.refresh()
  void desk.assistant.refresh()
  const upkeep = database.state.kind === 'readOnly' ? undefined : goOn(desk, parts.upkeep)
  const answering = startAnswering(desk)
  const close = async (): Promise<void> => {
    const answersKept = answering.close()
    const modelsAtRest = desk.board.close()
    await upkeep?.close()
    await runner.close()
    // An engine that is still loading for an answer holds nobody up.
    engines.close()
    await answersKept
    await modelsAtRest
    database.close()
  }
  return { desk, handlers: handlersOf(desk, answering), close }
}

const jobStore = (database: Database): ConstructorParameters<typeof JobRunner>[0]['store'] => ({
  next: () => jobs.next(database.read),
  start: (id) => jobs.start(database.write, id),
  end: (id, outcome) => jobs.end(database.write, id, outcome),
  requeue: (id) => jobs.requeue(database.write, id)
})

/** Goes on with what the last run of the app left behind. */
function goOn(desk: Desk, upkeep: UpkeepOptions): Upkeep {
  const { write } = desk.database
  turns.stopInterrupted(write)
  jobs.recover(write, { engine: 'vision', maxAttempts: MAX_ATTEMPTS })
  desk.jobs.wake()
  return startUpkeep(desk, upkeep)
}

const handlersOf = (desk: Desk, answering: Answering): Handlers => ({
  ...systemHandlers(desk),
  ...settingsHandlers(desk),
  ...patientHandlers(desk),
  ...sessionHandlers(desk, answering),
  ...imageHandlers(desk),
  ...analysisHandlers(desk),
  ...findingHandlers(desk),
  ...conversationHandlers(desk, answering),
  ...reportHandlers(desk),
  ...languageHandlers(desk),
  ...endpointHandlers(desk),
  ...researchHandlers(desk)
})
