import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import type { EventName } from '#shared/contract/events.ts'
import { type RouteInput, type RouteOutput, routes } from '#shared/contract/routes.ts'
import { type SessionDetail, sessionDetailOf } from '#shared/contract/views.ts'
import type { SessionId } from '#shared/domain/ids.ts'
import { isActive } from '#shared/domain/job.ts'
import { CalendarDay, UtcMs } from '#shared/domain/units.ts'
import { createUuidv7, openDatabase } from '#main/db/index.ts'
import type { Handlers } from '#main/desk/context.ts'
import { type OpenDesk, openDesk } from '#main/desk/desk.ts'
import { createOfferedFiles } from '#main/desk/files.ts'
import { createEngines } from '#main/inference/engines.ts'
import type { EngineName } from '#main/inference/protocol.ts'
import type { TransportFactory } from '#main/inference/transport.ts'
import { forkTransport } from '#main/inference/transports/fork.ts'
import { encodePhantom } from '#test/phantoms/fundusPhantom.ts'
import type { RgbRaster } from '#main/imaging/raster.ts'

type Route = keyof Handlers

/** A desk on a folder of its own, with real engines, a real database and a shell that only remembers. */
export type TestDesk = {
  readonly folder: string
  readonly desk: OpenDesk['desk']
  /** Asks like the window does; the answer is parsed by the contract. */
  readonly ask: <R extends Route>(route: R, input: RouteInput<R>) => Promise<RouteOutput<R>>
  readonly events: { readonly name: EventName; readonly payload: unknown }[]
  /** Answers the next dialogs. */
  readonly dialogs: {
    photographs: readonly string[]
    languageModels: readonly string[]
    folder: string | undefined
    savePath: string | undefined
    /** Files that were shown in the file manager. */
    readonly shown: string[]
  }
  readonly close: () => Promise<void>
}

export type TestDeskOptions = {
  readonly folder?: string
  readonly modelsFolder?: string
  readonly languageFolders?: readonly string[]
  readonly spawn?: (engine: EngineName, normal: TransportFactory) => TransportFactory
}

const maintenanceWorker = new URL('../../../src/main/db/maintenance/worker.ts', import.meta.url)
const key = Buffer.alloc(32, 3)
const now = (): UtcMs => UtcMs.parse(Date.now())

export const newFolder = (): string => mkdtempSync(join(tmpdir(), 'retinadesk-desk-'))

export async function openTestDesk(options: TestDeskOptions = {}): Promise<TestDesk> {
  const folder = options.folder ?? newFolder()
  const ids = createUuidv7(Date.now)
  const events: TestDesk['events'] = []
  const dialogs: TestDesk['dialogs'] = {
    photographs: [],
    languageModels: [],
    folder: undefined,
    savePath: undefined,
    shown: []
  }
  const location = { file: join(folder, 'test.db'), backupDir: join(folder, 'backups'), key }
  const database = openDatabase({ ...location, now, ids })
  const spawn = (engine: EngineName): TransportFactory => {
    const normal = forkTransport(new URL(`../../../src/main/inference/entries/${engine}.ts`, import.meta.url))
    return options.spawn?.(engine, normal) ?? normal
  }
  const resources = (name: string): string => join(import.meta.dirname, '../../../resources', name)
  const { desk, handlers, close } = await openDesk({
    app: { name: 'RetinaDesk', version: '0.0.0' },
    clock: { now, newId: ids },
    database,
    blobKey: key,
    keyGuarded: true,
    engines: createEngines(spawn),
    places: {
      models: options.modelsFolder ?? resources('models'),
      guidelines: resources('guidelines'),
      knowledge: resources('knowledge'),
      demo: resources('demo'),
      fonts: resources('fonts'),
      blobs: join(folder, 'blobs'),
      data: folder
    },
    shell: {
      choosePhotographs: async () => dialogs.photographs,
      chooseLanguageModels: async () => dialogs.languageModels,
      chooseFolder: async () => dialogs.folder,
      showInFolder: (path) => void dialogs.shown.push(path),
      chooseSavePath: async () => dialogs.savePath,
      emit: (name, payload) => void events.push({ name, payload }),
      log: () => undefined,
      standIn: true
    },
    files: createOfferedFiles(ids),
    languageFolders: options.languageFolders ?? [],
    upkeep: {
      location,
      worker: maintenanceWorker,
      onDamaged: () => events.push({ name: 'system.changed', payload: 'damaged' })
    }
  })
  const ask = <R extends Route>(route: R, input: RouteInput<R>): Promise<RouteOutput<R>> =>
    through(routes, { ...handlers, 'system.reopen': async () => ({}) }, { route, input })
  return { folder, desk, ask, events, dialogs, close }
}

type Table<T> = { readonly [R in keyof T]: { readonly input: z.ZodType; readonly output: z.ZodType } }

async function through<T extends Table<T>, R extends keyof T>(
  table: T,
  handlers: { readonly [K in keyof T]: (input: z.output<T[K]['input']>) => Promise<unknown> },
  { route, input }: { route: R; input: unknown }
): Promise<z.output<T[R]['output']>> {
  const answer = await handlers[route](z.parse<T[R]['input']>(table[route].input, input))
  return z.parse<T[R]['output']>(table[route].output, answer)
}

/** A session of a new patient. */
export async function aSessionAt({ ask }: TestDesk): Promise<SessionId> {
  const patient = await ask('patient.create', {
    familyName: 'Demo',
    givenName: 'Phantom',
    number: 'PH-1',
    born: null,
    sex: 'unknown'
  })
  const day = CalendarDay.parse('2026-11-20')
  return (await ask('session.create', { patientId: patient.id, day })).id
}

/** Offers files as the dialog does and imports them. */
export async function importFiles(
  { ask, dialogs }: TestDesk,
  sessionId: SessionId,
  paths: readonly string[]
): Promise<RouteOutput<'image.import'>> {
  dialogs.photographs = paths
  const chosen = await ask('image.choose', {})
  return ask('image.import', { sessionId, tokens: chosen.map(({ token }) => token) })
}

/** Writes a phantom into a file of the folder. */
export async function phantomFile(folder: string, name: string, image: RgbRaster): Promise<string> {
  const path = join(folder, name)
  writeFileSync(path, await encodePhantom(image, 'jpeg'))
  return path
}

/** A session with everything in it, as the window puts it together. */
export const openSession = async ({ ask }: TestDesk, id: SessionId): Promise<SessionDetail> =>
  sessionDetailOf(await ask('session.open', { id }), (analysis) => ask('analysis.get', { id: analysis }))

/** Waits until no job of a session waits or runs. */
export async function settled(test: TestDesk, id: SessionId): Promise<SessionDetail> {
  await test.desk.jobs.idle()
  const detail = await openSession(test, id)
  return detail.images.some(({ job }) => job !== null && isActive(job)) ? settled(test, id) : detail
}
